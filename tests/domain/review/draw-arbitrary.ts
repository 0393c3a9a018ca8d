/** Draws as fast-check makes them: few employers and groups, so that caps and minimums bite. */
import fc from 'fast-check';
import type { DrawInput } from '#lib/domain/review/draw.ts';

const group = fc.constantFrom('water', 'road', 'forest');

export const drawInput: fc.Arbitrary<DrawInput> = fc
	.uniqueArray(
		fc.record(
			{
				id: fc.nat({ max: 999 }).map((n) => `e${n}`),
				employer: fc.constantFrom('a', 'b', 'c'),
				group
			},
			{ requiredKeys: ['id', 'employer'] }
		),
		{ selector: ({ id }) => id, maxLength: 14 }
	)
	.chain((pool) =>
		fc.record(
			{
				seed: fc.stringMatching(/^[0-9a-f]{1,8}$/),
				seats: fc.nat({ max: 7 }),
				pool: fc.constant(pool),
				excluded: fc
					.subarray(pool, { maxLength: Math.min(4, pool.length) })
					.map((out) => out.map(({ id }) => ({ id, why: 'kin' }))),
				maxPerEmployer: fc.integer({ min: 1, max: 4 }),
				minPerGroup: fc.dictionary(group, fc.nat({ max: 3 }), { noNullPrototype: true })
			},
			{ requiredKeys: ['seed', 'seats', 'pool', 'excluded'] }
		)
	);

/** χ² of counts against `kinds` equally likely kinds; a kind that never came counts as well. */
export const chiSquare = (counts: readonly number[], kinds: number, runs: number): number => {
	const expected = runs / kinds;
	const seen = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
	return seen + (kinds - counts.length) * expected;
};
