/**
 * Deterministic chance for the demo city: the same seed makes the same people, cases and ids on every
 * machine. Not for anything that must be unpredictable.
 */
import { v7 } from 'uuid';

export type Chance = {
	/** A whole number from 0 to `below` − 1. */
	readonly below: (below: number) => number;
	readonly pick: <T>(items: readonly T[]) => T;
	/** True once in `n`. */
	readonly oneIn: (n: number) => boolean;
	/** A time-ordered id for an instant. */
	readonly id: (at: number) => string;
};

/** Mulberry32: small, even enough for invented data. */
export const makeChance = (seed: number): Chance => {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (t ^ (t >>> 14)) >>> 0;
	};
	const below = (n: number): number => next() % n;
	let sequence = 0;
	return {
		below,
		pick: (items) => {
			const found = items[below(items.length)];
			if (found === undefined) throw new Error('nothing to pick from');
			return found;
		},
		oneIn: (n) => below(n) === 0,
		id: (at) =>
			v7({
				msecs: at,
				seq: (sequence = (sequence + 1) % 0x7fffffff),
				random: Uint8Array.from({ length: 16 }, () => below(256))
			})
	};
};
