/** What a desk's list shows, as it stands in the address. Anything odd in the address counts as not given. */
import { addDays, type Day } from '#lib/domain/day.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { isLevel } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { applicationTracks, type ApplicationTrack } from '#lib/domain/titles/application.ts';
import { seriesOf } from '#lib/domain/titles/catalogue.ts';
import type { CaseFilter, CaseKey, CaseSort } from '#lib/server/store/reads/case-list.ts';
import { tabsOf, type Desk } from './desks.ts';

export const caseColumns = [
	'employer',
	'place',
	'title',
	'field',
	'level',
	'track',
	'state',
	'since',
	'due'
] as const;
export type CaseColumn = (typeof caseColumns)[number];

const defaultColumns: Readonly<Record<Desk, readonly CaseColumn[]>> = {
	employer: ['title', 'track', 'state', 'due'],
	sector: ['employer', 'title', 'track', 'state', 'due'],
	county: ['employer', 'title', 'track', 'state', 'due'],
	city: ['employer', 'title', 'track', 'state', 'due'],
	office: ['employer', 'title', 'track', 'state', 'due']
};

export const dueChoices = ['overdue', 'today', 'days5', 'days10'] as const;
export type DueChoice = (typeof dueChoices)[number];

export const pageSizes = [20, 50, 100] as const;

export type CaseQuery = {
	readonly tab: string;
	/** As typed into the search of the bar. */
	readonly q: string;
	/** Name of an employer, or a part of it. */
	readonly unit: string;
	readonly place: string;
	readonly series: string;
	readonly specialty: string;
	readonly level: string;
	readonly track: ApplicationTrack | '';
	readonly due: DueChoice | '';
	readonly batch: string;
	readonly sort: CaseSort;
	readonly columns: readonly CaseColumn[];
	readonly size: number;
	/** 1 or more; numbered pages end where counting ends. */
	readonly page: number;
	readonly after: CaseKey | null;
	readonly before: CaseKey | null;
	/** Id of the open row. */
	readonly open: string;
};

const sorts = ['due', 'number', 'name', 'since', 'employer'] as const;

const isOneOf = <T extends string>(list: readonly T[], text: string): text is T =>
	(list as readonly string[]).includes(text);

const oneOf = <T extends string>(list: readonly T[], text: string): T | '' =>
	isOneOf(list, text) ? text : '';

/** `engineering/water`, or a series alone. */
const readField = (text: string): Pick<CaseQuery, 'series' | 'specialty'> => {
	const [series = '', specialty = ''] = text.split('/');
	if (!seriesOf(series)) return { series: '', specialty: '' };
	return { series, specialty: specialtyOf(specialty) ? specialty : '' };
};

const readSort = (text: string): CaseSort => {
	const by = text.replace(/^-/, '');
	return isOneOf(sorts, by)
		? { by, dir: text.startsWith('-') ? 'desc' : 'asc' }
		: { by: 'due', dir: 'asc' };
};

/** `value~number`; instants are numbers in their order. */
const readKey = (text: string, by: CaseSort['by']): CaseKey | null => {
	const at = text.lastIndexOf('~');
	if (at < 0) return null;
	const value = text.slice(0, at);
	const number = text.slice(at + 1);
	if (by !== 'since') return [value, number];
	return /^\d{1,15}$/.test(value) ? [Number(value), number] : null;
};

/** Texts longer than a name and a number are no search. */
const short = (text: string | null): string => (text ?? '').trim().slice(0, 80);

/** Reads the list's state out of the address. */
export const readCaseQuery = (desk: Desk, address: URLSearchParams): CaseQuery => {
	const at = (name: string): string => short(address.get(name));
	const tabs = tabsOf[desk];
	const tab = tabs.find(({ id }) => id === at('tab'))?.id ?? tabs[0]?.id ?? 'all';
	const sort = readSort(at('sort'));
	const columns = address
		.getAll('cols')
		.flatMap((names) => names.split(','))
		.filter((name) => isOneOf(caseColumns, name));
	return {
		// A search from the bar looks everywhere, not in the tab that happens to be first.
		tab: at('q') !== '' && at('tab') === '' ? 'all' : tab,
		q: at('q'),
		unit: at('unit'),
		place: jurisdictionOf(at('place')) ? at('place') : '',
		...readField(at('field')),
		level: isLevel(at('level')) ? at('level') : '',
		track: oneOf(applicationTracks, at('track')),
		due: oneOf(dueChoices, at('due')),
		batch: at('batch'),
		sort,
		columns: columns.length > 0 ? columns : defaultColumns[desk],
		size: pageSizes.find((size) => size === Number(at('size'))) ?? pageSizes[0],
		page: /^[1-9]\d{0,6}$/.test(at('page')) ? Number(at('page')) : 1,
		after: readKey(address.get('after') ?? '', sort.by),
		before: readKey(address.get('before') ?? '', sort.by),
		open: at('open')
	};
};

const dueBefore = (due: DueChoice, today: Day): Day => {
	switch (due) {
		case 'overdue':
			return today;
		case 'today':
			return addDays(today, 1);
		case 'days5':
			return addDays(today, 6);
		case 'days10':
			return addDays(today, 11);
	}
};

/** The filter of the store's question. Words of the search and of the employer's name must all be found. */
export const filterOf = (query: CaseQuery, today: Day): CaseFilter => {
	const text = [query.q, query.unit].filter(Boolean).join(' ');
	return {
		...(query.place && { place: query.place }),
		...(query.series && { series: query.series }),
		...(query.specialty && { specialty: query.specialty }),
		...(query.level && { level: query.level }),
		...(query.track && { track: query.track }),
		...(query.batch && { batchId: query.batch }),
		...(query.due && { dueBefore: dueBefore(query.due, today) }),
		...(text && { text })
	};
};
