/**
 * Cases and experts of an assignment as the rows and columns of one table, both in the order of their ids, so that
 * nothing that follows can depend on the order in which they were given.
 */
import { compareIds } from '../order.ts';

export type AssignedCase = {
	readonly id: string;
	/** Needed where no `fit` is given. */
	readonly specialty?: string | undefined;
	readonly employer: string;
};

export type AssignableExpert = {
	readonly id: string;
	/** Needed where no `fit` is given. */
	readonly specialties?: readonly string[] | undefined;
	readonly employer: string;
	/** Replaces the global limit. */
	readonly maxLoad?: number | undefined;
};

/** Ids are unique in their list, and whatever refers to one refers to one that is there. */
export type AssignInput = {
	readonly perApplication: number;
	readonly maxLoad?: number | undefined;
	readonly applications: readonly AssignedCase[];
	readonly experts: readonly AssignableExpert[];
	/** Application and expert; the same employer is a conflict without being listed. */
	readonly conflicts: readonly (readonly [string, string])[];
	/** Points of a pair, 0 where absent; without the table a matching specialty is 1 point. */
	readonly fit?: readonly (readonly [string, string, number])[] | undefined;
};

/** What a cell of the table says of its pair. */
export const cell = { conflict: 0, free: 1, taken: 2 } as const;

export type Network = {
	/** Different experts that every application needs. */
	readonly need: number;
	/** Ids by code point. */
	readonly applications: readonly string[];
	readonly experts: readonly string[];
	/** Row by row, one cell a pair: `conflict` or `free`. */
	readonly cells: Uint8Array;
	/** Points of each pair, in the same places. */
	readonly points: Float64Array;
};

const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
	[...list].sort((a, b) => compareIds(a.id, b.id));

const placesOf = (list: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
	new Map(list.map(({ id }, index) => [id, index]));

const groupedBy = <T>(list: readonly T[], keysOf: (row: T) => readonly string[]) => {
	const groups = new Map<string, number[]>();
	list.forEach((row, index) => {
		for (const key of keysOf(row)) {
			const group = groups.get(key);
			if (group) group.push(index);
			else groups.set(key, [index]);
		}
	});
	return groups;
};

/** The table of an input. RangeError for a pair with somebody who is not in the lists. */
export const networkOf = (input: AssignInput): Network => {
	const applications = byId(input.applications);
	const experts = byId(input.experts);
	const rows = placesOf(applications);
	const columns = placesOf(experts);
	const width = experts.length;
	const cells = new Uint8Array(applications.length * width).fill(cell.free);
	const points = new Float64Array(applications.length * width);
	const at = (application: string, expert: string): number => {
		const row = rows.get(application);
		const column = columns.get(expert);
		if (row === undefined || column === undefined)
			throw new RangeError(`unknown pair ${application}, ${expert}`);
		return row * width + column;
	};

	for (const [application, expert] of input.conflicts)
		cells[at(application, expert)] = cell.conflict;
	const colleagues = groupedBy(experts, ({ employer }) => [employer]);
	applications.forEach(({ employer }, row) => {
		for (const column of colleagues.get(employer) ?? [])
			cells[row * width + column] = cell.conflict;
	});

	if (input.fit)
		for (const [application, expert, value] of input.fit) points[at(application, expert)] = value;
	else {
		const skilled = groupedBy(experts, ({ specialties }) => specialties ?? []);
		applications.forEach(({ specialty }, row) => {
			for (const column of (specialty !== undefined && skilled.get(specialty)) || [])
				points[row * width + column] = 1;
		});
	}
	return {
		need: input.perApplication,
		applications: applications.map(({ id }) => id),
		experts: experts.map(({ id }) => id),
		cells,
		points
	};
};

/** The limits of the experts in the network's order, Infinity where there is none. */
export const limitsOf = (input: AssignInput): Float64Array =>
	Float64Array.from(
		byId(input.experts),
		({ maxLoad }) => maxLoad ?? input.maxLoad ?? Number.POSITIVE_INFINITY
	);

/** Whether any limit is given, global or own: loads are balanced only where there is none (fine print). */
export const hasLimits = (input: AssignInput): boolean =>
	input.maxLoad !== undefined || input.experts.some(({ maxLoad }) => maxLoad !== undefined);

/**
 * The most points that one pair may have: the sum of all, and a price, which is at most the points of a chain
 * through all experts, must be whole numbers below 2^53.
 */
export const mostPointsOfPair = ({
	perApplication,
	applications,
	experts
}: Pick<AssignInput, 'perApplication' | 'applications' | 'experts'>): number =>
	Math.floor(
		Number.MAX_SAFE_INTEGER /
			Math.max(applications.length * perApplication, 4 * (experts.length + 1))
	);

/**
 * How many places the given experts must fill whatever is done: what each application needs beyond the others
 * that it may have. By Hall's theorem an assignment exists where no group must fill more than its limits allow.
 */
export const placesForcedOn = (
	{ need, applications, experts, cells }: Network,
	group: ReadonlySet<number>
): number => {
	const width = experts.length;
	let forced = 0;
	for (let row = 0; row < applications.length; row += 1) {
		let others = 0;
		for (let column = 0; column < width && others < need; column += 1)
			if (cells[row * width + column] !== cell.conflict && !group.has(column)) others += 1;
		forced += need - others;
	}
	return forced;
};
