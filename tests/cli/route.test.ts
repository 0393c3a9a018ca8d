import { describe, expect, test } from 'vitest';
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import { answer, refusal, run } from './run.ts';

const committee = (id: string, change: object = {}) => ({
	id,
	series: 'engineering',
	specialty: 'water',
	tiers: ['junior'],
	covers: ['540221'],
	filedOn: '2025-06-01',
	validTo: '2028-05-31',
	state: 'active',
	...change
});
const application = (id: string, change: object = {}) => ({
	id,
	series: 'engineering',
	specialty: 'water',
	level: 'junior_assistant',
	employer: { jurisdiction: '540221' },
	meetingDate: '2026-11-20',
	...change
});
const input = {
	jurisdictions: jurisdictions.map(({ code, parent }) => ({ code, parent })),
	committees: [
		committee('namling-water'),
		committee('city-engineering', {
			specialty: undefined,
			tiers: ['junior', 'intermediate'],
			covers: ['540200']
		}),
		committee('region', {
			specialty: undefined,
			tiers: ['senior'],
			covers: ['540000'],
			external: true
		}),
		committee('gyangze-news', { series: 'journalism', specialty: undefined, covers: ['540222'] })
	],
	entrustments: [
		{
			id: 'kamba-news',
			from: '540237',
			committee: 'gyangze-news',
			series: 'journalism',
			tiers: ['junior'],
			validFrom: '2026-01-01',
			validTo: '2026-12-31'
		}
	],
	applications: [
		application('water'),
		application('middle', { level: 'intermediate' }),
		application('senior', { level: 'associate_senior' }),
		application('news', {
			series: 'journalism',
			specialty: undefined,
			employer: { jurisdiction: '540237' }
		}),
		application('nowhere', {
			series: 'journalism',
			specialty: undefined,
			employer: { jurisdiction: '540237' },
			meetingDate: '2027-01-05'
		}),
		application('late', {
			level: 'junior_entry',
			series: 'journalism',
			specialty: undefined,
			employer: { jurisdiction: '540222' },
			meetingDate: '2028-06-01'
		})
	]
};
const change = (changes: object) => ({ ...input, ...changes });

describe('portal route', () => {
	test('the demo journeys, in order of input', () => {
		expect(answer(run(['route'], input))).toEqual([
			{
				id: 'water',
				route: 'committee',
				committee: 'namling-water',
				at: '540221',
				candidates: [],
				near: []
			},
			{
				id: 'middle',
				route: 'committee',
				committee: 'city-engineering',
				at: '540200',
				candidates: [],
				near: []
			},
			{
				id: 'senior',
				route: 'forward',
				committee: 'region',
				at: '540000',
				candidates: [],
				near: []
			},
			{
				id: 'news',
				route: 'entrusted',
				committee: 'gyangze-news',
				at: '540237',
				candidates: [],
				near: []
			},
			{ id: 'nowhere', route: 'none', committee: null, at: null, candidates: [], near: [] },
			{
				id: 'late',
				route: 'none',
				committee: null,
				at: null,
				candidates: [],
				near: [{ committee: 'gyangze-news', misses: ['expired'] }]
			}
		]);
	});

	test('the line of the contract, letter by letter', () => {
		const applications = [...input.applications];
		applications[3] = application('news', { level: 'mid' });
		expect(refusal(run(['route'], change({ applications })))).toEqual([
			'applications[3].level: unknown level "mid" (one of junior_entry, junior_assistant, intermediate, associate_senior, full_senior)'
		]);
	});

	test('every problem gets a line with its path, what was found and what is allowed', () => {
		const bad = change({
			committees: [
				committee('a', {
					tiers: ['junior', 'mid'],
					filedOn: '2026-02-30',
					state: 'paused',
					speciality: 'water'
				})
			],
			applications: [{ id: 'x', level: 'intermediate', employer: {}, meetingDate: 20261122 }]
		});
		expect(refusal(run(['route'], bad))).toEqual([
			'committees[0].tiers[1]: unknown tier "mid" (one of junior, intermediate, senior)',
			'committees[0].filedOn: found "2026-02-30" (a day like 2026-11-22)',
			'committees[0].state: unknown state "paused" (one of active, suspended, revoked)',
			'committees[0].speciality: unknown key "speciality" (one of id, series, specialty, tiers, covers, filedOn, validTo, state, external)',
			'applications[0].series: missing (a non-empty text)',
			'applications[0].employer.jurisdiction: missing (a non-empty text)',
			'applications[0].meetingDate: found 20261122 (a day like 2026-11-22)'
		]);
	});

	test('ids are unique and references exist', () => {
		const bad = {
			jurisdictions: [
				{ code: 'top', parent: null },
				{ code: 'top', parent: 'nowhere' }
			],
			committees: [committee('a', { covers: ['top', 'gone'] }), committee('a', { covers: [] })],
			entrustments: [{ ...input.entrustments[0], from: 'away', committee: 'b' }],
			applications: [application('x'), application('x', { employer: { jurisdiction: 'top' } })]
		};
		expect(refusal(run(['route'], bad))).toEqual([
			'jurisdictions[1].code: duplicate code "top" (unique in jurisdictions)',
			'committees[1].id: duplicate id "a" (unique in committees)',
			'applications[1].id: duplicate id "x" (unique in applications)',
			'jurisdictions[1].parent: unknown jurisdiction "nowhere" (a code in jurisdictions)',
			'committees[0].covers[1]: unknown jurisdiction "gone" (a code in jurisdictions)',
			'entrustments[0].from: unknown jurisdiction "away" (a code in jurisdictions)',
			'entrustments[0].committee: unknown committee "b" (an id in committees)',
			'applications[0].employer.jurisdiction: unknown jurisdiction "540221" (a code in jurisdictions)'
		]);
	});

	test('a cycle of parents is refused, also one that nobody stands in', () => {
		const places = [
			{ code: 'top', parent: null },
			{ code: 'a', parent: 'b' },
			{ code: 'b', parent: 'c' },
			{ code: 'c', parent: 'a' },
			{ code: 'below', parent: 'a' }
		];
		const alone = { committees: [], entrustments: [], applications: [] };
		expect(refusal(run(['route'], { ...alone, jurisdictions: places }))).toEqual([
			'jurisdictions[1].parent: found a cycle through "a" (a way up to parent null)'
		]);
	});

	test('a hundred thousand rows of each kind are answered, in order', () => {
		const many = 100_000;
		const codes = input.jurisdictions.map((place) => place.code);
		const big = {
			jurisdictions: input.jurisdictions,
			committees: Array.from({ length: many }, (_, n) =>
				committee(`c${n}`, { series: `s${n % 5000}`, covers: [codes[n % 20]] })
			),
			entrustments: Array.from({ length: many }, (_, n) => ({
				...input.entrustments[0],
				id: `e${n}`,
				from: codes[n % 20],
				committee: `c${n}`,
				series: `s${n % 5000}`
			})),
			applications: Array.from({ length: many }, (_, n) =>
				application(`a${n}`, { series: `s${n % 5000}`, employer: { jurisdiction: codes[n % 20] } })
			)
		};
		const rows = answer(run(['route'], big)) as { id: string }[];
		expect(rows).toHaveLength(many);
		expect(rows[many - 1]?.id).toBe(`a${many - 1}`);
	}, 90_000);
});
