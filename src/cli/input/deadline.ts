import { z } from 'zod';
import type { CalendarData } from '#lib/domain/authority/deadline.ts';
import { isDay, type Day } from '#lib/domain/day.ts';
import { nationalScope } from '#lib/domain/rules/calendar-row.ts';
import { day, id, year } from './common.ts';
import { duplicates, problem, readAs, refuse, show } from './problems.ts';

const schema = z.strictObject({
	confirmedYears: z.array(year),
	parents: z.record(id, id.nullable()),
	days: z.array(z.strictObject({ date: day, kind: z.enum(['holiday', 'workday']), scope: id }))
});

const cycles = (parents: CalendarData['parents']): readonly string[] =>
	Object.keys(parents).flatMap((scope) => {
		const way = new Set<string>();
		for (let at: string | null = scope; at !== null; at = parentOf(parents, at)) {
			if (way.has(at))
				return [
					problem(['parents', scope], `found a cycle through ${show(at)}`, 'a way up that ends')
				];
			way.add(at);
		}
		return [];
	});

const parentOf = (parents: CalendarData['parents'], scope: string): string | null =>
	Object.hasOwn(parents, scope) ? (parents[scope] ?? null) : null;

const unknownScope = (calendar: CalendarData, scope: string | undefined): readonly string[] => {
	const known = new Set<string | null>([
		nationalScope,
		...Object.keys(calendar.parents),
		...Object.values(calendar.parents),
		...calendar.days.map((row) => row.scope)
	]);
	return scope === undefined || known.has(scope)
		? []
		: [`--scope: unknown scope ${show(scope)} (a scope in parents or days)`];
};

/** The calendar of the contract's `deadline`; `scope` must be known to it. */
export const readCalendar = (text: string, scope: string | undefined): CalendarData => {
	const input = readAs(schema, text);
	refuse([
		...duplicates(
			input.days,
			(row) => `${row.date} ${row.scope}`,
			['days'],
			'date',
			'date and scope'
		),
		...cycles(input.parents),
		...unknownScope(input, scope)
	]);
	return input;
};

/** The value of `--from`. */
export const readFrom = (value: string | undefined): Day => {
	if (value !== undefined && isDay(value)) return value;
	refuse([optionProblem('--from', value, 'a day like 2026-11-22')]);
	return '';
};

// Longer periods than this are a slip of the finger, and would count for minutes.
const LONGEST_PERIOD = 100_000;

/** The value of `--working-days`. */
export const readWorkingDays = (value: string | undefined): number => {
	const days = value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : 0;
	if (days < 1 || days > LONGEST_PERIOD)
		refuse([optionProblem('--working-days', value, `a whole number from 1 to ${LONGEST_PERIOD}`)]);
	return days;
};

const optionProblem = (option: string, value: string | undefined, allowed: string): string =>
	`${option}: ${value === undefined ? 'missing' : `found ${show(value)}`} (${allowed})`;
