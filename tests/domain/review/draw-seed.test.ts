import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawTerms } from '#lib/domain/review/draw.ts';
import {
	checkSeed,
	commitmentOf,
	hashOfReveal,
	refusesHash,
	refusesReveal,
	seedOf,
	termsText,
	type SeedRecord
} from '#lib/domain/review/draw-seed.ts';
import { drawInput } from './draw-arbitrary.ts';

const terms: DrawTerms = {
	seats: 1,
	pool: [
		{ id: 'e1', employer: 'a' },
		{ id: 'e2', employer: 'b', group: 'water' }
	],
	excluded: [{ id: 'e1', why: 'same employer' }],
	maxPerEmployer: 2,
	minPerGroup: { water: 1 }
};
// printf '%s' '{"excluded":[…' | sha256sum
const commitment = '2d15dbbad2d99794aac2c3be1aca77a7aa0e497243400889ea7280fc72d4b74e';
const office = '01'.repeat(32);
const inspector = 'ff'.repeat(32);

describe('commit and reveal, by hand', () => {
	it('commits to the canonical input without the seed', () => {
		expect(termsText(terms)).toBe(
			'{"excluded":[{"id":"e1","why":"same employer"}],"maxPerEmployer":2,"minPerGroup":{"water":1},' +
				'"pool":[{"employer":"a","id":"e1"},{"employer":"b","group":"water","id":"e2"}],"seats":1}'
		);
		expect(commitmentOf(terms)).toBe(commitment);
		expect(commitmentOf({ ...terms, seed: 'ab' } as DrawTerms)).toBe(commitment);
	});

	it('hashes the bytes, not their digits', () => {
		// printf '%s' 0101… | xxd -r -p | sha256sum
		expect(hashOfReveal(office)).toBe(
			'72cd6e8422c407fb6d098690f1130b7ded7ec2f7f5e1d30bd9d521f015363793'
		);
		expect(refusesReveal(office, hashOfReveal(office))).toBeUndefined();
	});

	it('makes the seed of all three', () => {
		// printf '%s\n%s\n%s' … | sha256sum
		expect(seedOf(commitment, office, inspector)).toBe(
			'cff84f140b583731459c118677ce5658bd85fa138232f9bb2e55bd7d88fbf8af'
		);
	});

	it('refuses what is no hash, no 32 bytes, or not the bytes that were hashed', () => {
		for (const hash of ['', 'ab', 'AB'.repeat(32), 'g'.repeat(64), `${'a'.repeat(64)}\n`]) {
			expect(refusesHash(hash)?.key).toBe('draw_hash_malformed');
			expect(refusesReveal(hash, hash)?.key).toBe('draw_reveal_malformed');
		}
		expect(refusesHash(commitment)).toBeUndefined();
		expect(refusesReveal(inspector, hashOfReveal(office))?.key).toBe('draw_reveal_differs');
	});
});

describe('the record of a seed', () => {
	const record = {
		terms,
		commitment,
		officeHash: hashOfReveal(office),
		officeReveal: office,
		inspectorHash: hashOfReveal(inspector),
		inspectorReveal: inspector,
		seed: seedOf(commitment, office, inspector)
	};
	const wrong = (changed: Partial<SeedRecord>): readonly string[] =>
		Object.entries(checkSeed({ ...record, ...changed })).flatMap(([key, ok]) => (ok ? [] : [key]));

	it('holds step by step, and says which step does not', () => {
		expect(wrong({})).toEqual([]);
		expect(wrong({ terms: { ...terms, seats: 2 } })).toEqual(['commitment']);
		expect(wrong({ officeHash: commitment })).toEqual(['office']);
		expect(wrong({ inspectorReveal: office })).toEqual(['inspector', 'seed']);
		expect(wrong({ seed: commitment })).toEqual(['seed']);
		expect(wrong({ officeReveal: null })).toEqual(['office', 'seed']);
	});
});

describe('any commitment', () => {
	it('changes with every part of the input', () => {
		fc.assert(
			fc.property(drawInput, ({ seed: _, ...given }) => {
				const before = commitmentOf(given);
				expect(commitmentOf(structuredClone(given))).toBe(before);
				for (const other of [
					{ ...given, seats: given.seats + 1 },
					{ ...given, maxPerEmployer: (given.maxPerEmployer ?? 0) + 1 },
					{ ...given, minPerGroup: { ...given.minPerGroup, added: 1 } },
					{ ...given, pool: [...given.pool, { id: 'joined', employer: 'a' }] },
					{ ...given, excluded: [...given.excluded, { id: 'joined', why: 'kin' }] }
				])
					expect(commitmentOf(other)).not.toBe(before);
			})
		);
	});
});
