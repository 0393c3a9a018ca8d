import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, refusesSample, sampleSize } from '#lib/domain/audit/sample.ts';
import { ticketOf } from '#lib/domain/tickets.ts';

const ids = Array.from({ length: 37 }, (_, index) => `case-${index}`);

describe('a sample', () => {
	it('takes the lowest tickets, as a hash tool would', () => {
		const seed = '0123456789abcdef';
		const byHand = ids
			.map((id) => [createHash('sha256').update(`${seed}:${id}`).digest('hex'), id] as const)
			.sort()
			.slice(0, 4)
			.map(([, id]) => id);
		expect(drawSample(seed, ids, 10)).toMatchObject({ drawn: byHand, pool: 37 });
		expect(ticketOf(seed, 'case-1')).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is the same in whatever order the pool comes, and another with another seed', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(ids, { minLength: ids.length }),
				fc.integer({ min: 1, max: 100 }),
				(shuffled, percent) => {
					expect(drawSample('aa'.repeat(8), shuffled, percent)).toEqual(
						drawSample('aa'.repeat(8), ids, percent)
					);
				}
			)
		);
		expect(drawSample('aa'.repeat(8), ids, 10).drawn).not.toEqual(
			drawSample('bb'.repeat(8), ids, 10).drawn
		);
	});

	it('rounds up, takes all at 100 and never more', () => {
		expect([sampleSize(1, 1), sampleSize(100, 1), sampleSize(101, 1), sampleSize(7, 100)]).toEqual([
			1, 1, 2, 7
		]);
		expect(new Set(drawSample('aa'.repeat(8), ids, 100).drawn)).toEqual(new Set(ids));
	});

	it('is refused with an odd share or seed', () => {
		for (const percent of [0, -1, 101, 1.5, Number.NaN])
			expect(refusesSample('ab'.repeat(8), percent)?.key).toBe('percent_range');
		for (const seed of ['', 'xyz', 'AB'.repeat(8), 'ab', 'a'.repeat(65)])
			expect(refusesSample(seed, 10)?.key).toBe('seed_malformed');
		expect(refusesSample('ab'.repeat(8), 10)).toBeUndefined();
	});
});
