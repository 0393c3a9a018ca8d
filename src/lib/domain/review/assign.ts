/**
 * Which experts look at which application (replay contract, `assign`). In this order: every application has its
 * number of different experts without conflict and nobody more than their limit; without any limit the largest
 * load is as small as possible; the sum of points is as large as possible; and of all that are equally good the
 * one with the lowest sorted list of tickets. The answer is the only one, whatever order the rows came in, and
 * comes with a proof that `flawsOf` (`assign-certificate.ts`) checks without solving anything.
 */
import { startFlow, type Flow } from './assign-flow.ts';
import {
	cell,
	hasLimits,
	limitsOf,
	networkOf,
	placesForcedOn,
	type AssignInput,
	type Network
} from './assign-network.ts';
import { blocksOf, type Block } from './assign-shortage.ts';
import { settleTies } from './assign-ties.ts';

export type Assignment = {
	readonly application: string;
	/** Ids by code point. */
	readonly experts: readonly string[];
};

export type AssignmentProof = {
	/**
	 * What one more place with an expert would bring in points. For any prices of at least 0 no assignment can have
	 * more points than each application's best experts after prices, and the prices of all places together.
	 */
	readonly prices: ReadonlyMap<string, number>;
	/** Experts who together must fill so many places that one of them has the largest load; null with limits. */
	readonly crowded: ReadonlySet<string> | null;
};

export type AssignmentPlan = {
	/** Applications by code point. */
	readonly assignments: readonly Assignment[];
	/** Over all experts. */
	readonly load: { readonly min: number; readonly max: number };
	readonly points: number;
};

export type Assigned =
	| { readonly plan: AssignmentPlan; readonly proof: AssignmentProof }
	| { readonly plan: null; readonly blocks: readonly Block[] };

/**
 * The rows in the order of how much depends on the right expert, most first. The optimum is the same for any order;
 * this one finds the places of the choosy before the others fill them, and so moves few.
 */
const choosyFirst = ({ applications, experts, cells, points }: Network): readonly number[] => {
	const width = experts.length;
	const stakes = applications.map((_, row) => {
		let least = Number.POSITIVE_INFINITY;
		let most = Number.NEGATIVE_INFINITY;
		for (let at = row * width; at < (row + 1) * width; at += 1) {
			if (cells[at] === cell.conflict) continue;
			least = Math.min(least, points[at] as number);
			most = Math.max(most, points[at] as number);
		}
		return Math.max(0, most - least);
	});
	return [...applications.keys()].sort((a, b) => (stakes[b] as number) - (stakes[a] as number));
};

/** Gives every application its experts; false when one cannot be served. */
const serveAll = (network: Network, flow: Flow): boolean =>
	choosyFirst(network).every((row) =>
		Array.from({ length: network.need }).every(() => flow.serve(row) === undefined)
	);

/**
 * The smallest limit for all with which every application can be served, and the experts who show that it cannot
 * be smaller. Undefined when none can.
 */
const leastLimit = (
	network: Network
): { readonly limit: number; readonly crowded: ReadonlySet<number> } | undefined => {
	const count = network.experts.length;
	let crowded: ReadonlySet<number> = new Set(network.experts.keys());
	let limit = Math.ceil((network.applications.length * network.need) / Math.max(count, 1));
	const places = new Float64Array(count).fill(limit);
	const flow = startFlow(network, new Float64Array(network.points.length), places);
	for (const row of network.applications.keys())
		for (let served = 0; served < network.need;) {
			const full = flow.serve(row);
			if (!full) {
				served += 1;
				continue;
			}
			if (full.size === 0) return undefined;
			crowded = full;
			limit = Math.ceil(placesForcedOn(network, full) / full.size);
			places.fill(limit);
		}
	return { limit, crowded };
};

const planOf = ({ applications, experts, points }: Network, flow: Flow): AssignmentPlan => {
	const width = experts.length;
	const isTaken = (at: number): boolean => flow.cells[at] === cell.taken;
	const loads = flow.held.map(({ length }) => length);
	return {
		assignments: applications.map((application, row) => ({
			application,
			experts: experts.filter((_, column) => isTaken(row * width + column))
		})),
		load: {
			min: loads.reduce((least, load) => Math.min(least, load), loads[0] ?? 0),
			max: loads.reduce((most, load) => Math.max(most, load), 0)
		},
		points: points.reduce((sum, value, at) => (isTaken(at) ? sum + value : sum), 0)
	};
};

/** The assignment, or what stands in its way. Points are integers, together below 2^53. */
export const assign = (input: AssignInput): Assigned => {
	const network = networkOf(input);
	const limits = limitsOf(input);
	const balanced = hasLimits(input) ? null : leastLimit(network);
	if (balanced === undefined) return { plan: null, blocks: blocksOf(network, limits) };
	if (balanced) limits.fill(balanced.limit);
	const flow = startFlow(network, network.points, limits);
	if (!serveAll(network, flow)) return { plan: null, blocks: blocksOf(network, limits) };
	settleTies(network, network.points, flow);
	const named = (column: number): string => network.experts[column] as string;
	return {
		plan: planOf(network, flow),
		proof: {
			prices: new Map(network.experts.map((id, column) => [id, flow.prices[column] as number])),
			crowded: balanced && new Set([...balanced.crowded].map(named))
		}
	};
};
