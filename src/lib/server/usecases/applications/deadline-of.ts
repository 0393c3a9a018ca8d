import { workingDaysLeft, type Calendar } from '#lib/domain/authority/deadline.ts';
import { endOfDay, shanghaiDay, type Day } from '#lib/domain/day.ts';
import { calendarFor } from '../calendar.ts';
import type { Context, Row } from '../ports.ts';
import { writableStates } from './open-own.ts';

/** Until when, on the legal clock: the instant, and the working days that are left. */
export type DeadlineView = {
	readonly at: number;
	/** What is left on the clock, in milliseconds; negative when it has passed. */
	readonly leftMs: number;
	/** 0 on the last day itself, negative afterwards. */
	readonly workingDays: number;
	/** The calendar of that year is not confirmed: shown, never in the way. */
	readonly provisional: boolean;
};

/**
 * The deadline that the applicant should know: the window's end while the case is in their hands, the day of
 * a correction, else the desk's own day. Null where there is none.
 */
export const deadlineOf = async (
	ctx: Context,
	application: Row<'applications'>,
	batch: Row<'batches'>,
	calendar?: Calendar
): Promise<DeadlineView | null> => {
	const days = calendar ?? (await calendarFor(ctx));
	const view = (at: number, on: Day, provisional: boolean): DeadlineView => ({
		at,
		leftMs: at - ctx.now(),
		workingDays: workingDaysLeft(days, ctx.today(), on),
		provisional
	});
	if (application.dueOn !== null)
		return view(endOfDay(application.dueOn), application.dueOn, application.dueProvisional);
	return writableStates.includes(application.state)
		? view(batch.closesAt, shanghaiDay(batch.closesAt - 1), false)
		: null;
};
