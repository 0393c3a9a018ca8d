/**
 * Assignments with the largest sum of points, one place after the other by the shortest chain of exchanges
 * (successive shortest paths, as in the Hungarian method). A chain runs from expert to expert, since an
 * application may pass from one to another: experts are few, and nothing is searched but the table of the best
 * exchange between any two. Every expert has a price, the points that one more place with them would bring; the
 * prices prove the optimum (`assign-certificate.ts`). All numbers are integers below 2^53.
 */
import { cell, type Network } from './assign-network.ts';

export type Flow = {
	/** As in the network, and `taken` where the pair is assigned. */
	readonly cells: Uint8Array;
	/** The applications of each expert. */
	readonly held: readonly number[][];
	/** The price of each expert's places: above 0 only where all are taken. */
	readonly prices: Float64Array;
	/** How many places each expert has. */
	readonly places: Float64Array;
	/**
	 * Gives an application one more expert, and moves others as that costs the fewest points. Nothing on success;
	 * else the experts whom every chain ends with, all full.
	 */
	readonly serve: (row: number) => ReadonlySet<number> | undefined;
};

type Exchange = { readonly row: number; readonly from: number; readonly to: number };

const NOBODY = -1;

/** A flow without any assignment yet. `places` may grow between two steps while all points are 0. */
export const startFlow = (network: Network, points: Float64Array, places: Float64Array): Flow => {
	const width = network.experts.length;
	const cells = network.cells.slice();
	const held = network.experts.map((): number[] => []);
	const prices = new Float64Array(width);
	// The most points that passing an application from one expert (row) to another (column) brings, and which. When
	// that application is gone, the points stay as a bound until a search needs to know: most are never asked again.
	const gains = new Float64Array(width * width).fill(Number.NEGATIVE_INFINITY);
	const movers = new Int32Array(width * width).fill(NOBODY);
	const stale = new Uint8Array(width * width);
	const distances = new Float64Array(width);
	const before = new Int32Array(width);
	const done = new Uint8Array(width);

	const offer = (from: number, to: number, row: number): void => {
		const gain = (points[row * width + to] as number) - (points[row * width + from] as number);
		const at = from * width + to;
		if (gain <= (gains[at] as number)) return;
		gains[at] = gain;
		movers[at] = row;
		stale[at] = 0;
	};

	/** The best application for an exchange, after the one that was the best is gone. */
	const look = (from: number, to: number): void => {
		const at = from * width + to;
		const bound = gains[at] as number;
		let best = Number.NEGATIVE_INFINITY;
		let mover = NOBODY;
		for (const row of held[from] as number[]) {
			if (cells[row * width + to] !== cell.free) continue;
			const gain = (points[row * width + to] as number) - (points[row * width + from] as number);
			if (gain <= best) continue;
			best = gain;
			mover = row;
			if (gain === bound) break;
		}
		gains[at] = best;
		movers[at] = mover;
		stale[at] = 0;
	};

	const take = (row: number, expert: number): void => {
		cells[row * width + expert] = cell.taken;
		for (let other = 0; other < width; other += 1) {
			const state = cells[row * width + other];
			if (state === cell.free) offer(expert, other, row);
			else if (state === cell.taken && movers[other * width + expert] === row)
				stale[other * width + expert] = 1;
		}
		(held[expert] as number[]).push(row);
	};

	const release = (row: number, expert: number): void => {
		const own = held[expert] as number[];
		own.splice(own.indexOf(row), 1);
		cells[row * width + expert] = cell.free;
		for (let other = 0; other < width; other += 1) {
			if (cells[row * width + other] === cell.taken) offer(other, expert, row);
			else if (movers[expert * width + other] === row) stale[expert * width + other] = 1;
		}
	};

	const hasPlace = (expert: number): boolean =>
		(held[expert] as number[]).length < (places[expert] as number);

	const begin = (row: number): void => {
		let best = Number.NEGATIVE_INFINITY;
		for (let expert = 0; expert < width; expert += 1)
			if (cells[row * width + expert] === cell.free)
				best = Math.max(
					best,
					(points[row * width + expert] as number) - (prices[expert] as number)
				);
		for (let expert = 0; expert < width; expert += 1) {
			distances[expert] =
				cells[row * width + expert] === cell.free
					? best - (points[row * width + expert] as number) + (prices[expert] as number)
					: Number.POSITIVE_INFINITY;
			before[expert] = NOBODY;
			done[expert] = 0;
		}
	};

	/** The nearest expert whose exchanges are not looked through yet; one with a place first among equals. */
	const nearest = (): number => {
		let found = NOBODY;
		let least = Number.POSITIVE_INFINITY;
		for (let expert = 0; expert < width; expert += 1) {
			const distance = distances[expert] as number;
			if (done[expert] === 1 || distance > least || distance === Number.POSITIVE_INFINITY) continue;
			if (distance === least && (found === NOBODY || !hasPlace(expert))) continue;
			found = expert;
			least = distance;
		}
		return found;
	};

	/** The expert with a place at the end of the shortest chain (Dijkstra's algorithm), or NOBODY. */
	const search = (row: number): number => {
		begin(row);
		for (;;) {
			const expert = nearest();
			if (expert === NOBODY || hasPlace(expert)) return expert;
			done[expert] = 1;
			const base = (distances[expert] as number) - (prices[expert] as number);
			for (let other = 0; other < width; other += 1) {
				if (done[other] === 1) continue;
				const at = expert * width + other;
				const limit = (distances[other] as number) - base - (prices[other] as number);
				if (-(gains[at] as number) >= limit) continue;
				if (stale[at] === 1) {
					look(expert, other);
					if (-(gains[at] as number) >= limit) continue;
				}
				distances[other] = base + (prices[other] as number) - (gains[at] as number);
				before[other] = expert;
			}
		}
	};

	/** The exchanges of the chain that ends with an expert, the last first, and with whom it begins. */
	const chainTo = (
		last: number
	): { readonly first: number; readonly steps: readonly Exchange[] } => {
		const steps: Exchange[] = [];
		let to = last;
		for (;;) {
			const from = before[to] as number;
			if (from === NOBODY) return { first: to, steps };
			steps.push({ row: movers[from * width + to] as number, from, to });
			to = from;
		}
	};

	const serve = (row: number): ReadonlySet<number> | undefined => {
		const last = search(row);
		if (last === NOBODY)
			return new Set(network.experts.keys().filter((expert) => done[expert] === 1));
		const far = distances[last] as number;
		for (let expert = 0; expert < width; expert += 1)
			if (done[expert] === 1)
				prices[expert] = (prices[expert] as number) + far - (distances[expert] as number);
		const { first, steps } = chainTo(last);
		for (const step of steps) {
			release(step.row, step.from);
			take(step.row, step.to);
		}
		take(row, first);
		return undefined;
	};

	return { cells, held, prices, places, serve };
};
