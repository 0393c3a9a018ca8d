import { describe, expect, it } from 'vitest';
import { integer } from '#lib/domain/decimal.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import { eligibility, type PersonFacts } from '#lib/domain/titles/eligibility.ts';
import { objectiveItems } from '#lib/domain/titles/objective.ts';

const hoursRule = { total: 90, general: 30, professional: 60 };
const years = (first: number, last: number, total: number): PersonFacts['hours'] =>
	Array.from({ length: last - first + 1 }, (_, index) => ({
		year: first + index,
		general: integer(30),
		professional: integer(60),
		total: integer(total)
	}));
const grades = (
	first: number,
	...list: readonly PersonFacts['appraisals'][number]['grade'][]
): PersonFacts['appraisals'] => list.map((grade, index) => ({ year: first + index, grade }));
const nobody: PersonFacts = {
	education: [],
	titles: [],
	skills: [],
	appraisals: [],
	hours: [],
	recommenders: [],
	bars: []
};
const itemsOf = (
	person: PersonFacts,
	level: Level,
	track: ApplicationTrack = 'normal',
	series = 'engineering'
) => {
	const target = { series, specialty: null, level, track, cycleYear: 2026 };
	return objectiveItems(defaultRubric, {
		person,
		target,
		hoursRule,
		eligibility: eligibility(person, { series, level, cycleYear: 2026, route: track })
	});
};

/** Meets M3 to the letter: bachelor, 4 full years. */
const engineer: PersonFacts = {
	...nobody,
	education: [{ level: 'bachelor', graduatedOn: '2018-06-30' }],
	titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn: '2022-12-31' }],
	appraisals: grades(2022, 'competent', 'competent', 'competent', 'competent'),
	hours: years(2022, 2025, 90)
};

describe('the objective items of a score sheet', () => {
	it('gives the minimum to who just meets the conditions', () => {
		expect(itemsOf(engineer, 'intermediate')).toEqual({ A: '10', B: '3', C: '0' });
	});

	it('adds for more years, for excellent years, and for hours above the minimum', () => {
		expect(
			itemsOf(
				{
					...engineer,
					titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn: '2020-12-31' }],
					appraisals: grades(2022, 'excellent', 'competent', 'excellent', 'competent'),
					hours: years(2022, 2025, 115)
				},
				'intermediate'
			)
		).toEqual({ A: '12', B: '5', C: '2' });
	});

	it('never exceeds the maximum of an item', () => {
		expect(
			itemsOf(
				{
					...engineer,
					education: [{ level: 'doctor', graduatedOn: '2012-06-30' }],
					titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn: '2010-01-01' }],
					hours: years(2022, 2025, 1000)
				},
				'intermediate'
			)
		).toMatchObject({ C: '5' });
	});

	it('counts one excellent year, and gives nothing for a year below competent', () => {
		expect(
			itemsOf(
				{
					...engineer,
					appraisals: grades(2022, 'competent', 'competent', 'competent', 'excellent')
				},
				'intermediate'
			)
		).toMatchObject({ B: '4' });
		const beginner: PersonFacts = {
			...nobody,
			education: [{ level: 'master', graduatedOn: '2025-06-30' }]
		};
		expect(itemsOf(beginner, 'junior_assistant')).toEqual({ A: '10', B: '0', C: '0' });
		expect(
			itemsOf(
				{ ...beginner, appraisals: grades(2024, 'excellent', 'incompetent') },
				'junior_assistant'
			)
		).toMatchObject({ B: '0' });
	});

	it('keeps a skills-bridge application at or below its band', () => {
		const worker: PersonFacts = {
			...nobody,
			skills: [{ level: 'senior_worker', obtainedOn: '2010-01-01' }],
			appraisals: grades(2024, 'competent', 'competent'),
			hours: years(2024, 2025, 90)
		};
		expect(itemsOf(worker, 'junior_assistant', 'bridge')).toMatchObject({ A: '8' });
	});

	it('gives a middle value where no conditions are entered for the series', () => {
		expect(itemsOf(nobody, 'junior_assistant', 'normal', 'journalism')).toMatchObject({ A: '9' });
	});

	it('leaves out an item that nobody can compute', () => {
		const rubric = {
			items: [{ code: 'Z', kind: 'objective' as const, max: 5, zh: '', en: '', anchors: [] }]
		};
		const target = {
			series: 'engineering',
			specialty: null,
			level: 'intermediate' as const,
			track: 'normal' as const,
			cycleYear: 2026
		};
		expect(
			objectiveItems(rubric, {
				person: engineer,
				target,
				hoursRule,
				eligibility: eligibility(engineer, { ...target, specialty: undefined, route: 'normal' })
			})
		).toEqual({});
	});
});
