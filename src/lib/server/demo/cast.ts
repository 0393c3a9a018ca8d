/** Who applies in the demo city, for what, when, and where their case stands in the end. */
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { opensReview } from '#lib/domain/titles/catalogue.ts';
import { at } from './city.ts';
import type { DemoPerson } from './people.ts';
import { secondTitles, unusualCasts } from './unusual.ts';
import { dayMs, hourMs, type Cast, type Fate, type Play } from './play.ts';

/** The level that a person may apply for next by the rules of the demo's records. */
const nextLevel = (person: DemoPerson): Level | null => {
	const field = person.employer?.field;
	if (!field) return null;
	const wanted: Level | null =
		person.held === null
			? person.education === 'junior_college'
				? null
				: 'junior_assistant'
			: person.held === 'junior_assistant'
				? person.education === 'junior_college'
					? null
					: 'intermediate'
				: person.held === 'intermediate' && person.education !== 'junior_college'
					? 'associate_senior'
					: null;
	return wanted && opensReview(field.series, wanted, field.specialty ?? undefined) ? wanted : null;
};

/** Fates of the second batch, each for so many cases; the rest go as far as time brings them. */
const secondFates: readonly (readonly [Fate, number])[] = [
	['draft', 22],
	['deleted', 3],
	['submitted', 26],
	['withdrawn', 4],
	['employer_check', 20],
	['returned_by_employer', 10],
	['employer_notice', 24],
	['employer_objection', 3],
	['suspended', 2],
	['sector_check', 12],
	['county_check', 24],
	['city_check', 14],
	['acceptance_check', 20],
	['correction_requested', 6],
	['not_accepted', 10],
	['accepted', 16]
];
const firstFates: readonly (readonly [Fate, number])[] = [
	['lapsed', 4],
	['deemed_abandoned', 2],
	['panel_review', 10],
	['not_accepted', 2],
	['withdrawn', 3]
];
/** Where the neighbours' cases stand: each desk of the demo's accounts has some. */
const neighbourFates: readonly Fate[] = [
	'submitted',
	'submitted',
	'employer_check',
	'sector_check',
	'county_check',
	'sector_check',
	'county_check',
	'county_check',
	'acceptance_check',
	'acceptance_check',
	'acceptance_check',
	'acceptance_check',
	'accepted',
	'accepted',
	'panel_review',
	'panel_review',
	'panel_review',
	'accepted'
];
const wanted = { first: 180, second: 220 };

/** Chooses who applies, for what, when and to what end: the same choice with the same chance. */
export const castOf = (play: Play): readonly Cast[] => {
	const { city, chance } = play;
	// Counties with committees have most of the work; every fourth applicant is from the city's own employers.
	const unusual = unusualCasts(play);
	const spoken = new Set(unusual.map(({ person }) => person));
	const able = city.professionals.flatMap((person) => {
		if (spoken.has(person) || secondTitles(play).includes(person)) return [];
		const level = nextLevel(person);
		if (!level || !person.employer) return [];
		const isSenior = level === 'associate_senior';
		return isSenior && !chance.oneIn(4) ? [] : [{ person, level }];
	});
	const fatesOf = (list: readonly (readonly [Fate, number])[]): Fate[] =>
		list.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
	const shuffled = able
		.map((one) => ({ one, key: chance.below(1 << 30) }))
		.sort((a, b) => a.key - b.key)
		.map(({ one }) => one);
	const cast = (
		number: 'first' | 'second',
		people: typeof shuffled,
		fates: readonly Fate[],
		opens: string,
		days: number
	): readonly Cast[] =>
		people.map(({ person, level }, index) => ({
			person,
			level,
			batch: city.batches[number],
			track: 'normal',
			assisted: false,
			startAt: at(opens, '10:00') + chance.below(days) * dayMs + chance.below(8) * hourMs,
			fate: fates[index] ?? null
		}));
	const near = city.neighbours.map((person, index): Cast => ({
		person,
		level: person.held === null ? 'junior_assistant' : 'intermediate',
		batch: city.batches.second,
		track: 'normal',
		assisted: false,
		startAt: at('2026-08-10', '10:00') + index * 7 * hourMs,
		fate: neighbourFates[index] ?? null
	}));
	return [
		...near,
		...unusual,
		...cast('first', shuffled.slice(0, wanted.first), fatesOf(firstFates), '2026-03-03', 55),
		...cast(
			'second',
			shuffled.slice(wanted.first, wanted.first + wanted.second),
			fatesOf(secondFates),
			'2026-08-04',
			18
		)
	];
};

/** Where the case cannot go anywhere the applicant learns it before handing in: no such case is told here. */
export const hasRoute = (play: Play, { person, level, batch }: Cast): boolean => {
	const field = person.employer?.field;
	const place = person.employer?.organisation.place;
	if (!field || !place) return false;
	if (level !== 'junior_assistant' && level !== 'junior_entry') return true;
	return play.city.rounds.some(
		({ committee, batchId }) =>
			batchId === batch.id &&
			committee.series === field.series &&
			(committee.specialty ?? null) === field.specialty &&
			committee.tiers.includes('junior') &&
			(committee.place === place ||
				jurisdictionOf(committee.place)?.level === 'city' ||
				play.city.register.entrustments.some(
					({ fromPlace, committeeId }) => fromPlace === place && committeeId === committee.id
				))
	);
};
