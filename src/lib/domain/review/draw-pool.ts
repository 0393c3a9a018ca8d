/**
 * From a pool with names to the terms of a draw without them: every expert and every employer gets a random
 * name that serves this draw alone. The table between them is what is sealed.
 */
import { levelFacts, levels, tierOf, type Level, type Tier } from '../rules/levels.ts';
import { compareIds } from '../order.ts';
import type { DrawTerms } from './draw.ts';

/** Why an expert may not be drawn, as the terms say it: a word, never a sentence that names somebody. */
export const exclusions = [
	'applicant',
	'same_employer',
	'kin',
	'co_work',
	'supervisor',
	'reported'
] as const;
export type Exclusion = (typeof exclusions)[number];

export type Candidate = {
	readonly personId: string;
	readonly name: string;
	/** Null: the person belongs to no employer and shares none. */
	readonly employerId: string | null;
	readonly employerName: string;
	/** Main specialty: the group that a minimum counts. */
	readonly group: string | null;
	readonly excluded: Exclusion | null;
};

/** One line of the sealed table. */
export type SealedExpert = Candidate & {
	readonly id: string;
	readonly employer: string;
};

export type DrawRules = Pick<DrawTerms, 'seats' | 'maxPerEmployer' | 'minPerGroup'>;

/** How many random names a pool needs at most: one for each expert and one for each employer. */
export const namesNeeded = (pool: readonly Candidate[]): number => 2 * pool.length;

/**
 * The terms and their table. `names` are random, different from each other, and at least `namesNeeded`. Rows are
 * sorted by them, so that their order tells nothing about people.
 */
export const pseudonymise = (
	pool: readonly Candidate[],
	rules: DrawRules,
	names: readonly string[]
): { readonly terms: DrawTerms; readonly table: readonly SealedExpert[] } => {
	let used = 0;
	const next = (): string => {
		const name = names[used++];
		if (name === undefined) throw new Error('too few names for a pool');
		return name;
	};
	const employers = new Map<string, string>();
	const employerOf = (employerId: string | null): string => {
		if (employerId === null) return next();
		const known = employers.get(employerId) ?? next();
		employers.set(employerId, known);
		return known;
	};
	const table = pool
		.map((one) => ({ ...one, id: next(), employer: employerOf(one.employerId) }))
		.sort((a, b) => compareIds(a.id, b.id));
	return {
		table,
		terms: {
			seats: rules.seats,
			pool: table.map(({ id, employer, group }) => ({
				id,
				employer,
				...(group !== null && { group })
			})),
			excluded: table.flatMap(({ id, excluded }) =>
				excluded === null ? [] : [{ id, why: excluded }]
			),
			...(rules.maxPerEmployer !== undefined && { maxPerEmployer: rules.maxPerEmployer }),
			...(rules.minPerGroup !== undefined && { minPerGroup: rules.minPerGroup })
		}
	};
};

/** The lowest level from which somebody may judge every level of these tiers (Order 40 art. 10). */
export const lowestJudging = (tiers: readonly string[]): Level =>
	levels.findLast((level) => (tiers as readonly Tier[]).includes(tierOf(level))) ?? 'full_senior';

/** Whether an entry of a pool may serve a committee's draw: its specialty, level and availability on the day. */
export const mayServe = (
	expert: { readonly specialties: readonly string[]; readonly level: string },
	committee: { readonly specialty: string | null; readonly tiers: readonly string[] }
): boolean =>
	(committee.specialty === null ||
		expert.specialties.length === 0 ||
		expert.specialties.includes(committee.specialty)) &&
	levelFacts[expert.level as Level].rank >= levelFacts[lowestJudging(committee.tiers)].rank;
