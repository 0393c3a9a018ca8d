import { describe, expect, test } from 'vitest';
import { answer, refusal, run, runText } from './run.ts';

const items = [
	{ code: 'V', kind: 'veto' },
	{ code: 'A', max: 15, kind: 'objective' },
	{ code: 'B', max: 5, kind: 'objective' },
	{ code: 'C', max: '5.0', kind: 'objective' },
	{ code: 'S', max: 75, kind: 'expert' }
];
const totals = [61, 58, 66, 49, 63, 60, 64];
const sheet = {
	rubric: { items, dropExtremesFrom: 5 },
	objective: { A: 13, B: '4', C: 5 },
	experts: totals.map((S, index) => ({ id: `e${index + 1}`, scores: { S } }))
};

describe('portal score', () => {
	test('the worked example of the handbook', () => {
		expect(answer(run(['score'], sheet))).toEqual({
			objective: '22',
			experts: Object.fromEntries(totals.map((total, index) => [`e${index + 1}`, String(total)])),
			dropped: ['e3', 'e4'],
			mean: '61.2',
			total: '83.20',
			outliers: []
		});
	});

	test('a failed veto is an answer', () => {
		expect(answer(run(['score'], { ...sheet, veto: { V: 'fail' } }))).toEqual({
			total: null,
			vetoed: 'V'
		});
		expect(answer(run(['score'], { ...sheet, veto: { V: 'pass' } }))).toMatchObject({
			total: '83.20'
		});
	});

	test('a recused expert needs no scores, and counts nowhere', () => {
		const experts = [...sheet.experts, { id: 'e8', recused: true }];
		expect(answer(run(['score'], { ...sheet, experts }))).toEqual(answer(run(['score'], sheet)));
	});

	test('thirds and halves: the total comes from the exact mean', () => {
		const of = (...values: (number | string)[]) =>
			answer(
				run(['score'], {
					...sheet,
					objective: { A: 0, B: 0, C: '0.005' },
					experts: values.map((S, index) => ({ id: `e${index}`, scores: { S } }))
				})
			);
		// 10/3 = 3.333…; with 0.005 it is 3.3383…, not 3.33 + 0.01.
		expect(of(3, 3, 4)).toMatchObject({ mean: '3.33', total: '3.34', objective: '0.005' });
		expect(of('0.1', '0.2')).toMatchObject({ mean: '0.15', total: '0.16' });
	});

	test('what is above, below or missing is bad input', () => {
		const bad = {
			...sheet,
			objective: { A: 15.01, B: 4, Z: 1 },
			experts: [
				{ id: 'e1', scores: { S: '75.01' } },
				{ id: 'e2', scores: {} },
				{ id: 'e3', recused: true, scores: { T: 1 } }
			],
			veto: { A: 'fail' }
		};
		expect(refusal(run(['score'], bad))).toEqual([
			'objective.A: found 15.01 (from 0 to 15)',
			'objective.C: missing (from 0 to 5)',
			'objective.Z: unknown item "Z" (one of A, B, C)',
			'experts[0].scores.S: found 75.01 (from 0 to 75)',
			'experts[1].scores.S: missing (from 0 to 75)',
			'experts[2].scores.T: unknown item "T" (one of S)',
			'veto.A: unknown veto "A" (one of V)'
		]);
		expect(refusal(run(['score'], { ...sheet, experts: [{ id: 'e1', recused: true }] }))).toEqual([
			'experts: no valid expert (at least one who is not recused)'
		]);
		const broken = { ...sheet, rubric: { items: [...items, { code: 'A', kind: 'expert' }] } };
		expect(refusal(run(['score'], broken))).toEqual([
			'rubric.dropExtremesFrom: missing (a whole number)'
		]);
		const repeated = { ...broken.rubric, dropExtremesFrom: 5 };
		expect(refusal(run(['score'], { ...sheet, rubric: repeated, experts: [{ id: 'x' }] }))).toEqual(
			[
				'rubric.items[5].code: duplicate code "A" (unique in rubric.items)',
				'rubric.items[5].max: missing (the most points of this item)',
				'experts[0].scores: missing (an object)'
			]
		);
		expect(
			refusal(run(['score'], { ...sheet, experts: [{ id: 'e1', scores: { S: -1 } }] }))
		).toEqual([
			'experts[0].scores.S: found -1 (a number or a decimal text of at least 0, like 61.5)'
		]);
	});

	test('a score a hair above its max is above it', () => {
		const text = JSON.stringify(sheet).replace('"S":61', '"S":75.00000000000000000001');
		expect(refusal(runText(['score'], text))).toEqual([
			'experts[0].scores.S: found 75.00000000000000000001 (from 0 to 75)'
		]);
	});
});
