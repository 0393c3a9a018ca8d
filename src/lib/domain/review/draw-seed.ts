/**
 * Commit and reveal: nobody alone knows or chooses the seed of a draw. The office commits to everything that
 * decides the draw but chance; then the office and the inspector each log the hash of 32 random bytes, and only
 * when both hashes stand are the bytes revealed. The seed follows from all three.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../json.ts';
import { rule, type Refusal } from '../refusal.ts';
import { sha256 } from '../tickets.ts';
import type { DrawTerms } from './draw.ts';

/** The text whose SHA-256 is the commitment: RFC 8785 JSON of the `draw` input without `seed`. */
export const termsText = (terms: DrawTerms): string =>
	// Named one by one: what else an object carries is not part of the input.
	canonicalJson({
		seats: terms.seats,
		pool: terms.pool.map(({ id, employer, group }): Json => ({ id, employer, group })),
		excluded: terms.excluded.map(({ id, why }): Json => ({ id, why })),
		maxPerEmployer: terms.maxPerEmployer,
		minPerGroup: terms.minPerGroup
	});

export const commitmentOf = (terms: DrawTerms): string => sha256(termsText(terms));

const reveal = /^[0-9a-f]{64}$/;

/** SHA-256 of the 32 bytes themselves, not of their digits: `printf … | xxd -r -p | sha256sum`. */
export const hashOfReveal = (hex: string): string =>
	createHash('sha256').update(hex, 'hex').digest('hex');

/** Why this is not a hash that can be logged, or nothing. */
export const refusesHash = (hash: string): Refusal | undefined =>
	reveal.test(hash)
		? undefined
		: { ...rule('draw_hash_malformed'), kind: 'malformed', field: 'hash' };

/** Why these are not the bytes whose hash was logged, or nothing. */
export const refusesReveal = (hex: string, logged: string): Refusal | undefined => {
	if (!reveal.test(hex))
		return { ...rule('draw_reveal_malformed'), kind: 'malformed', field: 'reveal' };
	return hashOfReveal(hex) === logged
		? undefined
		: { ...rule('draw_reveal_differs'), field: 'reveal' };
};

/** The seed: SHA-256 of `<commitment>\n<office hex>\n<inspector hex>`, all in lower-case hex. */
export const seedOf = (commitment: string, office: string, inspector: string): string =>
	sha256(`${commitment}\n${office}\n${inspector}`);

/** What is kept of a draw whose seed is known, as anybody can check it. */
export type SeedRecord = {
	readonly terms: DrawTerms;
	readonly commitment: string;
	readonly officeHash: string | null;
	readonly officeReveal: string | null;
	readonly inspectorHash: string | null;
	readonly inspectorReveal: string | null;
	readonly seed: string | null;
};

export const seedChecks = ['commitment', 'office', 'inspector', 'seed'] as const;
export type SeedCheck = (typeof seedChecks)[number];

/** Everything that a draw's record must keep to, and whether it does: each step from the terms to the seed. */
export const checkSeed = (record: SeedRecord): Readonly<Record<SeedCheck, boolean>> => {
	const { commitment, officeReveal, inspectorReveal } = record;
	const matches = (shown: string | null, logged: string | null): boolean =>
		shown !== null && logged !== null && refusesReveal(shown, logged) === undefined;
	return {
		commitment: commitmentOf(record.terms) === commitment,
		office: matches(officeReveal, record.officeHash),
		inspector: matches(inspectorReveal, record.inspectorHash),
		seed: record.seed === seedOf(commitment, officeReveal ?? '', inspectorReveal ?? '')
	};
};
