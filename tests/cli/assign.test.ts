import { describe, expect, test } from 'vitest';
import { flawsOf } from '#lib/domain/review/assign-certificate.ts';
import type { AssignInput } from '#lib/domain/review/assign-network.ts';
import { assign, type AssignmentPlan } from '#lib/domain/review/assign.ts';
import { answer, refusal, run, runText } from './run.ts';

const application = (id: string, specialty: string, employer: string) => ({
	id,
	specialty,
	employer
});
const input = {
	perApplication: 2,
	applications: [
		application('2026-000002', 'roads', 'bureau'),
		application('2026-000001', 'water', 'station')
	],
	experts: [
		{ id: 'e2', specialties: ['roads'], employer: 'school' },
		{ id: 'e1', specialties: ['water', 'roads'], employer: 'institute' },
		{ id: 'e3', specialties: [], employer: 'bureau' }
	],
	conflicts: [['2026-000001', 'e1']]
};

describe('portal assign', () => {
	test('a small season', () => {
		expect(answer(run(['assign'], input))).toEqual({
			assignments: [
				{ application: '2026-000001', experts: ['e2', 'e3'] },
				{ application: '2026-000002', experts: ['e1', 'e2'] }
			],
			load: { min: 1, max: 2 },
			points: 2
		});
	});

	test('a table of points makes specialties superfluous', () => {
		const bare = {
			perApplication: 1,
			applications: input.applications.map(({ id, employer }) => ({ id, employer })),
			experts: input.experts.map(({ id, employer }) => ({ id, employer })),
			conflicts: input.conflicts,
			fit: [
				['2026-000001', 'e2', 5],
				['2026-000002', 'e2', 7]
			]
		};
		expect(answer(run(['assign'], bare))).toMatchObject({ load: { max: 1 }, points: 7 });
		expect(answer(run(['assign'], { ...bare, maxLoad: 2 }))).toMatchObject({
			load: { min: 0, max: 2 },
			points: 12
		});
	});

	test('the order of rows does not change a byte', () => {
		const reversed = {
			...input,
			applications: input.applications.toReversed(),
			experts: input.experts.toReversed()
		};
		expect(run(['assign'], reversed).out).toBe(run(['assign'], input).out);
	});

	test('what cannot be served is named, with why: exit 1', () => {
		const conflicts = [...input.conflicts, ['2026-000002', 'e2']];
		expect(answer(run(['assign'], { ...input, conflicts }), 1)).toEqual({
			assignments: null,
			unserved: [
				{
					application: '2026-000002',
					why: 'too-few-experts: needs 2, has 1 without conflict (e1)'
				}
			]
		});
		const alone = { ...input, perApplication: 1, conflicts: [['2026-000001', 'e2']] };
		expect(
			answer(run(['assign'], { ...alone, experts: input.experts.slice(0, 1) }), 1)
		).toMatchObject({
			unserved: [
				{
					application: '2026-000001',
					why: 'too-few-experts: needs 1, has 0 without conflict'
				}
			]
		});
		const why =
			'load-limit: applications 2026-000001, 2026-000002 need 2 places with experts e2, whose limits allow 1';
		expect(answer(run(['assign'], { ...input, maxLoad: 1 }), 1)).toEqual({
			assignments: null,
			unserved: [
				{ application: '2026-000001', why },
				{ application: '2026-000002', why }
			]
		});
	});

	test('a long list of names is cut, the number is not', () => {
		const many = {
			perApplication: 1,
			maxLoad: 1,
			applications: Array.from({ length: 23 }, (_, i) => application(`a${i + 10}`, 'x', 'y')),
			experts: Array.from({ length: 22 }, (_, i) => ({
				id: `e${i + 10}`,
				specialties: [],
				employer: 'z'
			})),
			conflicts: []
		};
		const { unserved } = answer(run(['assign'], many), 1) as { unserved: { why: string }[] };
		expect(unserved).toHaveLength(23);
		expect(unserved[0]!.why).toMatch(
			/^load-limit: applications a10, .*, a29 and 3 more need 23 places with experts e10, .*, e29 and 2 more, whose limits allow 22$/
		);
	});

	test('bad input: a line each, with path', () => {
		const bad = {
			perApplication: 0,
			maxload: 3,
			maxLoad: -1,
			applications: [{ id: 'a' }, { id: '', specialty: 'x', employer: 'y', level: 1 }],
			experts: [{ id: 'e', specialties: 'x', employer: 'y', maxLoad: 1.5 }],
			conflicts: [['a'], 'a', [1, 'e']],
			fit: [
				['a', 'e'],
				['a', 'e', -1],
				['a', 'e', '1']
			]
		};
		expect(refusal(run(['assign'], bad))).toEqual([
			'perApplication: found 0 (at least 1)',
			'maxLoad: found -1 (at least 0)',
			'applications[0].employer: missing (a non-empty text)',
			'applications[1].id: found an empty text (a non-empty text)',
			'applications[1].level: unknown key "level" (one of id, specialty, employer)',
			'experts[0].specialties: found "x" (a list)',
			'experts[0].maxLoad: found 1.5 (a whole number)',
			'conflicts[0]: found ["a"] (an application and an expert)',
			'conflicts[1]: found "a" (an application and an expert)',
			'conflicts[2][0]: found 1 (a non-empty text)',
			'fit[0]: found ["a","e"] (an application, an expert and points)',
			'fit[1][2]: found -1 (a whole number of at least 0)',
			'fit[2][2]: found "1" (a whole number of at least 0)',
			'maxload: unknown key "maxload" (one of perApplication, maxLoad, applications, experts, conflicts, fit)'
		]);
		expect(refusal(run(['assign'], { perApplication: 1 }))).toEqual([
			'applications: missing (a list)',
			'experts: missing (a list)',
			'conflicts: missing (a list)'
		]);
	});

	test('ids are unique and references exist', () => {
		const broken = {
			perApplication: 1,
			applications: [
				{ id: 'a', employer: 'x' },
				{ id: 'a', specialty: 'water', employer: 'x' }
			],
			experts: [
				{ id: 'e', employer: 'y' },
				{ id: 'e', specialties: [], employer: 'y' }
			],
			conflicts: [
				['a', 'f'],
				['b', 'e']
			]
		};
		expect(refusal(run(['assign'], broken))).toEqual([
			'applications[1].id: duplicate id "a" (unique in applications)',
			'experts[1].id: duplicate id "e" (unique in experts)',
			'applications[0].specialty: missing (what is compared where there is no fit)',
			'experts[0].specialties: missing (what is compared where there is no fit)',
			'conflicts[0][1]: unknown expert "f" (an id in experts)',
			'conflicts[1][0]: unknown application "b" (an id in applications)'
		]);
		const table = {
			perApplication: 1,
			applications: [{ id: 'a', employer: 'x' }],
			experts: [{ id: 'e', employer: 'y' }],
			conflicts: [
				['a', 'e'],
				['a', 'e']
			],
			fit: [
				['a', 'e', 1],
				['c', 'e', 1],
				['a', 'e', 1],
				['a', 'e', 9007199254740991]
			]
		};
		expect(refusal(run(['assign'], table))).toEqual([
			'fit[1][0]: unknown application "c" (an id in applications)',
			'fit[2]: duplicate pair ["a","e"] (unique in fit)',
			'fit[3]: duplicate pair ["a","e"] (unique in fit)',
			'fit[3][2]: found 9007199254740991 (at most 1125899906842623, so that sums are exact)'
		]);
		const rounded = JSON.stringify({ ...table, fit: [['a', 'e', 1]] }).replace(
			'"e",1]',
			'"e",9007199254740993]'
		);
		expect(refusal(runText(['assign'], rounded))).toEqual([
			'fit[0][2]: found "9007199254740993" (a whole number of at least 0)'
		]);
	});

	test('a thousand cases: what the command prints is proved', () => {
		const large: AssignInput = {
			perApplication: 3,
			applications: Array.from({ length: 1000 }, (_, i) =>
				application(`a${i}`, `s${i % 7}`, `o${i % 40}`)
			),
			experts: Array.from({ length: 60 }, (_, i) => ({
				id: `e${i}`,
				specialties: [`s${i % 5}`],
				employer: `o${i}`
			})),
			conflicts: Array.from({ length: 900 }, (_, i) => [`a${i}`, `e${(i * 7) % 60}`] as const)
		};
		const plan = answer(run(['assign'], large)) as AssignmentPlan;
		const found = assign(large);
		expect(found.plan).toEqual(plan);
		if (found.plan) expect(flawsOf(large, plan, found.proof)).toEqual([]);
	});
});
