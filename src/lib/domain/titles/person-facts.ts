/** From what an applicant wrote to the facts that the conditions look at (replay contract, `eligibility`). */
import { isDay, type Day } from '../day.ts';
import { parseDecimal } from '../decimal.ts';
import {
	appraisalGrades,
	educationLevels,
	skillLevels,
	type AppraisalGrade,
	type EducationLevel,
	type SkillLevel
} from '../rules/education.ts';
import { isLevel } from '../rules/levels.ts';
import type { EntryData } from './application.ts';
import type { PersonFacts, YearHours } from './eligibility.ts';
import { valueOf } from './field-values.ts';
import type { SectionId } from './sections.ts';

/** One entry of an application or of a person's record. */
export type SectionEntry = {
	readonly id: string;
	readonly section: string;
	readonly data: EntryData;
};

/** What the register knows about the person beside what they wrote. */
export type PersonStanding = {
	readonly retiredOn: Day | null;
	readonly bars: readonly { readonly from: Day; readonly to: Day }[];
};

const among = <T extends string>(list: readonly T[], value: string): value is T =>
	(list as readonly string[]).includes(value);

/** The first entry of each year: a year named twice is a finding of its own and counts once. */
const oncePerYear = <T extends { readonly year: number }>(rows: readonly T[]): readonly T[] =>
	rows.filter((row, index) => rows.findIndex(({ year }) => year === row.year) === index);

const yearIn = (data: EntryData): number | undefined => {
	const value = valueOf(data, 'year');
	return /^\d{4}$/.test(value) ? Number(value) : undefined;
};

const hoursIn = (data: EntryData): readonly YearHours[] => {
	const year = yearIn(data);
	const [general, professional, total] = ['general', 'professional', 'total'].map((name) =>
		parseDecimal(valueOf(data, name))
	);
	return year !== undefined && general && professional && total
		? [{ year, general, professional, total }]
		: [];
};

/**
 * The person that the conditions judge. Entries that are not complete or not readable yet count as absent:
 * the pre-submission check names them. `today`: a person who has retired by then may not apply.
 */
export const personFacts = (
	entries: readonly SectionEntry[],
	standing: PersonStanding,
	today: Day
): PersonFacts => {
	const of = (section: SectionId): readonly EntryData[] =>
		entries.filter((entry) => entry.section === section).map(({ data }) => data);
	const dayIn = (data: EntryData, name: string): Day | undefined => {
		const value = valueOf(data, name);
		return isDay(value) ? value : undefined;
	};
	const probation = of('basics')
		.map((data) => dayIn(data, 'probationPassedOn'))
		.find((day) => day !== undefined);
	return {
		education: of('education').flatMap((data): { level: EducationLevel; graduatedOn: Day }[] => {
			const level = valueOf(data, 'level');
			const graduatedOn = dayIn(data, 'graduatedOn');
			return among(educationLevels, level) && graduatedOn ? [{ level, graduatedOn }] : [];
		}),
		titles: of('titles').flatMap((data) => {
			const level = valueOf(data, 'level');
			const series = valueOf(data, 'series');
			const obtainedOn = dayIn(data, 'obtainedOn');
			return valueOf(data, 'kind') === 'title' && isLevel(level) && series !== '' && obtainedOn
				? [{ series, level, obtainedOn }]
				: [];
		}),
		skills: of('titles').flatMap((data): { level: SkillLevel; obtainedOn: Day }[] => {
			const level = valueOf(data, 'level');
			const obtainedOn = dayIn(data, 'obtainedOn');
			return valueOf(data, 'kind') === 'skill' && among(skillLevels, level) && obtainedOn
				? [{ level, obtainedOn }]
				: [];
		}),
		...(probation !== undefined && { probationPassedOn: probation }),
		appraisals: oncePerYear(
			of('appraisals').flatMap((data): { year: number; grade: AppraisalGrade }[] => {
				const year = yearIn(data);
				const grade = valueOf(data, 'grade');
				return year !== undefined && among(appraisalGrades, grade) ? [{ year, grade }] : [];
			})
		),
		hours: oncePerYear(of('hours').flatMap(hoursIn)),
		recommenders: of('recommenders').flatMap((data) => {
			const level = valueOf(data, 'level');
			const series = valueOf(data, 'series');
			return isLevel(level) && series !== '' ? [{ level, series }] : [];
		}),
		bars: standing.bars,
		...(standing.retiredOn !== null && standing.retiredOn <= today && { retired: true })
	};
};
