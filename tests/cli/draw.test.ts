import { describe, expect, test } from 'vitest';
import { answer, refusal, run, runText } from './run.ts';

const input = {
	seed: '00ff',
	seats: 2,
	pool: [
		{ id: 'e1', employer: 'a' },
		{ id: 'e2', employer: 'a' },
		{ id: 'e3', employer: 'b', group: 'water' },
		{ id: 'e4', employer: 'c' },
		{ id: 'e5', employer: 'd' }
	],
	excluded: [{ id: 'e5', why: 'kin of an applicant' }],
	maxPerEmployer: 1,
	minPerGroup: { water: 1 }
};

describe('portal draw', () => {
	test('a draw that sha256sum confirms', () => {
		expect(answer(run(['draw'], input))).toEqual({
			drawn: ['e2', 'e3'],
			alternates: ['e1', 'e4'],
			skipped: [
				{ id: 'e1', why: 'employer-cap' },
				{ id: 'e5', why: 'excluded' },
				{ id: 'e4', why: 'group-minimum' }
			],
			// printf '00ff:e1' | sha256sum
			tickets: {
				e1: 'ab05d2e83a7b57e11841ad80648500d2fceea92c9f033327b7b0edf1c113b3f4',
				e2: '03e3054a78528f348387480dd7e11b1c905fdac440df61d85a502e78e95782eb',
				e3: 'ea2e090c653d77caa9f2b8326c295977786c33d6c3e493ad9bf05d64cc6cfe0e',
				e4: 'd0661242958600762dc6e2f94f466d175e1c01b058f6dcb82d6466d5a945a5d0',
				e5: 'cc1660ecb2f351d80a2ceb45538e2ef92deda514c7d20ba569339dc93b26c013'
			},
			poolDigest: '03ef414bbc79dedcd45bbed3b0534b21d77f9aa4aafce6b7909160f9ae31cce0'
		});
	});

	test('seats that cannot be filled are exit 1', () => {
		expect(answer(run(['draw'], { ...input, seats: 4 }), 1)).toEqual({
			drawn: null,
			short: 1,
			why: 'seats'
		});
		expect(answer(run(['draw'], { ...input, minPerGroup: { forest: 1 } }), 1)).toEqual({
			drawn: null,
			short: 1,
			why: 'group-minimum'
		});
	});

	test('every problem of bad input is named', () => {
		const bad = {
			seed: '00FF',
			seats: -1,
			pool: [{ id: '', employer: 'a', grp: 'x' }],
			excluded: [{ id: 'e9' }],
			maxPerEmployer: 1.5,
			minPerGroup: { '': 1, water: 'two' },
			maxPerEmploye: 1
		};
		expect(refusal(run(['draw'], bad))).toEqual([
			'seed: found "00FF" (lower-case hex digits)',
			'seats: found -1 (at least 0)',
			'pool[0].id: found an empty text (a non-empty text)',
			'pool[0].grp: unknown key "grp" (one of id, employer, group)',
			'excluded[0].why: missing (a non-empty text)',
			'maxPerEmployer: found 1.5 (a whole number)',
			'minPerGroup[""]: found "" (a non-empty text as key)',
			'minPerGroup.water: found "two" (a whole number)',
			'maxPerEmploye: unknown key "maxPerEmploye" (one of seed, seats, pool, excluded, maxPerEmployer, minPerGroup)'
		]);
		const twice = {
			...input,
			pool: [...input.pool, { id: 'e1', employer: 'z' }],
			excluded: [...input.excluded, { id: 'e5', why: 'again' }, { id: 'e9', why: 'unknown' }]
		};
		expect(refusal(run(['draw'], twice))).toEqual([
			'pool[5].id: duplicate id "e1" (unique in pool)',
			'excluded[1].id: duplicate id "e5" (unique in excluded)',
			'excluded[2].id: unknown expert "e9" (an id in pool)'
		]);
		const { seed: _, ...unseeded } = input;
		expect(refusal(run(['draw'], unseeded))).toEqual(['seed: missing (lower-case hex digits)']);
		expect(refusal(runText(['draw', '--seed', 'ab'], ''))).toHaveLength(1);
	});

	test('a hundred thousand experts', () => {
		const pool = Array.from({ length: 100_000 }, (_, index) => ({
			id: `e${index}`,
			employer: `o${index % 5_000}`,
			group: index % 2 === 0 ? 'water' : 'road'
		}));
		const found = answer(
			run(['draw'], {
				seed: 'ab',
				seats: 50_000,
				pool,
				excluded: pool.filter((_, index) => index % 10 === 0).map(({ id }) => ({ id, why: 'kin' })),
				maxPerEmployer: 15,
				minPerGroup: { water: 20_000, road: 25_000 }
			})
		) as { drawn: string[]; alternates: string[] };
		expect([found.drawn.length, found.alternates.length]).toEqual([50_000, 40_000]);
	});
});
