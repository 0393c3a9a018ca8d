import { makeMove } from '../cases/make-move.ts';
import { recheckDecision } from '../cases/recheck-period.ts';
import { saidReason } from '../said.ts';
import type { Context, Row } from '../ports.ts';

/**
 * The applicant disputes their own result (Order 40 art. 27): in time, with a reason. The day by which it must
 * be decided is counted with it, and refused in a year without a confirmed calendar.
 */
export const requestRecheck = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'request_recheck',
		extras: async () => {
			const { endOn, unconfirmedYear } = await recheckDecision(ctx);
			return {
				dueOn: endOn,
				facts: { unconfirmedYear },
				detail: { reason, until: endOn }
			};
		}
	});
};
