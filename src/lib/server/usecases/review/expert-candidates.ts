import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import type { Ground } from '#lib/domain/review/recusal.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';
import { groundsOn } from './case-grounds.ts';

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
	/** What ties the expert to the case, with the evidence. */
	readonly grounds: readonly Ground[];
	/** State of the assignment where the office has named this expert before. */
	readonly named: Row<'assignments'>['state'] | null;
};

/** The refusal for the first ground: the page lists them all. */
const bound = (person: Row<'people'>, [ground]: readonly Ground[]): Refusal | null => {
	if (!ground) return null;
	if (ground.kind === 'own_case') return rule('expert_is_applicant', {}, 'recusal');
	return rule(
		ground.kind === 'employer' ? 'expert_same_employer' : 'expert_bound',
		{ name: person.name },
		'recusal'
	);
};

const refusalOf = (
	expert: Row<'experts'>,
	person: Row<'people'>,
	application: Row<'applications'>,
	grounds: readonly Ground[],
	today: string
): Refusal | null => {
	const tied = bound(person, grounds);
	if (tied) return tied;
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

type Pooled = Awaited<ReturnType<Context['store']['read']['experts']['ofSeries']>>[number];

/** Somebody in two pools, or with a new term, is one candidate: by the entry that lasts longest. */
const onePerPerson = (
	pool: readonly Pooled[],
	application: Row<'applications'>
): readonly Pooled[] => {
	const fits = ({ expert }: Pooled): number =>
		Number(
			application.specialty === null ||
				expert.specialties.length === 0 ||
				expert.specialties.includes(application.specialty)
		);
	const best = new Map<string, Pooled>();
	for (const one of pool) {
		const held = best.get(one.person.id);
		if (
			!held ||
			fits(one) > fits(held) ||
			(fits(one) === fits(held) && one.expert.termTo > held.expert.termTo)
		)
			best.set(one.person.id, one);
	}
	return [...best.values()];
};

/**
 * Every expert of the case's series with what stands in the way of naming them: those who may be named first,
 * the least burdened of them at the top. Only the office asks.
 */
export const expertCandidates = async (
	ctx: Context,
	applicationId: string
): Promise<readonly Candidate[]> => {
	const { application, parties } = await openCase(ctx, applicationId);
	if (!parties.has('office')) throw new Refused({ kind: 'forbidden', key: 'office_only' });
	const [pool, loads, existing] = await Promise.all([
		ctx.store.read.experts.ofSeries(application.series),
		application.roundId
			? ctx.store.read.assignments.loadsInRound(application.roundId)
			: new Map<string, number>(),
		ctx.store.read.assignments.ofApplication(application.id)
	]);
	const candidates = onePerPerson(pool, application);
	const grounds = await groundsOn(
		ctx,
		application,
		candidates.map(({ person }) => person)
	);
	const named = new Map(existing.map(({ assignment }) => [assignment.expertId, assignment.state]));
	return candidates
		.map(({ expert, person, employerName }): Candidate => ({
			personId: person.id,
			name: person.name,
			employerName: employerName ?? '',
			level: expert.level,
			specialties: expert.specialties,
			load: loads.get(person.id) ?? 0,
			refusal: refusalOf(expert, person, application, grounds.get(person.id) ?? [], ctx.today()),
			grounds: grounds.get(person.id) ?? [],
			named: named.get(person.id) ?? null
		}))
		.sort(
			(a, b) =>
				Number(a.refusal !== null) - Number(b.refusal !== null) ||
				a.load - b.load ||
				a.name.localeCompare(b.name, 'zh-CN')
		);
};
