import { makeMove } from '../cases/make-move.ts';
import { objectiveScores } from '../cases/objective-scores.ts';
import type { Context, Row } from '../ports.ts';
import { saidDocument, saidReason } from '../said.ts';

type Named = { readonly id: string; readonly version: number };
type Deed = (
	ctx: Context,
	input: Named & {
		/** Number of the written answer. */
		readonly document: string;
	}
) => Promise<Row<'applications'>>;

const answer =
	(move: 'reject_recheck' | 'uphold_recheck'): Deed =>
	async (ctx, input) => {
		const document = saidDocument(input.document);
		return makeMove(ctx, {
			id: input.id,
			version: input.version,
			move,
			extras: () => ({ detail: { document } })
		});
	};

/** Process and counting were right: the result stands. */
export const rejectRecheck: Deed = answer('reject_recheck');

/** Something was wrong: the case goes back before the committee. */
export const upholdRecheck: Deed = answer('uphold_recheck');

/**
 * The case is reviewed again. One that was never accepted is accepted by this, with its objective items
 * computed and frozen as at any opening; sheets that were handed in before stand until an expert reopens them.
 */
export const reviewAgain = async (
	ctx: Context,
	input: Named & { readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'review_again',
		extras: async ({ application }) => ({
			set: {
				objective: application.objective ?? (await objectiveScores(ctx, application)),
				acceptedAt: application.acceptedAt ?? ctx.now(),
				routeFrozenAt: application.routeFrozenAt ?? ctx.now()
			},
			detail: { reason }
		})
	});
};
