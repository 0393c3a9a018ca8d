/**
 * Whether a person meets the conditions for a title (replay contract, `eligibility`; ENG_16 annex). Facts in,
 * an answer per row of the table out: what is asked, what was found, whether it holds, and from when it would.
 */
import { addYears, fullYearsBetween, isWithin, lastDayOfYear, yearOf, type Day } from '../day.ts';
import { compare, integer, printExact, type Rational } from '../decimal.ts';
import {
	educationRank,
	type AppraisalGrade,
	type EducationLevel,
	type SkillLevel
} from '../rules/education.ts';
import {
	eligibilityRows,
	type ApplicationRoute,
	type EligibilityRow
} from '../rules/eligibility-rows.ts';
import { levelFacts, type Level } from '../rules/levels.ts';

export type YearHours = {
	readonly year: number;
	readonly general: Rational;
	readonly professional: Rational;
	readonly total: Rational;
};

/** What is known about a person. Years and rows are unique in their lists. */
export type PersonFacts = {
	readonly education: readonly { readonly level: EducationLevel; readonly graduatedOn: Day }[];
	readonly titles: readonly {
		readonly series: string;
		readonly level: Level;
		readonly obtainedOn: Day;
	}[];
	readonly skills: readonly { readonly level: SkillLevel; readonly obtainedOn: Day }[];
	readonly probationPassedOn?: Day | undefined;
	readonly appraisals: readonly { readonly year: number; readonly grade: AppraisalGrade }[];
	readonly hours: readonly YearHours[];
	readonly recommenders: readonly { readonly level: Level; readonly series: string }[];
	/** Spans in which the person may not apply; both ends belong to them. */
	readonly bars: readonly { readonly from: Day; readonly to: Day }[];
	readonly retired?: boolean | undefined;
};

export type EligibilityTarget = {
	readonly series: string;
	readonly specialty?: string | undefined;
	readonly level: Level;
	readonly cycleYear: number;
	readonly route: ApplicationRoute;
};

/** What one year of hours must reach. */
export type HoursRule = {
	readonly total: number;
	readonly general: number;
	readonly professional: number;
};

/** ORDER_25: 90 hours a year, of them at least 30 general and 60 professional. */
export const nationalHoursRule = (): HoursRule => ({ total: 90, general: 30, professional: 60 });

type CheckValue = string | number | readonly string[] | null;

/**
 * One condition. `fact` is `education.level`, `probation.passedOn`, `priorTitle.level`, `priorTitle.years`,
 * `skill.level`, `skill.years`, `recommenders`, `appraisal.<year>` or `hours.<year>.<total|general|professional>`.
 */
export type EligibilityCheck = {
	readonly fact: string;
	readonly required: CheckValue;
	readonly found: CheckValue;
	readonly ok: boolean;
	/** For a condition that only time keeps from holding: the first day on which it holds. */
	readonly holdsFrom?: Day;
};

export type RowAnswer = {
	readonly row: string;
	readonly verdict: 'eligible' | 'not_eligible';
	readonly checks: readonly EligibilityCheck[];
	/**
	 * When only time is missing: the first day on which every condition of time holds and the first cycle year
	 * that sees it. Appraisals and hours of the years until then are assumed to be in order.
	 */
	readonly holdsFrom?: { readonly day: Day; readonly cycleYear: number };
};

export type EligibilityAnswer = {
	readonly verdict: 'eligible' | 'not_eligible' | 'unknown';
	/** The first row in table order that holds, unless the person may not apply at all. */
	readonly via: string | null;
	/** Why nothing else matters. */
	readonly barred: 'retired' | 'bar' | null;
	readonly rows: readonly RowAnswer[];
};

export type EligibilityRules = {
	readonly rows: readonly EligibilityRow[];
	readonly hoursRuleOf: (year: number) => HoursRule;
};

const shipped: EligibilityRules = { rows: eligibilityRows, hoursRuleOf: nationalHoursRule };

type Asked = {
	readonly person: PersonFacts;
	readonly series: string;
	readonly cycleYear: number;
	readonly asOf: Day;
	/** The checks of one year; several rows ask for the same years. */
	readonly yearChecks: (year: number) => readonly EligibilityCheck[];
};

const earliest = (days: readonly Day[]): Day | undefined =>
	days.length === 0 ? undefined : days.reduce((a, b) => (b < a ? b : a));

const check = (
	fact: string,
	required: CheckValue,
	found: CheckValue,
	ok: boolean,
	holdsFrom?: Day
): EligibilityCheck => ({
	fact,
	required,
	found,
	ok,
	...(!ok && holdsFrom !== undefined && { holdsFrom })
});

const checkEducation = (least: EducationLevel, { person, asOf }: Asked): EligibilityCheck => {
	const enough = person.education.filter((one) => educationRank(one.level) >= educationRank(least));
	const done = person.education.filter((one) => one.graduatedOn <= asOf);
	const highest = done.reduce<EducationLevel | null>(
		(best, { level }) =>
			best === null || educationRank(level) > educationRank(best) ? level : best,
		null
	);
	const ok = highest !== null && educationRank(highest) >= educationRank(least);
	return check(
		'education.level',
		least,
		highest,
		ok,
		earliest(enough.map((one) => one.graduatedOn))
	);
};

const checkProbation = ({ person, asOf }: Asked): EligibilityCheck => {
	const passed = person.probationPassedOn;
	const ok = passed !== undefined && passed <= asOf;
	return check('probation.passedOn', asOf, passed ?? null, ok, passed);
};

const checkYears = (
	fact: string,
	years: number,
	since: Day | undefined,
	asOf: Day
): EligibilityCheck => {
	const found = since === undefined || since > asOf ? null : fullYearsBetween(since, asOf);
	const ok = found !== null && found >= years;
	return check(fact, years, found, ok, since && addYears(since, years));
};

const checkPrior = (prior: Level, years: number, asked: Asked): readonly EligibilityCheck[] => {
	const inSeries = asked.person.titles.filter((title) => title.series === asked.series);
	const since = earliest(
		inSeries.filter((title) => title.level === prior).map((title) => title.obtainedOn)
	);
	const held = inSeries.filter((title) => title.obtainedOn <= asked.asOf);
	const ok = since !== undefined && since <= asked.asOf;
	const highest = held.reduce<Level | null>(
		(best, { level }) =>
			best === null || levelFacts[level].rank > levelFacts[best].rank ? level : best,
		null
	);
	return [
		check('priorTitle.level', prior, ok ? prior : highest, ok, since),
		...(years > 0 ? [checkYears('priorTitle.years', years, since, asked.asOf)] : [])
	];
};

const checkSkill = (
	skill: SkillLevel,
	years: number,
	{ person, asOf }: Asked
): readonly EligibilityCheck[] => {
	const since = earliest(
		person.skills.filter((one) => one.level === skill).map((one) => one.obtainedOn)
	);
	const held = person.skills.find((one) => one.obtainedOn <= asOf);
	const ok = since !== undefined && since <= asOf;
	return [
		check('skill.level', skill, ok ? skill : (held?.level ?? null), ok, since),
		checkYears('skill.years', years, since, asOf)
	];
};

const checkRecommenders = (
	{ level, count }: { readonly level: Level; readonly count: number },
	{ person, series }: Asked
): EligibilityCheck => {
	const found = person.recommenders.filter(
		(one) => one.level === level && one.series === series
	).length;
	return check('recommenders', count, found, found >= count);
};

const goodGrades: readonly AppraisalGrade[] = ['excellent', 'competent'];

const checkYear = (
	person: PersonFacts,
	year: number,
	rule: HoursRule
): readonly EligibilityCheck[] => {
	const grade = person.appraisals.find((one) => one.year === year)?.grade ?? null;
	const hours = person.hours.find((one) => one.year === year);
	const part = (name: keyof HoursRule): EligibilityCheck =>
		check(
			`hours.${year}.${name}`,
			String(rule[name]),
			hours ? printExact(hours[name]) : null,
			hours !== undefined && compare(hours[name], integer(rule[name])) >= 0
		);
	return [
		check(`appraisal.${year}`, goodGrades, grade, grade !== null && goodGrades.includes(grade)),
		part('total'),
		part('general'),
		part('professional')
	];
};

const checksOf = (row: EligibilityRow, asked: Asked): readonly EligibilityCheck[] => [
	...(row.education ? [checkEducation(row.education, asked)] : []),
	...(row.probation ? [checkProbation(asked)] : []),
	...(row.prior ? checkPrior(row.prior, row.years, asked) : []),
	...(row.skill ? checkSkill(row.skill, row.years, asked) : []),
	...(row.recommenders ? [checkRecommenders(row.recommenders, asked)] : []),
	...Array.from({ length: row.years }, (_, index) =>
		asked.yearChecks(asked.cycleYear - row.years + index)
	).flat()
];

const answerRow = (row: EligibilityRow, asked: Asked): RowAnswer => {
	const checks = checksOf(row, asked);
	const failing = checks.filter((one) => !one.ok);
	const days = failing.flatMap((one) => (one.holdsFrom === undefined ? [] : [one.holdsFrom]));
	const day = days.length === failing.length ? [...days].sort().at(-1) : undefined;
	return {
		row: row.id,
		verdict: failing.length === 0 ? 'eligible' : 'not_eligible',
		checks,
		...(day !== undefined && { holdsFrom: { day, cycleYear: yearOf(day) } })
	};
};

const barOf = (person: PersonFacts, asOf: Day): EligibilityAnswer['barred'] => {
	if (person.retired) return 'retired';
	return person.bars.some((bar) => isWithin(asOf, bar.from, bar.to)) ? 'bar' : null;
};

/**
 * The answer for one person and target. A series without rows is `unknown`: never a refusal, the office
 * decides. Being retired or barred on 31 December of the cycle year is `not_eligible` whatever else.
 */
export const eligibility = (
	person: PersonFacts,
	target: EligibilityTarget,
	rules: EligibilityRules = shipped
): EligibilityAnswer => {
	const asOf = lastDayOfYear(target.cycleYear);
	const barred = barOf(person, asOf);
	const ofSeries = rules.rows.filter((row) => row.series === target.series);
	const years = new Map<number, readonly EligibilityCheck[]>();
	const asked: Asked = {
		person,
		series: target.series,
		cycleYear: target.cycleYear,
		asOf,
		yearChecks: (year) => {
			const checks = years.get(year) ?? checkYear(person, year, rules.hoursRuleOf(year));
			years.set(year, checks);
			return checks;
		}
	};
	const rows = ofSeries
		.filter(
			(row) => row.to === target.level && (row.route === 'normal' || row.route === target.route)
		)
		.map((row) => answerRow(row, asked));
	if (barred) return { verdict: 'not_eligible', via: null, barred, rows };
	if (ofSeries.length === 0) return { verdict: 'unknown', via: null, barred, rows };
	const via = rows.find((row) => row.verdict === 'eligible')?.row ?? null;
	return { verdict: via === null ? 'not_eligible' : 'eligible', via, barred, rows };
};
