/**
 * A random sample that anyone can redo with a hash tool: the lowest tickets are drawn. The seed is logged with
 * the draw, so nobody chooses who it is.
 */
import { rule, type Refusal } from '../refusal.ts';
import { digestOfIds, ticketOf } from '../tickets.ts';

/** How many of `pool` a share in percent is: rounded up, so that a small pool is looked at too. */
export const sampleSize = (pool: number, percent: number): number =>
	Math.ceil((pool * percent) / 100);

export type Sample = {
	/** Ids in the order of their tickets. */
	readonly drawn: readonly string[];
	readonly pool: number;
	/** SHA-256 of the ids, sorted, joined by a line feed: what was drawn from. */
	readonly poolDigest: string;
};

export const drawSample = (seed: string, ids: readonly string[], percent: number): Sample => {
	const tickets = ids
		.map((id) => ({ id, ticket: ticketOf(seed, id) }))
		.sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
	return {
		drawn: tickets.slice(0, sampleSize(ids.length, percent)).map(({ id }) => id),
		pool: ids.length,
		poolDigest: digestOfIds(ids)
	};
};

/** Why no sample can be drawn so, or nothing. */
export const refusesSample = (seed: string, percent: number): Refusal | undefined => {
	if (!Number.isSafeInteger(percent) || percent < 1 || percent > 100)
		return { ...rule('percent_range'), kind: 'malformed', field: 'percent' };
	return /^[0-9a-f]{16,64}$/.test(seed)
		? undefined
		: { ...rule('seed_malformed'), kind: 'malformed', field: 'seed' };
};
