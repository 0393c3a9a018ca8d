/** A desk's list, with its words and addresses. The three areas of desks share it. */
import {
	applicationWorkflow,
	type ApplicationMove
} from '#lib/domain/titles/application-workflow.ts';
import * as m from '#lib/paraglide/messages.js';
import {
	caseColumns,
	dueChoices,
	pageSizes,
	readCaseQuery,
	type CaseColumn,
	type CaseQuery
} from '#lib/server/usecases/desk/case-query.ts';
import type { BulkAct } from '#lib/server/usecases/desk/bulk-move.ts';
import { areaOf, enterDesk, type Desk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { listCases, type CaseLine, type CaseList } from '#lib/server/usecases/desk/list-cases.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { addressOf, keyText, pageStateOf, stateOf, without, type ListState } from './address.ts';
import { panelWords } from './case-words.server.ts';
import {
	dueWords,
	fieldChoices,
	fieldOfWork,
	levelChoices,
	levelName,
	momentText,
	placeChoices,
	placeName,
	stateWords,
	trackChoices,
	wordOf,
	type StateWords
} from './desk-words.server.ts';

/** Rows at the employer's desk have no unit or county to filter by. */
const hasPlaces = (desk: Desk): boolean =>
	desk === 'city' || desk === 'office' || desk === 'sector';

const bulkOf: Readonly<Record<Desk, readonly BulkAct[]>> = {
	employer: ['recommend', 'pick_up'],
	sector: ['pass'],
	county: ['pass'],
	city: ['forward', 'pass'],
	office: ['accept']
};

/** Acts make sense only where their states are shown. */
const actFits = (act: BulkAct, tab: string): boolean => {
	switch (act) {
		case 'pick_up':
			return tab === 'to_check' || tab === 'all';
		case 'recommend':
			return tab === 'on_notice' || tab === 'all';
		default:
			return tab === 'to_do' || tab === 'all';
	}
};

const sortable: Partial<Record<CaseColumn | 'number' | 'name', CaseQuery['sort']['by']>> = {
	number: 'number',
	name: 'name',
	employer: 'employer',
	since: 'since',
	due: 'due'
};

const heads = (list: CaseList, path: string, state: ListState) =>
	(['number', 'name', ...list.query.columns] as const).map((id) => {
		const by = sortable[id];
		const { sort } = list.query;
		const order =
			by === sort.by ? (sort.dir === 'asc' ? ('up' as const) : ('down' as const)) : undefined;
		return {
			id,
			label: wordOf(`office_col_${id}`),
			/** In the head; cells on a phone carry the short one. */
			head: id === 'name' ? m.office_col_name_long() : wordOf(`office_col_${id}`),
			numeric: id === 'due',
			order,
			href:
				by &&
				addressOf(path, without(state, 'sort'), {
					sort: order === 'up' ? `-${by}` : by === 'due' ? '' : by
				})
		};
	});

const cell = (row: CaseLine, column: CaseColumn): string => {
	switch (column) {
		case 'employer':
			return row.employer;
		case 'place':
			return placeName(row.place);
		case 'title':
			return row.title;
		case 'field':
			return fieldOfWork(row.series, row.specialty);
		case 'level':
			return levelName(row.level);
		case 'track':
			return wordOf(`office_track_${row.track}`);
		case 'since':
			return momentText(row.since);
		case 'due':
			return dueWords(row.due);
		case 'state':
			return '';
	}
};

/** Rows as they are shown; each state's words once, since most rows share them. */
const rowWords = (list: CaseList) => {
	const states: StateWords[] = [];
	const known = new Map<string, number>();
	const stateOf = (row: CaseLine): number => {
		const words = stateWords(row.state, list.desk, row.due);
		const key = `${words.kind} ${words.text}`;
		const at = known.get(key) ?? states.push(words) - 1;
		known.set(key, at);
		return at;
	};
	const rows = list.rows.map((row) => ({
		id: row.id,
		number: row.number,
		name: row.name,
		lastFour: row.lastFour,
		open: row.id === list.query.open,
		special: row.track !== 'normal',
		/** Which of `states`. */
		state: stateOf(row),
		late: row.due?.overdue === true,
		/** In the order of the columns. */
		cells: list.query.columns.map((column) => cell(row, column))
	}));
	return { rows, states };
};

const emptyWords = (list: CaseList, path: string, filtered: boolean) =>
	filtered
		? {
				title: m.office_empty_filtered(),
				text: m.office_empty_filtered_text(),
				link: { href: path, label: m.office_show_plain() }
			}
		: {
				title: wordOf(`office_empty_${list.query.tab}`),
				text: wordOf(`office_empty_text_${list.desk}`),
				link:
					list.query.tab === 'all'
						? undefined
						: { href: addressOf(path, { tab: 'all' }), label: m.office_show_all() }
			};

/** What was just done, named in the address that the act led to; anything else says nothing. */
export const saidDone = (address: URLSearchParams): string | null => {
	const move = address.get('did') ?? '';
	const number = address.get('no') ?? '';
	if (!Object.hasOwn(applicationWorkflow.moves, move) || !/^\d{4}-\d{6,8}$/.test(number))
		return null;
	return m.office_did({ what: wordOf(`did_${move as ApplicationMove}`), number });
};

/** The plain list and the one asked for. An agency acts for many employers: which one is the first to know. */
const queriesOf = (ctx: Context, desk: Desk, url: URL) => {
	const agency = ctx.actor?.hat?.role === 'hr_agency';
	const own = readCaseQuery(desk, new URLSearchParams());
	const plain: CaseQuery = agency ? { ...own, columns: ['employer', ...own.columns] } : own;
	const read = readCaseQuery(desk, url.searchParams);
	return {
		units: desk !== 'employer' || agency,
		plain,
		asked: url.searchParams.has('cols') ? read : { ...read, columns: plain.columns }
	};
};

/** Everything that the list page of an area shows. */
export const listPage = async (ctx: Context, area: DeskArea, url: URL) => {
	const desk = enterDesk(ctx, area);
	const path = `/${areaOf[desk]}/cases`;
	const { units, plain, asked } = queriesOf(ctx, desk, url);
	const list = await listCases(ctx, desk, asked);
	const { query } = list;
	const state = stateOf(query, plain);
	const pageState = pageStateOf(query);
	const filters = without(state, 'tab', 'sort', 'size', 'cols');
	const opened = list.rows.find(({ id }) => id === query.open);
	const panel = opened ? await getCase(ctx, opened.id, { desk, query }) : null;
	const rowHref = (id: string): string => addressOf(path, state, pageState, { open: id });
	const caseHref = (id: string): string => addressOf(`${path}/${id}`, state, pageState);
	return {
		desk,
		path,
		did: saidDone(url.searchParams),
		printedAt: momentText(ctx.now()),
		sub: ctx.actor?.hat?.scopeName ?? '',
		values: {
			place: query.place,
			unit: query.unit,
			track: query.track as string,
			due: query.due as string,
			field: [query.series, query.specialty].filter(Boolean).join('/'),
			level: query.level,
			batch: query.batch
		},
		moreOpen: query.series !== '' || query.level !== '' || query.batch !== '',
		choices: {
			places: hasPlaces(desk) ? placeChoices() : [],
			units,
			tracks: trackChoices(),
			dues: dueChoices.map((value) => ({ value, label: wordOf(`office_due_${value}`) })),
			fields: fieldChoices(),
			levels: levelChoices(),
			batches: list.batches.map(({ id, name }) => ({ value: id, label: name }))
		},
		q: query.q,
		/** Fields of the address that a new query keeps. */
		keep: Object.fromEntries(
			Object.entries(state).filter(([name]) => ['tab', 'q', 'sort', 'size', 'cols'].includes(name))
		),
		keepForColumns: without(state, 'cols'),
		resetHref: addressOf(path, without(state, ...Object.keys(filters))),
		tabs: list.tabs.map(({ id, count, more, urgent }) => ({
			href: addressOf(path, without(state, 'tab'), id === plain.tab ? {} : { tab: id }),
			label: wordOf(`office_tab_${desk}_${id}`),
			count: more ? '1000+' : count,
			urgent: urgent && count > 0,
			current: id === query.tab
		})),
		columns: caseColumns
			.filter((id) => units || (id !== 'employer' && id !== 'place'))
			.map((id) => ({
				id,
				label: wordOf(`office_col_${id}`),
				shown: query.columns.includes(id)
			})),
		heads: heads(list, path, state),
		...rowWords(list),
		caption: wordOf(`office_tab_${desk}_${query.tab}`),
		empty: list.rows.length === 0 ? emptyWords(list, path, Object.keys(filters).length > 0) : null,
		pager: {
			total: list.total ?? undefined,
			from: list.from,
			to: list.to,
			page: query.page,
			pages: list.pages,
			/** Numbered pages end where counting ends. */
			numbered: list.total !== null,
			base: addressOf(path, state),
			previousHref: list.previous && addressOf(path, state, { before: keyText(list.previous) }),
			nextHref: list.next && addressOf(path, state, { after: keyText(list.next) }),
			sizes: pageSizes.map((count) => ({
				count,
				href: addressOf(
					path,
					without(state, 'size'),
					count === plain.size ? {} : { size: String(count) }
				),
				current: count === query.size
			}))
		},
		exportHref: addressOf(`${path}/export`, state),
		exportCount: list.total ?? '1000+',
		bulk: bulkOf[desk]
			.filter((act) => actFits(act, query.tab))
			.map((act) => ({ act, label: wordOf(`office_bulk_${act}`) })),
		/** The list with no row open; with `open`, an id, that row is. */
		closeHref: addressOf(path, state, pageState),
		panel: panel && {
			...panelWords(panel, desk),
			href: caseHref(panel.heading.id),
			nextHref: panel.next === null ? null : rowHref(panel.next)
		}
	};
};

export type ListPageData = Awaited<ReturnType<typeof listPage>>;
