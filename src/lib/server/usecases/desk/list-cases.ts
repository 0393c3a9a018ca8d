import { caseScopeOf, seesCase } from '#lib/domain/access.ts';
import { workingDaysLeft, type Calendar } from '#lib/domain/authority/deadline.ts';
import type { Day } from '#lib/domain/day.ts';
import {
	applicationWorkflow,
	type ApplicationState
} from '#lib/domain/titles/application-workflow.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { CaseCount, CaseKey, CasePage } from '#lib/server/store/reads/case-list.ts';
import { calendarFor } from '../calendar.ts';
import type { Context, Reads } from '../ports.ts';
import { filterOf, type CaseQuery } from './case-query.ts';
import { tabsOf, type Desk } from './desks.ts';

export type DueView = {
	readonly on: Day;
	/** Working days that are left: 0 on the last day itself, negative afterwards. */
	readonly workingDays: number;
	readonly overdue: boolean;
	/** The day is over; of a notice that means it has ended, and nobody is late. */
	readonly passed: boolean;
	/** The day is the last one of a public notice, not a desk's own. */
	readonly notice: boolean;
	/** Counted in a year whose calendar is not confirmed. */
	readonly provisional: boolean;
};

/** One row of a list. */
export type CaseLine = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly name: string;
	readonly lastFour: string;
	readonly employer: string;
	readonly place: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly title: string;
	readonly track: ApplicationTrack;
	readonly state: ApplicationState;
	readonly since: number;
	readonly due: DueView | null;
	/** It is this desk's turn. */
	readonly mine: boolean;
};

export type CaseList = {
	readonly desk: Desk;
	readonly query: CaseQuery;
	readonly today: Day;
	readonly tabs: readonly (CaseCount & { readonly id: string; readonly urgent: boolean })[];
	readonly rows: readonly CaseLine[];
	/** Exact number of rows, or null beyond a thousand. */
	readonly total: number | null;
	/** First and last row shown, from 1; 0 where they are not known. */
	readonly from: number;
	readonly to: number;
	readonly pages: number;
	readonly previous: CaseKey | null;
	readonly next: CaseKey | null;
	readonly batches: readonly { readonly id: string; readonly name: string }[];
};

type Line = Awaited<ReturnType<Reads['applications']['list']>>['rows'][number];

/** States whose day is the last one of a public notice. */
const notices: readonly ApplicationState[] = ['employer_notice', 'result_notice'];

/** The day by which somebody must act; what is over has none. */
export const dueView = (
	row: {
		readonly dueOn: string | null;
		readonly dueProvisional: boolean;
		readonly state: ApplicationState;
	},
	calendar: Calendar,
	today: Day
): DueView | null =>
	row.dueOn === null || applicationWorkflow.states[row.state].holder === null
		? null
		: {
				on: row.dueOn,
				workingDays: workingDaysLeft(calendar, today, row.dueOn),
				overdue: row.dueOn < today && !notices.includes(row.state),
				passed: row.dueOn < today,
				notice: notices.includes(row.state),
				provisional: row.dueProvisional
			};

/** A row with the fields that the desk may see. */
const present = (row: Line, desk: Desk, calendar: Calendar, today: Day): CaseLine => ({
	id: row.id,
	version: row.version,
	number: row.number,
	name: row.personName,
	lastFour: seesCase(new Set([desk]), 'lastFour') ? row.idLast4 : '',
	employer: row.employerName,
	place: row.place,
	series: row.series,
	specialty: row.specialty,
	level: row.level,
	title: row.titleName,
	track: row.track,
	state: row.state,
	since: row.stateSince,
	due: dueView(row, calendar, today),
	mine: row.holderParty === desk
});

const pageOf = (query: CaseQuery): CasePage => {
	if (query.after) return { size: query.size, after: query.after };
	if (query.before) return { size: query.size, before: query.before };
	return { size: query.size, number: query.page };
};

/**
 * A page of the desk's list with the counts of its tabs. The number of questions asked of the store does not
 * depend on the number of rows. Up to a thousand rows pages are numbered; beyond, the neighbours are known by
 * key and the count only as "more than a thousand".
 */
export const listCases = async (ctx: Context, desk: Desk, query: CaseQuery): Promise<CaseList> => {
	const { read } = ctx.store;
	const today = ctx.today();
	const tabs = tabsOf[desk];
	const [found, calendar, batches] = await Promise.all([
		read.applications.countedList(
			caseScopeOf(ctx.actor),
			filterOf(query, today),
			Object.fromEntries(tabs.map(({ id, states }) => [id, states])),
			query.tab,
			query.sort,
			pageOf(query)
		),
		calendarFor(ctx),
		read.batches.names()
	]);
	const { counts, number } = found;
	const counted = counts[query.tab] ?? { count: 0, more: false };
	const from = number > 0 && found.rows.length > 0 ? (number - 1) * query.size + 1 : 0;
	const numbered = !counted.more;
	return {
		desk,
		query: { ...query, page: number || query.page },
		today,
		tabs: tabs.map(({ id, urgent }) => ({
			...(counts[id] ?? { count: 0, more: false }),
			id,
			urgent
		})),
		rows: found.rows.map((row) => present(row, desk, calendar, today)),
		total: counted.more ? null : counted.count,
		from,
		to: from > 0 ? from + found.rows.length - 1 : 0,
		pages: numbered ? Math.max(1, Math.ceil(counted.count / query.size)) : 0,
		previous: found.hasPrevious ? found.first : null,
		next: found.hasNext ? found.last : null,
		batches
	};
};

/** How many cases wait at the desk, for the navigation: at most a thousand are counted. */
export const deskCounts = async (
	ctx: Context,
	desk: Desk
): Promise<Readonly<Record<string, CaseCount>>> =>
	ctx.store.read.applications.counts(
		caseScopeOf(ctx.actor),
		{},
		Object.fromEntries(
			tabsOf[desk].filter(({ urgent }) => urgent).map(({ id, states }) => [id, states])
		)
	);
