import { Refused } from '#lib/domain/refusal.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '../cases/make-move.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';
import { routeAgain } from './route-again.ts';
import { saidOpinion } from '../said.ts';

const passMoves = {
	sector_check: 'sector_pass',
	county_check: 'county_pass',
	city_check: 'city_pass'
} as const satisfies Partial<Record<ApplicationState, ApplicationMove>>;

/** The move by which a desk passes a case on from this state. */
export const passMoveFrom = (
	state: ApplicationState
): (typeof passMoves)[keyof typeof passMoves] | undefined =>
	Object.hasOwn(passMoves, state) ? passMoves[state as keyof typeof passMoves] : undefined;

/** Sector department, county or city passes a case with an opinion; it goes on by the register of the day. */
export const passCase = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly opinion: string }
): Promise<Row<'applications'>> => {
	const opinion = saidOpinion(input.opinion);
	const { application } = await openCase(ctx, input.id);
	const move = passMoveFrom(application.state);
	if (!move)
		throw new Refused({
			kind: 'stale',
			key: 'state_does_not_allow',
			facts: { move: 'county_pass', state: application.state }
		});
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move,
		extras: async ({ application: held }) => {
			const { set, facts, changed, routed } = await routeAgain(ctx, held);
			return {
				set,
				facts,
				detail: { opinion, ...(changed && { routeChanged: routed.route.route }) }
			};
		}
	});
};
