import type { Day } from '../day.ts';

export type DayKind = 'holiday' | 'workday';

/** One row of the calendar; the most local row for a date wins. `scope` is `national` or a place's code. */
export type CalendarRow = {
	readonly date: Day;
	readonly kind: DayKind;
	readonly scope: string;
};

export const nationalScope = 'national';
