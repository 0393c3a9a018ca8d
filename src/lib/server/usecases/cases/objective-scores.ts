import { Refused, rule } from '#lib/domain/refusal.ts';
import { personFacts } from '#lib/domain/titles/person-facts.ts';
import { objectiveItems } from '#lib/domain/titles/objective.ts';
import { judge } from '#lib/domain/titles/precheck.ts';
import type { Context, Row } from '../ports.ts';
import { contentOf } from './precheck-case.ts';

/**
 * The objective items of a case's rubric as they are frozen when the review opens. Refused where the rubric
 * has an objective item that nobody can compute: it would be missing from every total.
 */
export const objectiveScores = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<Readonly<Record<string, string>>> => {
	const found = application.roundId
		? await ctx.store.read.rounds.byId(application.roundId)
		: undefined;
	if (!found) throw new Refused(rule('no_round'));
	const { input } = await contentOf(ctx, application);
	const rubric = found.round.rubric;
	const items = objectiveItems(rubric, {
		person: personFacts(input.entries, input.standing, input.today),
		target: input.target,
		eligibility: judge(input),
		hoursRule: input.hoursRule
	});
	const unknown = rubric.items.find(({ code, kind }) => kind === 'objective' && !items[code]);
	if (unknown) throw new Refused(rule('objective_item_unknown', { item: unknown.code }));
	return items;
};
