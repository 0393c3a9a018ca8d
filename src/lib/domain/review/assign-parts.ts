/**
 * The strongly connected parts of a small graph that may only fall apart: arcs are counted, taken away, or turned
 * along a cycle inside a part, which leaves the part whole. Nodes are numbers, sets of nodes are bits in words.
 */

export type Parts = {
	/** Counts one arc more or one less between two nodes. */
	readonly link: (from: number, to: number, change: 1 | -1) => void;
	/** Says whether an arc that is not counted is there. */
	readonly set: (from: number, to: number, there: boolean) => void;
	/** The part of a node: nodes with equal numbers reach one another. */
	readonly of: (node: number) => number;
	/** The shortest way from a node to one of the ends in its part, both included. */
	readonly path: (from: number, ends: readonly number[]) => readonly number[];
};

const BITS = 32;

const add = (words: Uint32Array, at: number): void => {
	words[at >>> 5] = ((words[at >>> 5] as number) | (1 << (at & 31))) >>> 0;
};

const remove = (words: Uint32Array, at: number): void => {
	words[at >>> 5] = ((words[at >>> 5] as number) & ~(1 << (at & 31))) >>> 0;
};

export const startParts = (nodes: number): Parts => {
	const words = Math.ceil(nodes / BITS);
	const rows = (): readonly Uint32Array[] =>
		Array.from({ length: nodes }, () => new Uint32Array(words));
	const counts = new Int32Array(nodes * nodes);
	const after = rows();
	const before = rows();
	// Every part is a set; a set whose arcs have changed is looked at again when somebody asks.
	const parts: { readonly members: Uint32Array; changed: boolean }[] = [];
	const partOf = new Int32Array(nodes);
	const queue = new Int32Array(nodes);
	const all = new Uint32Array(words);
	for (let node = 0; node < nodes; node += 1) add(all, node);
	parts.push({ members: all, changed: true });

	const set = (from: number, to: number, there: boolean): void => {
		const change = there ? add : remove;
		change(after[from] as Uint32Array, to);
		change(before[to] as Uint32Array, from);
		const part = parts[partOf[from] as number];
		if (!there && part && partOf[from] === partOf[to]) part.changed = true;
	};

	const link = (from: number, to: number, change: 1 | -1): void => {
		const at = from * nodes + to;
		const count = (counts[at] as number) + change;
		counts[at] = count;
		if (count === 0) set(from, to, false);
		else if (count === 1 && change === 1) set(from, to, true);
	};

	/** The nodes of `within` that are reached from one, itself included. */
	const reach = (arcs: readonly Uint32Array[], start: number, within: Uint32Array): Uint32Array => {
		const seen = new Uint32Array(words);
		add(seen, start);
		queue[0] = start;
		let length = 1;
		for (let next = 0; next < length; next += 1) {
			const row = arcs[queue[next] as number] as Uint32Array;
			for (let word = 0; word < words; word += 1) {
				let fresh = (row[word] as number) & (within[word] as number) & ~(seen[word] as number);
				seen[word] = ((seen[word] as number) | fresh) >>> 0;
				while (fresh !== 0) {
					queue[length] = word * BITS + 31 - Math.clz32(fresh & -fresh);
					length += 1;
					fresh &= fresh - 1;
				}
			}
		}
		return seen;
	};

	const isEmpty = (set: Uint32Array): boolean => set.every((word) => word === 0);
	const firstOf = (set: Uint32Array): number => {
		const word = set.findIndex((value) => value !== 0);
		const value = set[word] as number;
		return word * BITS + 31 - Math.clz32(value & -value);
	};
	const eachOf = (set: Uint32Array, visit: (node: number) => void): void => {
		set.forEach((value, word) => {
			for (let rest = value; rest !== 0; rest &= rest - 1)
				visit(word * BITS + 31 - Math.clz32(rest & -rest));
		});
	};

	/** Splits a set whose arcs have changed; its number stays with the first of the new parts. */
	const split = (number: number): void => {
		const members = (parts[number] as { members: Uint32Array }).members;
		const waiting = [members];
		let name = number;
		for (let rest = waiting.pop(); rest; rest = waiting.pop()) {
			if (isEmpty(rest)) continue;
			const start = firstOf(rest);
			const forward = reach(after, start, rest);
			const backward = reach(before, start, rest);
			const own = forward.map((word, at) => word & (backward[at] as number));
			parts[name] = { members: own, changed: false };
			const given = name;
			eachOf(own, (node) => {
				partOf[node] = given;
			});
			name = parts.length;
			// What is reached, what reaches, and the rest: no part lies in two of them.
			waiting.push(
				forward.map((word, at) => word & ~(own[at] as number)),
				backward.map((word, at) => word & ~(own[at] as number)),
				rest.map((word, at) => word & ~(forward[at] as number) & ~(backward[at] as number))
			);
		}
	};

	const of = (node: number): number => {
		const number = partOf[node] as number;
		if (parts[number]?.changed) split(number);
		return partOf[node] as number;
	};

	const path = (from: number, ends: readonly number[]): readonly number[] => {
		const { members } = parts[of(from)] as { members: Uint32Array };
		const seen = new Uint32Array(words);
		const came = new Int32Array(nodes).fill(-1);
		add(seen, from);
		queue[0] = from;
		let length = 1;
		for (let next = 0; next < length; next += 1) {
			const node = queue[next] as number;
			if (ends.includes(node)) {
				const way = [node];
				for (let at = came[node] as number; at >= 0; at = came[at] as number) way.unshift(at);
				return way;
			}
			const row = after[node] as Uint32Array;
			for (let word = 0; word < words; word += 1) {
				let fresh = (row[word] as number) & (members[word] as number) & ~(seen[word] as number);
				seen[word] = ((seen[word] as number) | fresh) >>> 0;
				while (fresh !== 0) {
					const other = word * BITS + 31 - Math.clz32(fresh & -fresh);
					came[other] = node;
					queue[length] = other;
					length += 1;
					fresh &= fresh - 1;
				}
			}
		}
		throw new RangeError('no way: the nodes are in different parts');
	};

	return { link, set, of, path };
};
