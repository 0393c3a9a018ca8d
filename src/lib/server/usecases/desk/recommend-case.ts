import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { routeAgain } from './route-again.ts';
import { saidOpinion } from '../said.ts';

/**
 * The employer recommends after a clean notice; the portal sends the case up at once, by the authority of the
 * day: to the sector department where the round names one, else to county, city or the committee's office.
 */
export const recommendCase = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly opinion: string }
): Promise<Row<'applications'>> => {
	const opinion = saidOpinion(input.opinion);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'recommend',
		extras: async ({ application }) => {
			const { set, facts, changed, routed } = await routeAgain(ctx, application);
			return {
				set,
				facts,
				detail: { opinion, ...(changed && { routeChanged: routed.route.route }) }
			};
		}
	});
};
