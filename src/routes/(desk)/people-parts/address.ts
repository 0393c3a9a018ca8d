/** The state of a list lives in its address: this builds the addresses next to the present one. */

export type Changes = Readonly<Record<string, string | number | null>>;

/** The query with some fields changed; empty ones are left out. `?` alone is the list as it opens. */
export const withQuery = (query: string, changes: Changes): string => {
	const params = new URLSearchParams(query);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === '') params.delete(name);
		else params.set(name, String(value));
	}
	return `?${params.toString()}`;
};

export type PagerData = {
	readonly total: number | undefined;
	readonly from: number;
	readonly to: number;
	readonly page: number;
	readonly pages: number;
	readonly next: string | null;
	readonly previous: string | null;
};

/** What the foot of a list needs, from a page of rows. */
export const pagerOf = (listed: {
	readonly rows: readonly unknown[];
	readonly total: number | null;
	readonly page: number;
	readonly pages: number;
	readonly next: string | null;
	readonly previous: string | null;
}): PagerData => {
	const size = 50;
	const from = listed.rows.length === 0 ? 0 : (listed.page - 1) * size + 1;
	return {
		total: listed.total ?? undefined,
		// Beyond the exact count a page no longer knows where it stands.
		from: listed.total === null ? 0 : from,
		to: listed.total === null ? 0 : from + listed.rows.length - (from === 0 ? 0 : 1),
		page: listed.page,
		pages: listed.pages,
		next: listed.next,
		previous: listed.previous
	};
};

/** Count of a tab: exact up to 1,000. */
export const shownCount = (count: number): number | string => (count > 1_000 ? '1000+' : count);
