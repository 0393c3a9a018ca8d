import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '#lib/domain/decimal.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { score, scoreProblems, type ScoreSheet } from '#lib/domain/titles/score.ts';

const exact = (value: number | string) => parseDecimal(value)!;
const points = (of: Record<string, number | string>) =>
	new Map(Object.entries(of).map(([code, value]) => [code, exact(value)]));

const rubric = {
	items: defaultRubric.items.map(({ code, kind, max }) => ({
		code,
		kind,
		...(max !== undefined && { max: exact(max) })
	})),
	dropExtremesFrom: 5
};

/** One expert whose items add up to `total`, within the maxima 25, 30, 10 and 10. */
const expert = (id: string, total: number) => {
	const part = (max: number, rest: number) => Math.min(max, Math.max(0, rest));
	const D = part(25, total);
	const E = part(30, total - 25);
	const F = part(10, total - 55);
	return { id, scores: points({ D, E, F, G: total - D - E - F }) };
};

const handbook: ScoreSheet = {
	rubric,
	objective: points({ A: 13, B: 4, C: 5 }),
	experts: [61, 58, 66, 49, 63, 60, 64].map((total, index) => expert(`e${index + 1}`, total)),
	veto: new Map()
};

describe('score', () => {
	test('the worked example of the handbook: 83.20', () => {
		expect(scoreProblems(handbook)).toEqual([]);
		expect(score(handbook)).toEqual({
			objective: '22',
			experts: [61, 58, 66, 49, 63, 60, 64].map((total, index) => ({
				id: `e${index + 1}`,
				total: String(total)
			})),
			dropped: ['e3', 'e4'],
			mean: '61.2',
			total: '83.20',
			outliers: []
		});
	});

	test('below five valid experts nothing is dropped; the recused do not count', () => {
		const experts = handbook.experts.slice(0, 4);
		expect(score({ ...handbook, experts })).toMatchObject({ dropped: [], mean: '58.5' });
		const five = [...experts, { id: 'e9', recused: true, scores: new Map() }];
		expect(scoreProblems({ ...handbook, experts: five })).toEqual([]);
		expect(score({ ...handbook, experts: five })).toMatchObject({ dropped: [], mean: '58.5' });
	});

	test('on a tie the smaller id goes, and one that is highest and lowest goes once', () => {
		const experts = ['c', 'b', 'd', 'a', 'e'].map((id) => expert(id, 60));
		expect(score({ ...handbook, experts })).toMatchObject({ dropped: ['a', 'b'], mean: '60' });
	});

	test('a failed veto stops everything', () => {
		expect(score({ ...handbook, veto: new Map([['V', 'fail']]) })).toEqual({
			total: null,
			vetoed: 'V'
		});
		expect(score({ ...handbook, veto: new Map([['V', 'pass']]) })).toHaveProperty('total', '83.20');
	});

	test('outliers are more than 15 points from the median, not 15', () => {
		const experts = [60, 60, 60, 45, 44, 75].map((total, index) => expert(`e${index}`, total));
		expect(score({ ...handbook, experts })).toMatchObject({ outliers: ['e4'] });
	});

	test('says what is wrong with a sheet', () => {
		const bad: ScoreSheet = {
			...handbook,
			objective: points({ A: '15.01', B: -1, D: 3 }),
			experts: [{ id: 'e1', recused: true, scores: points({ D: 26 }) }],
			veto: new Map([['A', 'fail']])
		};
		expect(scoreProblems(bad)).toEqual([
			{ kind: 'above_max', expert: null, item: 'A' },
			{ kind: 'below_zero', expert: null, item: 'B' },
			{ kind: 'missing', expert: null, item: 'C' },
			{ kind: 'unknown_item', expert: null, item: 'D' },
			{ kind: 'above_max', expert: 'e1', item: 'D' },
			{ kind: 'unknown_veto', item: 'A' },
			{ kind: 'no_valid_expert' }
		]);
		expect(() => score(bad)).toThrow(RangeError);
	});

	test('agrees with a naive computation in integers', () => {
		// Scores in hundredths; the naive mean is a fraction, rounded with integers only.
		const sheets = fc.record({
			totals: fc.array(fc.tuple(fc.nat(2500), fc.nat(3000)), { minLength: 1, maxLength: 9 }),
			objective: fc.nat(1500),
			from: fc.integer({ min: 3, max: 7 })
		});
		const text = (hundredths: number) =>
			`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
		fc.assert(
			fc.property(sheets, ({ totals, objective, from }) => {
				const result = score({
					rubric: {
						items: rubric.items.filter((item) => 'ADE'.includes(item.code)),
						dropExtremesFrom: from
					},
					objective: points({ A: text(objective) }),
					experts: totals.map(([d, e], index) => ({
						id: `e${index}`,
						scores: points({ D: text(d), E: text(e) })
					})),
					veto: new Map()
				});
				const sums = totals.map(([d, e]) => d + e);
				const sorted = [...sums].sort((a, b) => a - b);
				const kept = sums.length >= from ? sorted.slice(1, -1) : sorted;
				const sum = kept.reduce((a, b) => a + b, 0);
				const half = (n: number, d: number) => Math.floor((2 * n + d) / (2 * d));
				expect(result.total).toBe(text(half(sum + objective * kept.length, kept.length)));
				if (result.total === null) return;
				expect(Number(result.mean)).toBe(half(sum, kept.length) / 100);
				expect(result.dropped.map((id) => sums[Number(id.slice(1))])).toEqual(
					sums.length >= from ? [sorted.at(-1), sorted[0]] : []
				);
			}),
			{ numRuns: 500 }
		);
	});
});
