import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber, fullYearsBetween } from '#lib/domain/day.ts';
import { parseDecimal } from '#lib/domain/decimal.ts';
import { educationLevels, educationRank } from '#lib/domain/rules/education.ts';
import { levels } from '#lib/domain/rules/levels.ts';
import {
	eligibility,
	type EligibilityTarget,
	type PersonFacts
} from '#lib/domain/titles/eligibility.ts';

const exact = (value: number | string) => parseDecimal(value)!;

const hoursOf = (
	year: number,
	general: number | string = 30,
	professional: number | string = 60
) => ({
	year,
	general: exact(general),
	professional: exact(professional),
	total: exact(90)
});

const nobody: PersonFacts = {
	education: [],
	titles: [],
	skills: [],
	appraisals: [],
	hours: [],
	recommenders: [],
	bars: []
};

const yearsBefore = (cycleYear: number, n: number) =>
	Array.from({ length: n }, (_, index) => cycleYear - n + index);

const goodYears = (cycleYear: number, n: number): Partial<PersonFacts> => ({
	appraisals: yearsBefore(cycleYear, n).map((year) => ({ year, grade: 'competent' as const })),
	hours: yearsBefore(cycleYear, n).map((year) => hoursOf(year))
});

const target = (change: Partial<EligibilityTarget> = {}): EligibilityTarget => ({
	series: 'engineering',
	specialty: 'water',
	level: 'intermediate',
	cycleYear: 2026,
	route: 'normal',
	...change
});

/** 本科, 助理工程师 since the last day of 2022, four good years. */
const engineer: PersonFacts = {
	...nobody,
	education: [{ level: 'bachelor', graduatedOn: '2018-06-30' }],
	titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn: '2022-12-31' }],
	...goodYears(2026, 4)
};

const brief = (person: PersonFacts, to = target()) => {
	const { verdict, via } = eligibility(person, to);
	return `${verdict} ${via ?? '-'}`;
};

const failing = (person: PersonFacts, row: string, to = target()) =>
	eligibility(person, to)
		.rows.find((one) => one.row === row)
		?.checks.filter((check) => !check.ok)
		.map((check) => check.fact);

describe('the rows', () => {
	test('M3: obtained on 31 December 2022, four full years on 31 December 2026', () => {
		expect(brief(engineer)).toBe('eligible M3');
		const late = { ...engineer.titles[0]!, obtainedOn: '2023-01-01' };
		expect(brief({ ...engineer, titles: [late] })).toBe('not_eligible -');
		expect(failing({ ...engineer, titles: [late] }, 'M3')).toEqual(['priorTitle.years']);
	});

	test('every row of the level is listed in table order, with what is missing', () => {
		const { rows } = eligibility(engineer, target());
		expect(rows.map((row) => `${row.row} ${row.verdict}`)).toEqual([
			...['M1 not_eligible', 'M2 not_eligible', 'M3 eligible', 'M4 eligible']
		]);
		expect(rows[0]!.checks).toEqual([
			{ fact: 'education.level', required: 'doctor', found: 'bachelor', ok: false }
		]);
		expect(rows[2]!.checks.slice(0, 4)).toEqual([
			{ fact: 'education.level', required: 'bachelor', found: 'bachelor', ok: true },
			{
				fact: 'priorTitle.level',
				required: 'junior_assistant',
				found: 'junior_assistant',
				ok: true
			},
			{ fact: 'priorTitle.years', required: 4, found: 4, ok: true },
			{
				fact: 'appraisal.2022',
				required: ['excellent', 'competent'],
				found: 'competent',
				ok: true
			}
		]);
	});

	test('a graduation after 31 December of the cycle year does not count', () => {
		const on = (graduatedOn: string) =>
			brief({ ...nobody, education: [{ level: 'doctor', graduatedOn }] });
		expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['eligible M1', 'not_eligible -']);
	});

	test('probation must be passed by 31 December', () => {
		const to = target({ level: 'junior_assistant' });
		const person: PersonFacts = {
			...nobody,
			education: [{ level: 'bachelor', graduatedOn: '2025-07-01' }]
		};
		const on = (probationPassedOn?: string) => brief({ ...person, probationPassedOn }, to);
		expect([on(), on('2026-12-31'), on('2027-01-01')]).toEqual([
			...['not_eligible -', 'eligible A2', 'not_eligible -']
		]);
	});

	test('rows without years ask neither appraisals nor hours', () => {
		const master = {
			...nobody,
			education: [{ level: 'master' as const, graduatedOn: '2026-06-30' }]
		};
		expect(brief(master, target({ level: 'junior_assistant' }))).toBe('eligible A1');
		expect(brief(master, target({ level: 'junior_entry' }))).toBe('eligible E1');
	});

	test('the title must be of the same series and of exactly the level', () => {
		const title = engineer.titles[0]!;
		expect(brief({ ...engineer, titles: [{ ...title, series: 'agriculture' }] })).toBe(
			'not_eligible -'
		);
		expect(brief({ ...engineer, titles: [{ ...title, level: 'intermediate' }] })).toBe(
			'not_eligible -'
		);
		const twice = [...engineer.titles, { ...title, obtainedOn: '2025-05-01' }];
		expect(brief({ ...engineer, titles: twice })).toBe('eligible M3');
	});

	test('a missing appraisal year fails, a poor one fails, excellent is as good as competent', () => {
		const graded = (year: number, grade: PersonFacts['appraisals'][number]['grade']) =>
			engineer.appraisals.map((one) => (one.year === year ? { year, grade } : one));
		const without = engineer.appraisals.filter((one) => one.year !== 2024);
		expect(failing({ ...engineer, appraisals: without }, 'M3')).toEqual(['appraisal.2024']);
		for (const grade of ['basically_competent', 'incompetent', 'undetermined'] as const)
			expect(failing({ ...engineer, appraisals: graded(2025, grade) }, 'M3')).toEqual([
				'appraisal.2025'
			]);
		expect(brief({ ...engineer, appraisals: graded(2025, 'excellent') })).toBe('eligible M3');
		expect(brief({ ...engineer, appraisals: graded(2022, 'incompetent') })).toBe('not_eligible -');
		expect(
			brief({
				...engineer,
				appraisals: [...engineer.appraisals, { year: 2026, grade: 'incompetent' }]
			})
		).toBe('eligible M3');
	});

	test('hours: 90 in total, 30 general, 60 professional, each year, to the hundredth', () => {
		const with2023 = (change: Partial<Record<'general' | 'professional' | 'total', string>>) =>
			failing(
				{
					...engineer,
					hours: engineer.hours.map((one) =>
						one.year === 2023
							? {
									...one,
									...Object.fromEntries(
										Object.entries(change).map(([key, value]) => [key, exact(value)])
									)
								}
							: one
					)
				},
				'M3'
			);
		expect(with2023({ total: '89.99' })).toEqual(['hours.2023.total']);
		expect(with2023({ general: '29.99', total: '95' })).toEqual(['hours.2023.general']);
		expect(with2023({ professional: '59.5' })).toEqual(['hours.2023.professional']);
		expect(with2023({ total: '90.00', general: '30.0', professional: '60' })).toEqual([]);
		const without = engineer.hours.filter((one) => one.year !== 2023);
		expect(failing({ ...engineer, hours: without }, 'M3')).toEqual([
			...['hours.2023.total', 'hours.2023.general', 'hours.2023.professional']
		]);
	});
});

describe('routes', () => {
	const senior = target({ level: 'associate_senior' });
	const recommender = { level: 'full_senior', series: 'engineering' } as const;
	const outstanding: PersonFacts = {
		...nobody,
		titles: [{ series: 'engineering', level: 'intermediate', obtainedOn: '2026-11-01' }],
		recommenders: [recommender, recommender]
	};

	test('S9 opens only on the exceptional route, with two recommenders of the series', () => {
		const exceptional = { ...senior, route: 'exceptional' } as const;
		expect(brief(outstanding, senior)).toBe('not_eligible -');
		expect(brief(outstanding, exceptional)).toBe('eligible S9');
		const one = { ...outstanding, recommenders: [recommender] };
		expect(failing(one, 'S9', exceptional)).toEqual(['recommenders']);
		const foreign = { ...recommender, series: 'agriculture' };
		const lower = { ...recommender, level: 'associate_senior' } as const;
		for (const other of [foreign, lower])
			expect(brief({ ...outstanding, recommenders: [recommender, other] }, exceptional)).toBe(
				'not_eligible -'
			);
		expect(eligibility(outstanding, exceptional).rows.map((row) => row.row)).toEqual([
			...['S1', 'S2', 'S9']
		]);
	});

	test('the bridge adds the B rows, with exactly the skill level and its years', () => {
		const to = target({ route: 'bridge' });
		const person: PersonFacts = {
			...nobody,
			skills: [{ level: 'technician', obtainedOn: '2023-12-31' }],
			...goodYears(2026, 3)
		};
		expect(brief(person, to)).toBe('eligible B2');
		expect(brief(person)).toBe('not_eligible -');
		const late = [{ level: 'technician' as const, obtainedOn: '2024-01-01' }];
		expect(failing({ ...person, skills: late }, 'B2', to)).toEqual(['skill.years']);
		const higher = [{ level: 'senior_technician' as const, obtainedOn: '2020-01-01' }];
		expect(brief({ ...person, skills: higher }, to)).toBe('not_eligible -');
		expect(brief({ ...person, hours: [] }, to)).toBe('not_eligible -');
		expect(eligibility(person, to).rows.map((row) => row.row)).toEqual([
			...['M1', 'M2', 'M3', 'M4', 'B2']
		]);
		expect(eligibility(person, { ...to, level: 'full_senior' }).rows.map((row) => row.row)).toEqual(
			['F1']
		);
	});
});

describe('whatever else', () => {
	test('the retired and the barred may not apply; the rows still say their own', () => {
		const retired = eligibility({ ...engineer, retired: true }, target());
		expect([retired.verdict, retired.via, retired.barred]).toEqual([
			...['not_eligible', null, 'retired']
		]);
		expect(retired.rows.find((row) => row.row === 'M3')?.verdict).toBe('eligible');
		const bar = (from: string, to: string) => brief({ ...engineer, bars: [{ from, to }] });
		expect(bar('2026-12-31', '2027-12-31')).toBe('not_eligible -');
		expect(bar('2024-01-01', '2026-12-31')).toBe('not_eligible -');
		expect(bar('2024-01-01', '2026-12-30')).toBe('eligible M3');
		expect(bar('2027-01-01', '2029-12-31')).toBe('eligible M3');
	});

	test('a series without rows is unknown, not refused', () => {
		expect(eligibility(engineer, target({ series: 'mass-culture' }))).toEqual({
			verdict: 'unknown',
			via: null,
			barred: null,
			rows: []
		});
	});
});

describe('from when it would hold', () => {
	test('only time is missing: the day and the first cycle year', () => {
		const person = {
			...engineer,
			titles: [{ ...engineer.titles[0]!, obtainedOn: '2024-03-15' }],
			...goodYears(2026, 4)
		};
		const rows = eligibility(person, target()).rows;
		expect(rows.find((row) => row.row === 'M3')?.holdsFrom).toEqual({
			day: '2028-03-15',
			cycleYear: 2028
		});
		expect(rows.find((row) => row.row === 'M1')?.holdsFrom).toBeUndefined();
		expect(eligibility({ ...person, hours: [] }, target()).rows[2]!.holdsFrom).toBeUndefined();
	});

	test('a graduation and a probation to come count as time, too', () => {
		const person = {
			...nobody,
			education: [{ level: 'bachelor' as const, graduatedOn: '2027-06-30' }],
			probationPassedOn: '2028-07-01'
		};
		const to = target({ level: 'junior_assistant' });
		expect(eligibility(person, to).rows.find((row) => row.row === 'A2')?.holdsFrom).toEqual({
			day: '2028-07-01',
			cycleYear: 2028
		});
	});

	test('in the year named the years do hold, and in no year before', () => {
		const obtained = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2030-12-31') });
		fc.assert(
			fc.property(obtained.map(dayFromNumber), (obtainedOn) => {
				const person = (cycleYear: number): PersonFacts => ({
					...engineer,
					titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn }],
					...goodYears(cycleYear, 4)
				});
				const verdictIn = (cycleYear: number) =>
					eligibility(person(cycleYear), target({ cycleYear })).rows.find(
						(row) => row.row === 'M3'
					)!;
				const now = verdictIn(2026);
				if (now.verdict === 'eligible') return;
				const { cycleYear, day } = now.holdsFrom!;
				expect(fullYearsBetween(obtainedOn, day)).toBe(4);
				expect(fullYearsBetween(obtainedOn, addDays(day, -1))).toBe(3);
				expect(verdictIn(cycleYear).verdict).toBe('eligible');
				expect(verdictIn(cycleYear - 1).verdict).toBe('not_eligible');
			})
		);
	});
});

describe('properties', () => {
	const days = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2028-01-01') });
	const day = days.map(dayFromNumber);
	const year = fc.integer({ min: 2018, max: 2026 });
	const amount = fc.constantFrom('0', '29.99', '30', '59.99', '60', '89.99', '90', '120');
	const persons: fc.Arbitrary<PersonFacts> = fc.record({
		education: fc.array(
			fc.record({ level: fc.constantFrom(...educationLevels), graduatedOn: day }),
			{ maxLength: 3 }
		),
		titles: fc.array(
			fc.record({
				series: fc.constantFrom('engineering', 'engineering', 'journalism'),
				level: fc.constantFrom(...levels),
				obtainedOn: day
			}),
			{ maxLength: 3 }
		),
		skills: fc.constant([]),
		probationPassedOn: fc.option(day, { nil: undefined }),
		appraisals: fc.uniqueArray(
			fc.record({
				year,
				grade: fc.constantFrom('excellent', 'competent', 'competent', 'incompetent')
			}),
			{ selector: (one) => one.year, maxLength: 9 }
		),
		hours: fc.uniqueArray(
			fc.record({
				year,
				general: amount.map(exact),
				professional: amount.map(exact),
				total: amount.map(exact)
			}),
			{ selector: (one) => one.year, maxLength: 9 }
		),
		recommenders: fc.constant([]),
		bars: fc.constant([]),
		retired: fc.constantFrom(undefined, false, true)
	});
	const targets = fc.record({
		series: fc.constant('engineering'),
		level: fc.constantFrom(...levels),
		cycleYear: fc.integer({ min: 2022, max: 2027 }),
		route: fc.constantFrom('normal', 'exceptional', 'bridge')
	}) as fc.Arbitrary<EligibilityTarget>;

	test('the verdict is that of the rows, a row’s that of its checks', () => {
		fc.assert(
			fc.property(persons, targets, (person, to) => {
				const answer = eligibility(person, to);
				for (const row of answer.rows)
					expect(row.verdict === 'eligible').toBe(row.checks.every((check) => check.ok));
				const first = answer.rows.find((row) => row.verdict === 'eligible')?.row ?? null;
				expect(answer.via).toBe(person.retired ? null : first);
				expect(answer.verdict).toBe(answer.via ? 'eligible' : 'not_eligible');
			}),
			{ numRuns: 400 }
		);
	});

	test('one education level more never makes a row fail', () => {
		fc.assert(
			fc.property(persons, targets, day, (person, to, graduatedOn) => {
				const more = {
					...person,
					education: [...person.education, { level: 'doctor' as const, graduatedOn }]
				};
				const holding = (facts: PersonFacts) =>
					eligibility(facts, to)
						.rows.filter((row) => row.verdict === 'eligible')
						.map((row) => row.row);
				expect(holding(more)).toEqual(expect.arrayContaining(holding(person)));
			})
		);
		expect(educationRank('doctor')).toBe(educationLevels.length - 1);
	});
});
