/**
 * Why an assignment is impossible. First the applications that have too few experts without conflict, each by
 * itself; then, without those, the smallest groups that need more places than their experts' limits allow (the
 * minimum cut nearest to the applications that are left over, in its connected parts). By Hall's theorem nothing
 * else can stand in the way, and each group stands in the way by itself.
 */
import { startFlow, type Flow } from './assign-flow.ts';
import { cell, placesForcedOn, type Network } from './assign-network.ts';

export type Block = {
	/** `too-few-experts`: too many conflicts; `load-limit`: the limits of these experts. */
	readonly why: 'too-few-experts' | 'load-limit';
	/** The applications that cannot all be served. */
	readonly applications: readonly string[];
	/** `too-few-experts`: those without conflict; `load-limit`: those whose limits are in the way. */
	readonly experts: readonly string[];
	/** Places that the applications need with these experts. */
	readonly needed: number;
	/** Places that these experts have. */
	readonly places: number;
};

const onlyRows = (network: Network, rows: readonly number[]): Network => {
	const width = network.experts.length;
	const cells = new Uint8Array(rows.length * width);
	rows.forEach((row, index) => {
		cells.set(network.cells.subarray(row * width, (row + 1) * width), index * width);
	});
	return {
		need: network.need,
		applications: rows.map((row) => network.applications[row] as string),
		experts: network.experts,
		cells,
		points: new Float64Array(cells.length)
	};
};

/** The applications and experts that chains from the given applications reach, in connected parts. */
const reachedParts = (
	{ experts }: Network,
	{ cells, held }: Flow,
	lacking: readonly number[]
): readonly { readonly rows: readonly number[]; readonly columns: ReadonlySet<number> }[] => {
	const width = experts.length;
	const reachedRows = new Set(lacking);
	const reachedColumns = new Set<number>();
	// A set is visited to its end while it grows.
	for (const row of reachedRows)
		for (let column = 0; column < width; column += 1) {
			if (cells[row * width + column] !== cell.free || reachedColumns.has(column)) continue;
			reachedColumns.add(column);
			for (const other of held[column] as number[]) reachedRows.add(other);
		}

	const rest = new Set(reachedRows);
	const rowsNear = (column: number): readonly number[] =>
		[...rest].filter((row) => cells[row * width + column] !== cell.conflict);
	return [...reachedRows].flatMap((start) => {
		if (!rest.delete(start)) return [];
		const rows = new Set([start]);
		const columns = new Set<number>();
		for (const row of rows)
			for (const column of reachedColumns) {
				if (columns.has(column) || cells[row * width + column] === cell.conflict) continue;
				columns.add(column);
				for (const near of rowsNear(column)) {
					rest.delete(near);
					rows.add(near);
				}
			}
		return [{ rows: [...rows].sort((a, b) => a - b), columns }];
	});
};

const tooFewExperts = (network: Network): ReadonlyMap<number, Block> => {
	const { need, applications, experts, cells } = network;
	const width = experts.length;
	return new Map(
		applications.flatMap((application, row) => {
			const able = experts.filter((_, column) => cells[row * width + column] !== cell.conflict);
			return able.length >= need
				? []
				: [
						[
							row,
							{
								why: 'too-few-experts',
								applications: [application],
								experts: able,
								needed: need,
								places: able.length
							}
						] as const
					];
		})
	);
};

const loadLimits = (network: Network, limits: Float64Array): readonly Block[] => {
	const flow = startFlow(network, network.points, limits);
	const lacking = [...network.applications.keys()].filter((row) => {
		for (let served = 0; served < network.need; served += 1) if (flow.serve(row)) return true;
		return false;
	});
	return reachedParts(network, flow, lacking).map(({ rows, columns }) => ({
		why: 'load-limit',
		applications: rows.map((row) => network.applications[row] as string),
		experts: network.experts.filter((_, column) => columns.has(column)),
		needed: placesForcedOn(onlyRows(network, rows), columns),
		places: [...columns].reduce((sum, column) => sum + (limits[column] as number), 0)
	}));
};

/** What stands in the way of serving every application, in the order of the applications; empty = nothing. */
export const blocksOf = (network: Network, limits: Float64Array): readonly Block[] => {
	const few = tooFewExperts(network);
	const others = [...network.applications.keys()].filter((row) => !few.has(row));
	return [...few.values(), ...loadLimits(onlyRows(network, others), limits)];
};
