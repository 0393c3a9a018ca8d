/** Addresses of a desk's list: only what differs from the plain list stands in them. */
import type { CaseQuery } from '#lib/server/usecases/desk/case-query.ts';

/** Where a page of the list begins or ends. */
type CaseKey = NonNullable<CaseQuery['after']>;

export type ListState = Readonly<Record<string, string>>;

export const keyText = (key: CaseKey): string => `${key[0]}~${key[1]}`;

const sortText = ({ by, dir }: CaseQuery['sort']): string => (dir === 'desc' ? `-${by}` : by);

/** What identifies the list itself: tab, filters, order, columns. Neither page nor open row. */
export const stateOf = (query: CaseQuery, plain: CaseQuery): ListState =>
	Object.fromEntries(
		Object.entries({
			tab: query.tab === plain.tab ? '' : query.tab,
			q: query.q,
			unit: query.unit,
			place: query.place,
			field: [query.series, query.specialty].filter(Boolean).join('/'),
			level: query.level,
			track: query.track,
			due: query.due,
			batch: query.batch,
			sort: sortText(query.sort) === sortText(plain.sort) ? '' : sortText(query.sort),
			size: query.size === plain.size ? '' : String(query.size),
			cols: query.columns.join() === plain.columns.join() ? '' : query.columns.join()
		}).filter(([, value]) => value !== '')
	);

/** Which page of the list: goes with an open row, not with a new filter. */
export const pageStateOf = (query: CaseQuery): ListState => ({
	...(query.page > 1 && !query.after && !query.before && { page: String(query.page) }),
	...(query.after && { after: keyText(query.after) }),
	...(query.before && { before: keyText(query.before) })
});

export const addressOf = (path: string, ...parts: readonly ListState[]): string => {
	const all = Object.assign({}, ...parts) as Record<string, string>;
	const search = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
	const text = search.toString();
	return text === '' ? path : `${path}?${text}`;
};

/** The same state without some of its names. */
export const without = (state: ListState, ...names: readonly string[]): ListState =>
	Object.fromEntries(Object.entries(state).filter(([name]) => !names.includes(name)));
