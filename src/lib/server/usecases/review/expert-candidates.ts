import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';

export type Candidate = {
	readonly personId: string;
	readonly name: string;
	readonly employerName: string;
	readonly level: string;
	readonly specialties: readonly string[];
	/** Open assignments in this round: the expert's load. */
	readonly load: number;
	/** Why this expert may not judge this case; null: may. */
	readonly refusal: Refusal | null;
};

const refusalOf = (
	expert: Row<'experts'>,
	person: Row<'people'>,
	application: Row<'applications'>,
	today: string
): Refusal | null => {
	if (person.id === application.personId) return rule('expert_is_applicant', {}, 'recusal');
	if (person.employerId === application.employerId)
		return rule('expert_same_employer', { name: person.name }, 'recusal');
	if (today < expert.termFrom || expert.termTo < today)
		return rule('expert_out_of_term', { name: person.name }, 'expert.term.maxMonths');
	if (expert.series !== application.series)
		return rule('expert_other_series', { name: person.name }, 'expertConditions');
	if (
		application.specialty !== null &&
		expert.specialties.length > 0 &&
		!expert.specialties.includes(application.specialty)
	)
		return rule('expert_other_specialty', { name: person.name }, 'expertConditions');
	if (levelFacts[expert.level as Level].rank < levelFacts[application.level as Level].rank)
		return rule('expert_level_too_low', { name: person.name }, 'expertConditions');
	return null;
};

/**
 * The experts a committee's office may call on for a case: those of the round's place and of the pools
 * above it, each with what stands in the way. Only the office asks.
 */
export const expertCandidates = async (
	ctx: Context,
	applicationId: string
): Promise<readonly Candidate[]> => {
	const { application, parties } = await openCase(ctx, applicationId);
	if (!parties.has('office')) throw new Refused({ kind: 'forbidden', key: 'office_only' });
	const [pool, loads] = await Promise.all([
		ctx.store.read.experts.ofSeries(application.series),
		application.roundId ? ctx.store.read.assignments.loadsInRound(application.roundId) : new Map()
	]);
	return pool
		.map(({ expert, person, employerName }): Candidate => ({
			personId: person.id,
			name: person.name,
			employerName: employerName ?? '',
			level: expert.level,
			specialties: expert.specialties,
			load: loads.get(person.id) ?? 0,
			refusal: refusalOf(expert, person, application, ctx.today())
		}))
		.sort(
			(a, b) =>
				Number(a.refusal !== null) - Number(b.refusal !== null) ||
				a.load - b.load ||
				a.name.localeCompare(b.name, 'zh-CN')
		);
};
