/**
 * Legal periods in working days (replay contract, `deadline`; Civil Code art. 201; holidays regulation art. 4).
 * Monday to Friday are workdays unless a calendar row says otherwise; the most local row for a date wins.
 */
import { addDays, laterDay, weekday, yearOf, type Day } from '../day.ts';
import { nationalScope, type CalendarRow } from '../rules/calendar-row.ts';

export type CalendarData = {
	readonly confirmedYears: readonly number[];
	/** Scope → the scope above it. */
	readonly parents: Readonly<Record<string, string | null>>;
	readonly days: readonly CalendarRow[];
};

/** A calendar as one place sees it. */
export type Calendar = {
	readonly isWorkday: (day: Day) => boolean;
	readonly isConfirmed: (year: number) => boolean;
};

const scopesFrom = (
	scope: string | undefined,
	parents: CalendarData['parents']
): readonly string[] => {
	const chain: string[] = [];
	let at: string | null | undefined = scope;
	while (at != null && at !== nationalScope && !chain.includes(at)) {
		chain.push(at);
		at = Object.hasOwn(parents, at) ? parents[at] : null;
	}
	return [...chain, nationalScope];
};

/** The calendar that holds in `scope` (a place's code); without one, the national rows alone. */
export const prepareCalendar = (data: CalendarData, scope?: string): Calendar => {
	const rank = new Map(scopesFrom(scope, data.parents).map((name, index) => [name, index]));
	const chosen = new Map<Day, { readonly rank: number; readonly workday: boolean }>();
	for (const row of data.days) {
		const local = rank.get(row.scope);
		if (local === undefined) continue;
		const before = chosen.get(row.date);
		if (!before || local < before.rank)
			chosen.set(row.date, { rank: local, workday: row.kind === 'workday' });
	}
	const confirmed = new Set(data.confirmedYears);
	return {
		isWorkday: (day) => chosen.get(day)?.workday ?? weekday(day) <= 5,
		isConfirmed: (year) => confirmed.has(year)
	};
};

export type Period = {
	readonly from: Day;
	/** At least 1. */
	readonly workingDays: number;
	/** Whether the first day itself counts; by law it does not. */
	readonly countStartDay?: boolean | undefined;
};

export type Deadline =
	| { readonly end: Day; readonly counted: readonly Day[] }
	| { readonly end: null; readonly unconfirmedYear: number };

/**
 * The days that a legal period counts, and its last day. Refused, not guessed, when the count reaches a
 * year whose calendar is not confirmed. A start day that is not counted is not looked up.
 */
export const deadline = (calendar: Calendar, period: Period): Deadline => {
	const counted: Day[] = [];
	let day = period.countStartDay ? period.from : addDays(period.from, 1);
	for (;;) {
		if (!calendar.isConfirmed(yearOf(day))) return { end: null, unconfirmedYear: yearOf(day) };
		if (calendar.isWorkday(day)) counted.push(day);
		if (counted.length >= period.workingDays) return { end: day, counted };
		day = addDays(day, 1);
	}
};

export type DeskDeadline = {
	readonly end: Day;
	/** True when the count reached a year without a confirmed calendar: shown, never blocking. */
	readonly provisional: boolean;
};

/**
 * A desk's own deadline. It is never refused: in a year without a confirmed calendar it goes by Monday to
 * Friday and whatever rows are there, and says that it is provisional.
 */
export const deskDeadline = (calendar: Calendar, period: Period): DeskDeadline => {
	let provisional = false;
	const end = deadline(
		{
			isWorkday: calendar.isWorkday,
			isConfirmed: (year) => {
				provisional ||= !calendar.isConfirmed(year);
				return true;
			}
		},
		period
	).end;
	return { end: end ?? period.from, provisional };
};

/**
 * How many working days remain after `today` up to and including `end`: 0 on the last day itself, negative
 * by the working days that have passed since.
 */
export const workingDaysLeft = (calendar: Calendar, today: Day, end: Day): number => {
	const [first, last] = today <= end ? [today, end] : [end, today];
	let count = 0;
	for (let day = addDays(first, 1); day <= last; day = addDays(day, 1))
		if (calendar.isWorkday(day)) count += 1;
	return today <= end ? count : -count;
};

/** When a calendar edit moves a running deadline it may only become later. */
export const extendOnly = (running: Day, recomputed: Deadline): Day =>
	recomputed.end === null ? running : laterDay(running, recomputed.end);
