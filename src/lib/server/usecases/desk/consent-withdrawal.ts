import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { saidReason } from './said.ts';

/** After acceptance a case is withdrawn only with the office's consent, which is this. */
export const consentWithdrawal = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'consent_withdrawal',
		extras: () => ({ detail: { reason } })
	});
};
