import type { Day } from '#lib/domain/day.ts';
import {
	deadline,
	deskDeadline as deskDeadlineIn,
	prepareCalendar,
	type Calendar
} from '#lib/domain/authority/deadline.ts';
import { nationalDays, scopeParents } from '#lib/domain/rules/calendar.ts';
import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import { parameter, parameterNumber } from './parameters.ts';
import type { Context, Row } from './ports.ts';

type StoredDay = Pick<Row<'calendarDays'>, 'date' | 'kind' | 'scope'>;

/** The calendar as it would be with days added and one withdrawn: for looking before an edit. */
export const calendarWith = async (
	ctx: Context,
	added: readonly StoredDay[],
	withdrawn: string | null
): Promise<Calendar> => {
	const [rows, confirmedYears] = await Promise.all([
		ctx.store.read.calendar.days(),
		ctx.store.read.calendar.confirmedYears()
	]);
	return prepareCalendar(
		{
			confirmedYears,
			parents: scopeParents,
			days: [
				...nationalDays,
				...rows
					.filter(({ id }) => id !== withdrawn)
					.map(({ date, kind, scope }) => ({ date, kind, scope })),
				...added
			]
		},
		cityCode
	);
};

/** The working calendar in force: the national layer that ships, with the stored regional and city layers on top. */
export const calendarFor = (ctx: Context): Promise<Calendar> => calendarWith(ctx, [], null);

export type Period =
	| { readonly endOn: Day; readonly counted: readonly Day[]; readonly unconfirmedYear: null }
	| { readonly endOn: null; readonly counted: readonly Day[]; readonly unconfirmedYear: number };

/**
 * A legal period of n working days from a day, in the city's calendar. In a year without a confirmed
 * calendar there is no answer, only the year: legal periods are refused, never guessed.
 */
export const legalPeriod = async (
	ctx: Context,
	calendar: Calendar,
	from: Day,
	workingDays: number
): Promise<Period> => {
	const answer = deadline(calendar, {
		from,
		workingDays,
		countStartDay: (await parameter(ctx, 'notice.countStartDay')) === true
	});
	return answer.end === null
		? { endOn: null, counted: [], unconfirmedYear: answer.unconfirmedYear }
		: { endOn: answer.end, counted: answer.counted, unconfirmedYear: null };
};

/** The period that a notice would have if it were posted today. */
export const noticePeriod = async (
	ctx: Context,
	calendar: Calendar,
	kind: 'employer' | 'result'
): Promise<Period> =>
	legalPeriod(ctx, calendar, ctx.today(), await parameterNumber(ctx, `notice.${kind}.workingDays`));

/** A desk's own deadline: provisional where the calendar is not confirmed, and never in the way. */
export const deskDeadline = async (
	ctx: Context,
	calendar: Calendar,
	parameterKey: string
): Promise<{ readonly dueOn: Day; readonly provisional: boolean }> => {
	const answer = deskDeadlineIn(calendar, {
		from: ctx.today(),
		workingDays: await parameterNumber(ctx, parameterKey)
	});
	return { dueOn: answer.end, provisional: answer.provisional };
};
