import { makeMove } from '../cases/make-move.ts';
import { saidReason } from '../said.ts';
import type { Context, Row } from '../ports.ts';

/** After acceptance the applicant asks the office for its consent; until then the case goes on. */
export const requestWithdrawal = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'request_withdrawal',
		extras: () => ({ detail: { reason } })
	});
};
