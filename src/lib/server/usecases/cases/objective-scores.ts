import { objectiveItems } from '#lib/domain/titles/objective.ts';
import { personFacts } from '#lib/domain/titles/person-facts.ts';
import { judge } from '#lib/domain/titles/precheck.ts';
import type { ScoreSheet } from '#lib/domain/titles/review.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { contentOf } from './precheck-case.ts';

/** The objective items of a case's rubric, computed from what was handed in; frozen by whoever opens the review. */
export const objectiveScores = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<ScoreSheet> => {
	const { input } = await contentOf(ctx, application);
	const joined = application.roundId
		? await ctx.store.read.rounds.byId(application.roundId)
		: undefined;
	if (!joined) throw new Refused(rule('no_round'));
	return objectiveItems(joined.round.rubric, {
		person: personFacts(input.entries, input.standing, input.today),
		target: input.target,
		eligibility: judge(input),
		hoursRule: input.hoursRule
	});
};
