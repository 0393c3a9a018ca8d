import { describe, expect, test } from 'vitest';
import { answer, refusal, run, runText } from './run.ts';

const years = [2022, 2023, 2024, 2025];
const person = {
	education: [{ level: 'bachelor', graduatedOn: '2018-06-30' }],
	titles: [{ series: 'engineering', level: 'junior_assistant', obtainedOn: '2022-12-31' }],
	skills: [],
	appraisals: years.map((year) => ({ year, grade: 'competent' })),
	hours: years.map((year) => ({ year, general: 30, professional: '60.00', total: 90.5 })),
	recommenders: [],
	bars: []
};
const target = {
	series: 'engineering',
	specialty: 'water',
	level: 'intermediate',
	cycleYear: 2026,
	route: 'normal'
};

describe('portal eligibility', () => {
	test('one person: the verdict, the row and every check in the contract’s shape', () => {
		const found = answer(run(['eligibility'], { person, target })) as {
			rows: { row: string; verdict: string; checks: object[] }[];
		};
		expect(found).toMatchObject({ verdict: 'eligible', via: 'M3' });
		expect(found.rows.map((row) => row.row)).toEqual(['M1', 'M2', 'M3', 'M4']);
		for (const row of found.rows) {
			expect(Object.keys(row)).toEqual(['row', 'verdict', 'checks']);
			for (const one of row.checks)
				expect(Object.keys(one)).toEqual(['fact', 'required', 'found', 'ok']);
		}
		expect(found.rows[2]?.checks).toContainEqual({
			fact: 'hours.2025.professional',
			required: '60',
			found: '60',
			ok: true
		});
		expect(found.rows[2]?.checks).toContainEqual({
			fact: 'hours.2025.total',
			required: '90',
			found: '90.5',
			ok: true
		});
	});

	test('cases: answers in input order', () => {
		const cases = [
			{ id: 'b', person: { ...person, retired: true }, target },
			{ id: 'a', person, target: { ...target, series: 'mass-culture', specialty: undefined } },
			{ id: 'c', person, target: { ...target, cycleYear: 2025 } }
		];
		expect(answer(run(['eligibility'], { cases }))).toMatchObject([
			{ id: 'b', verdict: 'not_eligible', via: null },
			{ id: 'a', verdict: 'unknown', via: null, rows: [] },
			{ id: 'c', verdict: 'not_eligible', via: null }
		]);
		expect(answer(run(['eligibility'], { cases: [] }))).toEqual([]);
	});

	test('no digit is lost on the way: 89.99999999999999999999 hours are not 90', () => {
		const text = (total: string) =>
			JSON.stringify({ person, target }).replaceAll('"total":90.5', `"total":${total}`);
		expect(answer(runText(['eligibility'], text('89.99999999999999999999')))).toMatchObject({
			verdict: 'not_eligible'
		});
		expect(answer(runText(['eligibility'], text('90.00000000000000000000')))).toMatchObject({
			verdict: 'eligible'
		});
	});

	test('bad input', () => {
		const bad = {
			person: {
				...person,
				education: [{ level: 'phd', graduatedOn: '2018-06-31' }],
				hours: [{ year: 2025, general: -1, professional: '60,5', total: null }],
				retired: 'no',
				age: 40
			},
			target: { ...target, route: 'fast', cycleYear: '2026' }
		};
		expect(refusal(run(['eligibility'], bad))).toEqual([
			'person.education[0].level: unknown level "phd" (one of secondary, junior_college, bachelor, master, doctor)',
			'person.education[0].graduatedOn: found "2018-06-31" (a day like 2026-11-22)',
			'person.hours[0].general: found -1 (a number or a decimal text of at least 0, like 61.5)',
			'person.hours[0].professional: found "60,5" (a number or a decimal text of at least 0, like 61.5)',
			'person.hours[0].total: found null (a number or a decimal text of at least 0, like 61.5)',
			'person.retired: found "no" (true or false)',
			'person.age: unknown key "age" (one of education, titles, skills, probationPassedOn, appraisals, hours, recommenders, bars, retired)',
			'target.cycleYear: found "2026" (a whole number)',
			'target.route: unknown route "fast" (one of normal, exceptional, bridge)'
		]);
		const twice = {
			id: 'a',
			person: { ...person, hours: [...person.hours, person.hours[0]] },
			target
		};
		expect(refusal(run(['eligibility'], { cases: [twice, twice] }))).toEqual([
			'cases[1].id: duplicate id "a" (unique in cases)',
			'cases[0].person.hours[4].year: duplicate year 2022 (unique in cases[0].person.hours)',
			'cases[1].person.hours[4].year: duplicate year 2022 (unique in cases[1].person.hours)'
		]);
		expect(refusal(run(['eligibility'], { cases: [], person }))).toEqual([
			'person: unknown key "person" (one of cases)'
		]);
		expect(refusal(run(['eligibility'], { person }))).toEqual(['target: missing (an object)']);
	});
});
