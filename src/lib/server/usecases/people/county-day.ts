import { addDays, type Day } from '#lib/domain/day.ts';
import { calendarFor, deskDeadline } from '../calendar.ts';
import type { Context } from '../ports.ts';
import { officersOf } from './officers.ts';

/**
 * From which day the county may act in the employer's place: the day after the employer's working days are
 * over, or at once where the employer has nobody who could act.
 */
export const countyFromDay = async (ctx: Context, employerId: string): Promise<Day> => {
	if ((await officersOf(ctx, employerId)).length === 0) return ctx.today();
	const { dueOn } = await deskDeadline(
		ctx,
		await calendarFor(ctx),
		'desk.registration.workingDays'
	);
	return addDays(dueOn, 1);
};
