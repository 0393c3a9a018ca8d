import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	lowestJudging,
	mayServe,
	namesNeeded,
	pseudonymise,
	type Candidate
} from '#lib/domain/review/draw-pool.ts';
import { termsText } from '#lib/domain/review/draw-seed.ts';

const person = (
	n: number,
	employerId: string | null,
	more: Partial<Candidate> = {}
): Candidate => ({
	personId: `person-${n}`,
	name: `次仁${n}`,
	employerId,
	employerName: employerId === null ? '' : `单位${employerId}`,
	group: 'water',
	excluded: null,
	...more
});
const pool = [
	person(1, 'x'),
	person(2, 'x', { excluded: 'kin' }),
	person(3, null),
	person(4, null, { group: null })
];
const names = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'];

describe('the pool of a draw without names', () => {
	it('says what decides the draw, sorted by pseudonym', () => {
		const { terms, table } = pseudonymise(pool, { seats: 1, maxPerEmployer: 1 }, names);
		expect(table.map(({ id, personId }) => [id, personId])).toEqual([
			['c', 'person-4'],
			['e', 'person-3'],
			['f', 'person-2'],
			['h', 'person-1']
		]);
		expect(terms).toEqual({
			seats: 1,
			maxPerEmployer: 1,
			pool: [
				{ id: 'c', employer: 'b' },
				{ id: 'e', employer: 'd', group: 'water' },
				{ id: 'f', employer: 'g', group: 'water' },
				{ id: 'h', employer: 'g', group: 'water' }
			],
			excluded: [{ id: 'f', why: 'kin' }]
		});
		expect(() => pseudonymise(pool, { seats: 1 }, ['a'])).toThrow('too few names');
	});

	it('keeps who works together and names nobody', () => {
		const someone = fc.record({
			employerId: fc.option(fc.constantFrom('x', 'y', 'z')),
			excluded: fc.option(fc.constantFrom('kin' as const, 'applicant' as const))
		});
		fc.assert(
			fc.property(fc.array(someone, { maxLength: 12 }), (people) => {
				const given = people.map(({ employerId, excluded }, n) =>
					person(n, employerId, { excluded })
				);
				const { terms, table } = pseudonymise(
					given,
					{ seats: 1 },
					Array.from({ length: namesNeeded(given) }, (_, n) => `n${(n * 7919) % 1000}`)
				);
				expect(termsText(terms)).not.toMatch(/person-|次仁|单位/);
				const at = new Map(table.map((line) => [line.personId, line]));
				for (const a of given)
					for (const b of given)
						expect(at.get(a.personId)?.employer === at.get(b.personId)?.employer).toBe(
							a === b || (a.employerId !== null && a.employerId === b.employerId)
						);
			})
		);
	});

	it('takes who has the specialty and at least the highest level under review', () => {
		expect(lowestJudging(['junior'])).toBe('junior_assistant');
		expect(lowestJudging(['junior', 'intermediate'])).toBe('intermediate');
		const water = { specialty: 'water', tiers: ['intermediate'] };
		const expert = (level: string, ...specialties: string[]) => ({ level, specialties });
		expect(mayServe(expert('intermediate', 'road', 'water'), water)).toBe(true);
		expect(mayServe(expert('intermediate'), water)).toBe(true);
		expect(mayServe(expert('junior_assistant', 'water'), water)).toBe(false);
		expect(mayServe(expert('full_senior', 'road'), water)).toBe(false);
		expect(mayServe(expert('full_senior', 'road'), { ...water, specialty: null })).toBe(true);
	});
});
