import { objectiveScores } from '../cases/objective-scores.ts';
import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { sheetsAsTheyAre } from './sheets-as-they-are.ts';

/** Opens a case's review: the objective items are computed once and frozen, the experts are told. */
export const openReview = (
	ctx: Context,
	input: { readonly id: string; readonly version: number }
): Promise<Row<'applications'>> =>
	makeMove(ctx, {
		...input,
		move: 'open_review',
		extras: async ({ application }, facts) => {
			const objective = await objectiveScores(ctx, application);
			return {
				...(await sheetsAsTheyAre(ctx, application.id, facts)),
				set: { objective },
				detail: { objective }
			};
		}
	});
