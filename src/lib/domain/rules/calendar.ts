/**
 * The working-day calendar that ships: the nation's arrangement from `chinese-days`, and on top of it what
 * the region arranges for itself. Both are seeds; the city officer edits the stored rows.
 */
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, yearOf, type Day } from '../day.ts';
import { nationalScope, type CalendarRow, type DayKind } from './calendar-row.ts';
import { cite, type Citation } from './citation.ts';
import { cityCode, regionCode } from './jurisdictions.ts';

const rows = (dates: Readonly<Record<string, string>>, kind: DayKind): CalendarRow[] =>
	Object.keys(dates).map((date) => ({ date, kind, scope: nationalScope }));

/** Holidays and make-up workdays of the State Council's notices, sorted by date. */
export const nationalDays: readonly CalendarRow[] = [
	...rows(chineseDays.holidays, 'holiday'),
	...rows(chineseDays.workdays, 'workday')
].sort((a, b) => (a.date < b.date ? -1 : 1));

/** Years whose national notice is in the calendar; later years are not guessed. */
export const confirmedYears: readonly number[] = [
	...new Set(nationalDays.map((row) => yearOf(row.date)))
].sort((a, b) => a - b);

/** Where these data come from. @public */
export const nationalCitation: Citation = cite('calendar-national', 'HOLIDAYS', 'S');

/** What a scope arranges beyond the nation, with the notice it rests on. */
export type RegionalArrangement = {
	readonly scope: string;
	readonly zh: string;
	readonly en: string;
	readonly basis: string;
	readonly citation: Citation;
	readonly rows: readonly CalendarRow[];
};

const span = (from: Day, to: Day, kind: DayKind, scope: string): CalendarRow[] =>
	from > to ? [] : [{ date: from, kind, scope }, ...span(addDays(from, 1), to, kind, scope)];

const losar = (
	year: number,
	holidays: readonly [Day, Day],
	makeUp: readonly Day[],
	confidence: 'S' | 'U',
	basis: string
): RegionalArrangement => ({
	scope: regionCode,
	zh: `${year}年藏历新年`,
	en: `Losar ${year}`,
	basis,
	citation: cite(`calendar-losar-${year}`, 'HOLIDAYS', confidence, {
		article: 4,
		since: `${year}-01-01`,
		until: `${year}-12-31`
	}),
	rows: [
		...span(holidays[0], holidays[1], 'holiday', regionCode),
		...makeUp.flatMap((day) => span(day, day, 'workday', regionCode))
	]
});

/** Losar: the notice of the year decides. That of 2026 is Lhasa's; the city's own has not been seen. */
export const regionalArrangements: readonly RegionalArrangement[] = [
	losar(2025, ['2025-02-27', '2025-03-04'], [], 'S', '自治区2025年藏历新年放假安排'),
	losar(
		2026,
		['2026-02-15', '2026-02-26'],
		['2026-02-14', '2026-02-28'],
		'U',
		'拉萨市2026年春节、藏历新年放假通知（本市通知待确认）'
	)
];

export const regionalDays: readonly CalendarRow[] = regionalArrangements.flatMap(
	(arrangement) => arrangement.rows
);

/** Scope → the scope above it, as the `deadline` contract wants it. */
export const scopeParents: Readonly<Record<string, string>> = { [cityCode]: regionCode };
