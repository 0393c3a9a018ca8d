import { makeMove } from '../cases/make-move.ts';
import { voidRunningNotice } from '../notices/void-notice.ts';
import type { Context, Row } from '../ports.ts';
import { saidReason } from '../said.ts';

/** Gives the application up before acceptance. It does not count against the one per person and year. */
export const withdrawApplication = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'withdraw',
		extras: async ({ application }) => ({
			changes: await voidRunningNotice(ctx, application, 'withdrawn'),
			detail: { reason }
		})
	});
};
