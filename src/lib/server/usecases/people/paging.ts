/**
 * Pages of a list. Up to `EXACT` rows: numbered pages and the exact count. Beyond: previous and next by the
 * row one came from, and no count.
 */
export const EXACT = 1_000;
export const PAGE_SIZE = 50;

/** Where to read, as the address says it. `after` and `before` are `name~id`. */
export type Place = {
	readonly page: number;
	readonly after?: string;
	readonly before?: string;
};

export type Listed<T> = {
	readonly rows: readonly T[];
	/** Exact, or null beyond `EXACT`. */
	readonly total: number | null;
	readonly page: number;
	readonly pages: number;
	/** Keys of the neighbouring pages; null where there is none, or where pages have numbers. */
	readonly next: string | null;
	readonly previous: string | null;
};

type Key = readonly [name: string, id: string];
type From = { readonly offset: number } | { readonly after: Key } | { readonly before: Key };

const keyOf = (row: { readonly name: string; readonly id: string }): string =>
	`${row.name}~${row.id}`;

const parseKey = (text: string): Key | undefined => {
	const at = text.lastIndexOf('~');
	return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : undefined;
};

/** Reads one page of a list that is sorted by name and id. `counted` stops at `EXACT` + 1. */
export const pageByName = async <T extends { readonly name: string; readonly id: string }>(
	place: Place,
	counted: number,
	read: (limit: number, from: From) => Promise<readonly T[]>
): Promise<Listed<T>> => {
	const exact = counted <= EXACT;
	const pages = Math.max(1, Math.ceil(Math.min(counted, EXACT) / PAGE_SIZE));
	if (exact) {
		const page = Math.min(Math.max(1, place.page), pages);
		const rows = await read(PAGE_SIZE, { offset: (page - 1) * PAGE_SIZE });
		return { rows, total: counted, page, pages, next: null, previous: null };
	}
	const after = place.after === undefined ? undefined : parseKey(place.after);
	const before = place.before === undefined ? undefined : parseKey(place.before);
	// One more than shown, on the far side, says whether there is a page beyond.
	const from: From = before ? { before } : after ? { after } : { offset: 0 };
	const read1 = await read(PAGE_SIZE + 1, from);
	const more = read1.length > PAGE_SIZE;
	const rows = before && more ? read1.slice(1) : read1.slice(0, PAGE_SIZE);
	const [first, last] = [rows[0], rows.at(-1)];
	return {
		rows,
		total: null,
		page: 1,
		pages: 1,
		next: last && (before || more) ? keyOf(last) : null,
		previous: first && (before ? more : after) ? keyOf(first) : null
	};
};

/** Reads one page of a list that keeps its own order. */
export const pageByNumber = async <T>(
	place: Place,
	counted: number,
	read: (limit: number, offset: number) => Promise<readonly T[]>
): Promise<Listed<T>> => {
	const pages = Math.max(1, Math.ceil(Math.min(counted, EXACT) / PAGE_SIZE));
	const page = Math.min(Math.max(1, place.page), pages);
	return {
		rows: await read(PAGE_SIZE, (page - 1) * PAGE_SIZE),
		total: counted <= EXACT ? counted : null,
		page,
		pages,
		next: null,
		previous: null
	};
};
