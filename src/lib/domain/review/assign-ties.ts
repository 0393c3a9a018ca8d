/**
 * Which of all assignments with the same, largest sum: the one whose sorted list of tickets is the lowest (replay
 * contract, fine print of `assign`). The ticket of a pair is the SHA-256 of `<application>:<expert>`.
 *
 * Lists of one length are compared ticket by ticket, so the lowest has the lowest ticket that any optimum has, then
 * the lowest next to it, and so on: go through the pairs in the order of their tickets and keep each that some
 * optimum has together with those kept before. The prices tell which pairs an optimum may differ in: where an
 * application is indifferent between an expert it has and one it has not. A pair can be had exactly if a chain of
 * such exchanges leads from its expert back to its application, that is, if the two lie in one strongly connected
 * part of the graph of exchanges. Which parts there are does not depend on the optimum at hand; keeping a pair can
 * only split its own part. So a pair costs a look at two numbers, and only one that is kept costs a search among
 * the experts.
 */
import { ticketOf } from '../tickets.ts';
import type { Flow } from './assign-flow.ts';
import { cell, type Network } from './assign-network.ts';
import { startParts } from './assign-parts.ts';

/** What the choice of a pair is: settled, could be had, could be given up. */
const play = { settled: 0, open: 1, loose: 2 } as const;

const HEX_BITS = 52;

/** The places of the pairs that are not settled, by ticket; equal tickets (ids with colons) by their ids. */
const inTicketOrder = (network: Network, state: Uint8Array): Float64Array => {
	const { applications, experts } = network;
	const width = experts.length;
	const ticketAt = (at: number): string =>
		ticketOf(applications[Math.floor(at / width)] as string, experts[at % width] as string);
	// The first bits of the ticket and the pair share one number below 2^53, which sorts fast.
	const coarse = 2 ** (HEX_BITS - (52 - Math.ceil(Math.log2(state.length + 1))));
	const count = state.reduce((sum, one) => (one === play.settled ? sum : sum + 1), 0);
	const order = new Float64Array(count);
	let filled = 0;
	for (let at = 0; at < state.length; at += 1) {
		if (state[at] === play.settled) continue;
		const first = Math.floor(Number.parseInt(ticketAt(at).slice(0, HEX_BITS / 4), 16) / coarse);
		order[filled] = first * state.length + at;
		filled += 1;
	}
	order.sort();
	const firstOf = (index: number): number => Math.floor((order[index] as number) / state.length);
	for (let start = 0; start < count;) {
		let end = start + 1;
		while (end < count && firstOf(end) === firstOf(start)) end += 1;
		if (end - start > 1) {
			const run = Array.from(order.subarray(start, end), (value) => {
				const at = value % state.length;
				return { value, at, ticket: ticketAt(at) };
			});
			run.sort((a, b) => (a.ticket === b.ticket ? a.at - b.at : a.ticket < b.ticket ? -1 : 1));
			order.set(
				run.map(({ value }) => value),
				start
			);
		}
		start = end;
	}
	return order.map((value) => value % state.length);
};

/** Pairs that the optimum at hand could exchange, `open` for `loose`, at no loss; all others are settled. */
const choicesOf = (
	{ applications, experts }: Network,
	points: Float64Array,
	{ cells, prices }: Flow
): Uint8Array => {
	const width = experts.length;
	const state = new Uint8Array(cells.length);
	const worth = (at: number): number => (points[at] as number) - (prices[at % width] as number);
	for (let row = 0; row < applications.length; row += 1) {
		const begin = row * width;
		let margin = Number.POSITIVE_INFINITY;
		for (let at = begin; at < begin + width; at += 1)
			if (cells[at] === cell.taken) margin = Math.min(margin, worth(at));
		let open = false;
		for (let at = begin; at < begin + width; at += 1)
			if (cells[at] === cell.free && worth(at) === margin) {
				state[at] = play.open;
				open = true;
			}
		for (let at = begin; open && at < begin + width; at += 1)
			if (cells[at] === cell.taken && worth(at) === margin) state[at] = play.loose;
	}
	return state;
};

/** Turns an optimal flow into the one whose sorted list of tickets is the lowest. */
export const settleTies = (network: Network, points: Float64Array, flow: Flow): void => {
	const { cells, held, prices, places } = flow;
	const width = network.experts.length;
	const state = choicesOf(network, points, flow);
	// One node an expert, and one for places that nobody takes: an expert without a price may lose one or get one.
	const pool = width;
	const parts = startParts(width + 1);
	const looseOf = network.applications.map((): number[] => []);
	const openOf = network.applications.map((): number[] => []);

	const linkPool = (expert: number): void => {
		if (prices[expert] !== 0) return;
		const load = (held[expert] as number[]).length;
		parts.set(expert, pool, load < (places[expert] as number));
		parts.set(pool, expert, load > 0);
	};
	const drop = (list: number[], gone: number): void => {
		list[list.indexOf(gone)] = list.at(-1) as number;
		list.pop();
	};
	/** Counts the exchanges of an application from one expert to each that is open, and back. */
	const linkFrom = (row: number, from: number, change: 1 | -1): void => {
		for (const to of openOf[row] as number[]) parts.link(from, to, change);
	};
	const linkTo = (row: number, to: number, change: 1 | -1): void => {
		for (const from of looseOf[row] as number[]) parts.link(from, to, change);
	};
	const pass = (row: number, from: number, to: number): void => {
		const loose = looseOf[row] as number[];
		const open = openOf[row] as number[];
		linkFrom(row, from, -1);
		drop(loose, from);
		linkTo(row, to, -1);
		drop(open, to);
		open.push(from);
		linkTo(row, from, 1);
		loose.push(to);
		linkFrom(row, to, 1);
		state[row * width + from] = play.open;
		state[row * width + to] = play.loose;
		cells[row * width + from] = cell.free;
		cells[row * width + to] = cell.taken;
		drop(held[from] as number[], row);
		(held[to] as number[]).push(row);
	};
	/** The pair stays as it is taken; its exchanges are gone. */
	const keep = (row: number, expert: number): void => {
		linkFrom(row, expert, -1);
		drop(looseOf[row] as number[], expert);
		state[row * width + expert] = play.settled;
	};
	const moverBetween = (from: number, to: number): number =>
		(held[from] as number[]).find(
			(row) => state[row * width + from] === play.loose && state[row * width + to] === play.open
		) as number;

	/** Gives the application the expert, along the shortest chain that leads back to one whom it may lose. */
	const obtain = (row: number, expert: number): void => {
		const chain = parts.path(expert, looseOf[row] as number[]);
		const steps = chain
			.slice(1)
			.map((to, index) => ({ from: chain[index] as number, to }))
			.filter(({ from, to }) => from !== pool && to !== pool)
			.map(({ from, to }) => ({ row: moverBetween(from, to), from, to }));
		for (const step of steps) pass(step.row, step.from, step.to);
		pass(row, chain.at(-1) as number, expert);
		for (const met of chain) if (met !== pool) linkPool(met);
	};

	state.forEach((choice, at) => {
		if (choice === play.settled) return;
		const lists = choice === play.loose ? looseOf : openOf;
		(lists[Math.floor(at / width)] as number[]).push(at % width);
	});
	looseOf.forEach((loose, row) => {
		for (const from of loose) linkFrom(row, from, 1);
	});
	for (const expert of network.experts.keys()) linkPool(expert);

	for (const at of inTicketOrder(network, state)) {
		const row = Math.floor(at / width);
		const expert = at % width;
		if (state[at] === play.open) {
			const part = parts.of(expert);
			if (!(looseOf[row] as number[]).some((own) => parts.of(own) === part)) continue;
			obtain(row, expert);
		}
		keep(row, expert);
	}
};
