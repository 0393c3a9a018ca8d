/**
 * The objective items of a score sheet (A degree and years, B appraisals, C hours), computed from what the
 * applicant entered and the offices checked. Every number is in the table below; experts cannot change the
 * result. Points are exact decimals as text.
 */
import { fullYearsBetween, lastDayOfYear } from '../day.ts';
import { add, compare, divide, integer, subtract, zero, type Rational } from '../decimal.ts';
import { cite } from '../rules/citation.ts';
import { educationRank } from '../rules/education.ts';
import { eligibilityRows, type EligibilityRow } from '../rules/eligibility-rows.ts';
import type { NamedRubric } from '../rules/rubrics.ts';
import type { EligibilityAnswer, PersonFacts } from './eligibility.ts';
import type { HoursRule } from './eligibility.ts';
import type { ApplicationTarget } from './precheck.ts';

/** Suggested points (handbook, rubric for county junior engineering); the city may set others. */
export const objectivePoints = {
	citation: cite('objective-points', 'LOCAL', 'U'),
	/** A: who just meets a row gets `meets`; each level of education and each year above it adds. */
	degreeAndYears: {
		meets: 10,
		/** Exceptional and skills-bridge applications begin here and stay at or below `otherMost`. */
		otherTrack: 6,
		otherMost: 8,
		/** No conditions are entered for the series: the office has found the case fit to review. */
		unknown: 9,
		perEducationLevel: 2,
		perYear: 1,
		mostYears: 3
	},
	/** B: points by the number of 优秀 in the counted years. A grade below 合格 gives none. */
	appraisals: { twice: 5, once: 4, competent: 3, yearsWithoutTenure: 3 },
	/** C: a point for each full `hoursPerPoint` above the yearly minimum, on average over the counted years. */
	hours: { hoursPerPoint: 10, yearsWithoutTenure: 1 }
} as const;

export type ObjectiveInput = {
	readonly person: PersonFacts;
	readonly target: ApplicationTarget;
	readonly eligibility: EligibilityAnswer;
	readonly hoursRule: HoursRule;
};

const rowOf = ({ eligibility }: ObjectiveInput): EligibilityRow | undefined =>
	eligibilityRows.find(({ id }) => id === eligibility.via);

/** Calendar years that a row looks back on; the last few where it asks for none. */
const countedYears = (
	row: EligibilityRow | undefined,
	cycleYear: number,
	otherwise: number
): readonly number[] =>
	Array.from({ length: row && row.years > 0 ? row.years : otherwise }, (_, i) => cycleYear - 1 - i);

/** Levels of education and full years above what the row asks. */
const surplusOf = (input: ObjectiveInput, row: EligibilityRow): number => {
	const { degreeAndYears: points } = objectivePoints;
	const asOf = lastDayOfYear(input.target.cycleYear);
	const ranks = input.person.education
		.filter(({ graduatedOn }) => graduatedOn <= asOf)
		.map(({ level }) => educationRank(level));
	const levels = row.education
		? Math.max(0, Math.max(-1, ...ranks) - educationRank(row.education))
		: 0;
	const since = [
		...input.person.titles.filter(
			({ series, level }) => series === row.series && level === row.prior
		),
		...input.person.skills.filter(({ level }) => level === row.skill)
	]
		.map(({ obtainedOn }) => obtainedOn)
		.sort()[0];
	const years = since === undefined ? 0 : fullYearsBetween(since, asOf) - row.years;
	return (
		levels * points.perEducationLevel +
		Math.min(points.mostYears, Math.max(0, years)) * points.perYear
	);
};

const degreeAndYears = (input: ObjectiveInput): Rational => {
	const points = objectivePoints.degreeAndYears;
	const row = rowOf(input);
	if (!row) return integer(input.eligibility.verdict === 'unknown' ? points.unknown : 0);
	const surplus = surplusOf(input, row);
	return integer(
		row.route === 'normal'
			? points.meets + surplus
			: Math.min(points.otherMost, points.otherTrack + surplus)
	);
};

const appraisals = (input: ObjectiveInput): Rational => {
	const points = objectivePoints.appraisals;
	const years = countedYears(rowOf(input), input.target.cycleYear, points.yearsWithoutTenure);
	const grades = input.person.appraisals
		.filter(({ year }) => years.includes(year))
		.map(({ grade }) => grade);
	if (grades.length === 0 || grades.some((grade) => grade !== 'excellent' && grade !== 'competent'))
		return zero;
	const excellent = grades.filter((grade) => grade === 'excellent').length;
	return integer(excellent >= 2 ? points.twice : excellent === 1 ? points.once : points.competent);
};

const hours = (input: ObjectiveInput): Rational => {
	const points = objectivePoints.hours;
	const years = countedYears(rowOf(input), input.target.cycleYear, points.yearsWithoutTenure);
	const above = years
		.map((year) => input.person.hours.find((one) => one.year === year)?.total ?? zero)
		.map((total) => subtract(total, integer(input.hoursRule.total)))
		.map((surplus) => (compare(surplus, zero) > 0 ? surplus : zero))
		.reduce(add, zero);
	const average = divide(divide(above, years.length), points.hoursPerPoint);
	return integer(average.numerator / average.denominator);
};

/** The computation behind each objective item, by its code in the rubric. */
const computations: Readonly<Record<string, (input: ObjectiveInput) => Rational>> = {
	A: degreeAndYears,
	B: appraisals,
	C: hours
};

/**
 * The points of each objective item of a rubric, capped at the item's maximum. An item without a computation
 * is left out: the review cannot open until the rubric is put right.
 */
export const objectiveItems = (
	rubric: Pick<NamedRubric, 'items'>,
	input: ObjectiveInput
): Readonly<Record<string, string>> =>
	Object.fromEntries(
		rubric.items.flatMap(({ code, kind, max }) => {
			const compute = computations[code];
			if (kind !== 'objective' || !compute) return [];
			const points = compute(input);
			const most = integer(max ?? 0);
			const given = compare(points, most) > 0 ? most : points;
			return [[code, String(given.numerator)]];
		})
	);
