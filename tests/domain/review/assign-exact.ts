/**
 * Two other ways to the one right assignment, slow and plain, that share nothing with the solver: trying all, and
 * a textbook minimum-cost flow whose costs hold points and tickets together in exact integers of any length.
 */
import { createHash } from 'node:crypto';
import type { AssignInput } from '#lib/domain/review/assign-network.ts';

export type Pair = {
	readonly application: string;
	readonly expert: string;
	readonly points: number;
	readonly ticket: string;
};

const ticket = (application: string, expert: string): string =>
	createHash('sha256').update(`${application}:${expert}`).digest('hex');

/** Every pair without conflict. */
export const pairsOf = (input: AssignInput): readonly Pair[] =>
	input.applications.flatMap((application) =>
		input.experts
			.filter(
				(expert) =>
					expert.employer !== application.employer &&
					!input.conflicts.some(([a, e]) => a === application.id && e === expert.id)
			)
			.map((expert) => ({
				application: application.id,
				expert: expert.id,
				points: input.fit
					? (input.fit.find(([a, e]) => a === application.id && e === expert.id)?.[2] ?? 0)
					: Number(expert.specialties?.includes(application.specialty ?? '') ?? false),
				ticket: ticket(application.id, expert.id)
			}))
	);

const isLimited = (input: AssignInput): boolean =>
	input.maxLoad !== undefined || input.experts.some((expert) => expert.maxLoad !== undefined);

const limitOf = (input: AssignInput, id: string): number =>
	input.experts.find((expert) => expert.id === id)?.maxLoad ?? input.maxLoad ?? Infinity;

/** The sorted tickets, comparable as one text since all tickets are equally long. */
const ticketList = (pairs: readonly Pair[]): string =>
	pairs
		.map((pair) => pair.ticket)
		.sort()
		.join('');

const sumOf = (pairs: readonly Pair[]): number => pairs.reduce((sum, pair) => sum + pair.points, 0);

const combinations = <T>(list: readonly T[], size: number): readonly (readonly T[])[] => {
	if (size === 0) return [[]];
	return list.flatMap((first, index) =>
		combinations(list.slice(index + 1), size - 1).map((rest) => [first, ...rest])
	);
};

const largestLoad = (input: AssignInput, pairs: readonly Pair[]): number =>
	Math.max(0, ...input.experts.map(({ id }) => pairs.filter((pair) => pair.expert === id).length));

/** The best of all assignments, by trying all of them; null when there is none. For a handful of each. */
export const bestOfAll = (input: AssignInput): readonly Pair[] | null => {
	const pairs = pairsOf(input);
	const withinLimits = (chosen: readonly Pair[]): boolean =>
		input.experts.every(
			({ id }) => chosen.filter((pair) => pair.expert === id).length <= limitOf(input, id)
		);
	const all = input.applications
		.reduce<readonly (readonly Pair[])[]>(
			(found, { id }) =>
				found.flatMap((before) =>
					combinations(
						pairs.filter((pair) => pair.application === id),
						input.perApplication
					)
						.map((own) => [...before, ...own])
						.filter(withinLimits)
				),
			[[]]
		)
		.map((chosen) => ({
			chosen,
			load: isLimited(input) ? 0 : largestLoad(input, chosen),
			points: sumOf(chosen),
			tickets: ticketList(chosen)
		}));
	all.sort((a, b) => a.load - b.load || b.points - a.points || (a.tickets < b.tickets ? -1 : 1));
	return all[0]?.chosen ?? null;
};

type Arc = { readonly to: number; room: number; readonly cost: bigint; readonly back: number };

/**
 * Minimum-cost flow by the Bellman-Ford algorithm on the whole graph: source, applications, experts, sink. Null
 * when not every application gets its number.
 */
const cheapest = (
	input: AssignInput,
	pairs: readonly Pair[],
	costOf: (pair: Pair) => bigint,
	limit: (expert: string) => number
): readonly Pair[] | null => {
	const count = input.applications.length;
	const source = count + input.experts.length;
	const sink = source + 1;
	const arcs: Arc[][] = Array.from({ length: sink + 1 }, () => []);
	const connect = (from: number, to: number, room: number, cost: bigint): Arc => {
		const forth: Arc = { to, room, cost, back: arcs[to]!.length };
		arcs[from]!.push(forth);
		arcs[to]!.push({ to: from, room: 0, cost: -cost, back: arcs[from]!.length - 1 });
		return forth;
	};
	const rows = new Map(input.applications.map(({ id }, index) => [id, index]));
	const columns = new Map(input.experts.map(({ id }, index) => [id, count + index]));
	for (const row of rows.values()) connect(source, row, input.perApplication, 0n);
	for (const [id, column] of columns) connect(column, sink, limit(id), 0n);
	const chosen = pairs.map((pair) => ({
		pair,
		arc: connect(rows.get(pair.application)!, columns.get(pair.expert)!, 1, costOf(pair))
	}));
	for (let flow = 0; flow < count * input.perApplication; flow += 1) {
		const distance: (bigint | undefined)[] = Array.from({ length: sink + 1 });
		const came: { readonly from: number; readonly arc: Arc }[] = [];
		distance[source] = 0n;
		const queue = [source];
		const waiting = new Set(queue);
		for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
			waiting.delete(from);
			for (const arc of arcs[from]!) {
				if (arc.room === 0) continue;
				const far = distance[from]! + arc.cost;
				const known = distance[arc.to];
				if (known !== undefined && far >= known) continue;
				distance[arc.to] = far;
				came[arc.to] = { from, arc };
				if (!waiting.has(arc.to)) queue.push(arc.to);
				waiting.add(arc.to);
			}
		}
		if (distance[sink] === undefined) return null;
		for (let at = sink; at !== source; at = came[at]!.from) {
			const { arc } = came[at]!;
			arc.room -= 1;
			arcs[arc.to]![arc.back]!.room += 1;
		}
	}
	return chosen.filter(({ arc }) => arc.room === 0).map(({ pair }) => pair);
};

/**
 * The best assignment by minimum-cost flow. With `ties`, tickets count too: the n-th lowest of m tickets is worth
 * 2^(m-n), less than any point, so that the largest sum is the lowest sorted list.
 */
export const bestByFlow = (
	input: AssignInput,
	{ ties }: { readonly ties: boolean }
): readonly Pair[] | null => {
	const pairs = pairsOf(input).toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
	const bits = BigInt(pairs.length);
	const worth = new Map(
		pairs.map((pair, rank) => [
			pair,
			ties
				? (BigInt(pair.points) << (bits + 1n)) + (1n << (bits - BigInt(rank)))
				: BigInt(pair.points)
		])
	);
	const solve = (limit: (expert: string) => number): readonly Pair[] | null =>
		cheapest(input, pairs, (pair) => -worth.get(pair)!, limit);
	if (isLimited(input)) return solve((id) => limitOf(input, id));
	const free = cheapest(
		input,
		pairs,
		() => 0n,
		() => Infinity
	);
	if (!free) return null;
	const share = (input.applications.length * input.perApplication) / input.experts.length;
	for (let limit = Math.ceil(share); ; limit += 1) {
		const can = cheapest(
			input,
			pairs,
			() => 0n,
			() => limit
		);
		if (can) return solve(() => limit);
	}
};
