import { Refused } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { voidRunningNotice } from '../notices/void-notice.ts';
import type { Context, Row } from '../ports.ts';

/** Gives the application up before acceptance. It does not count against the one per person and year. */
export const withdrawApplication = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = input.reason.trim();
	if (reason === '')
		throw new Refused({ kind: 'malformed', key: 'reason_needed', field: 'reason' });
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
