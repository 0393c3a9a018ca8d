/**
 * Legal days. A day is the text `YYYY-MM-DD` in Asia/Shanghai; such texts compare as they sort. Instants are
 * UTC milliseconds. China has had no summer time since 1991 and this portal keeps no older instants, so the
 * offset is fixed, and nothing here depends on the machine's own time zone.
 */
export type Day = string;

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeapYear = (year: number): boolean =>
	year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysInMonth = (year: number, month: number): number =>
	month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const textOf = (year: number, month: number, day: number): Day =>
	`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Whether the text is a day that exists (`2026-02-30` does not). */
export const isDay = (text: string): boolean => {
	const parts = DAY_TEXT.exec(text);
	if (!parts) return false;
	const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
	return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** The day in a text that a person may have typed (spaces around, `/` or `.` for `-`), or undefined. */
export const parseDay = (text: string): Day | undefined => {
	const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text.normalize('NFKC').trim());
	if (!parts) return undefined;
	const day = textOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
	return isDay(day) ? day : undefined;
};

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));
export const dayOfMonth = (day: Day): number => Number(day.slice(8, 10));

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export const dayNumber = (day: Day): number =>
	Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)) / DAY_MS;

/** The inverse of `dayNumber`. */
export const dayFromNumber = (number: number): Day => {
	const date = new Date(number * DAY_MS);
	return textOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

export const addDays = (day: Day, days: number): Day => dayFromNumber(dayNumber(day) + days);

/** How many days lie from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The same day of a later month, or that month's last day where there is none (Civil Code art. 202). */
export const addMonths = (day: Day, months: number): Day => {
	const index = yearOf(day) * 12 + monthOf(day) - 1 + months;
	const year = Math.floor(index / 12);
	const month = (index % 12) + 1;
	return textOf(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)));
};

export const addYears = (day: Day, years: number): Day => addMonths(day, years * 12);

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Monday is 1, Sunday is 7. 1970-01-01 was a Thursday. */
export const weekday = (day: Day): Weekday =>
	(((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;

/** Negative, zero or positive, for sorting. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);
export const laterDay = (a: Day, b: Day): Day => (a < b ? b : a);

/** Whether `day` lies in a span whose two ends belong to it. */
export const isWithin = (day: Day, from: Day, to: Day): boolean => from <= day && day <= to;

/**
 * Full years from one day to another: 2022-12-31 to 2026-12-31 is 4. Before the first anniversary, and
 * when the second day is the earlier one, it is 0. From 29 February a year is full on 28 February.
 */
export const fullYearsBetween = (from: Day, to: Day): number => {
	if (to < from) return 0;
	const years = yearOf(to) - yearOf(from);
	return addYears(from, years) <= to ? years : years - 1;
};

export const lastDayOfYear = (year: number): Day => textOf(year, 12, 31);
export const firstDayOfYear = (year: number): Day => textOf(year, 1, 1);

/** The day that the calendar on a wall in Shigatse shows at an instant (UTC milliseconds). */
export const shanghaiDay = (instant: number): Day =>
	dayFromNumber(Math.floor((instant + SHANGHAI_MS) / DAY_MS));

/** The first instant (UTC milliseconds) of a day. */
export const startOfDay = (day: Day): number => dayNumber(day) * DAY_MS - SHANGHAI_MS;

/** 24:00 of a day: the first instant that no longer belongs to it. A notice ends here. */
export const endOfDay = (day: Day): number => startOfDay(day) + DAY_MS;
