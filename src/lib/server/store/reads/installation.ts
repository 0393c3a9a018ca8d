import { asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const metaReads = ({ db, t }: Questions) => {
	const byKey = prepared(
		'meta_by_key',
		db
			.select()
			.from(t.meta)
			.where(eq(t.meta.key, sql.placeholder('key')))
	);
	return {
		get: async (key: string) => first(await byKey({ key })),
		all: async () => db.select().from(t.meta).orderBy(asc(t.meta.key))
	};
};

export const counterReads = ({ db, t }: Questions) => ({
	/** The last number handed out, or undefined where none was. */
	get: async (key: string) =>
		first(await db.select().from(t.counters).where(eq(t.counters.key, key)))
});

export const parameterReads = ({ db, t }: Questions) => {
	const begun = prepared(
		'parameters_begun',
		db
			.select()
			.from(t.parameters)
			.where(lte(t.parameters.since, sql.placeholder('day')))
			.orderBy(desc(t.parameters.since), desc(t.parameters.createdAt), desc(t.parameters.id))
	);
	return {
		/** Every value that has begun on the day (a legal day), the newest first: of a key, the first is in force. */
		begun: async (day: string) => begun({ day }),
		/** Every dated value, by key, newest first. */
		all: async () =>
			db
				.select()
				.from(t.parameters)
				.orderBy(
					asc(t.parameters.key),
					desc(t.parameters.since),
					desc(t.parameters.createdAt),
					desc(t.parameters.id)
				)
	};
};

export const calendarReads = ({ db, t }: Questions) => {
	const standing = prepared(
		'calendar_days_standing',
		db
			.select()
			.from(t.calendarDays)
			.where(isNull(t.calendarDays.withdrawnAt))
			.orderBy(asc(t.calendarDays.date), asc(t.calendarDays.scope))
	);
	const years = prepared(
		'calendar_years_confirmed',
		db
			.select({ year: t.calendarYears.year })
			.from(t.calendarYears)
			.orderBy(asc(t.calendarYears.year))
	);
	return {
		/** Days of the regional and city layers that still count. */
		days: async () => standing(),
		/** Withdrawn rows too, for the page that edits the calendar. */
		history: async () =>
			db
				.select()
				.from(t.calendarDays)
				.orderBy(asc(t.calendarDays.date), asc(t.calendarDays.createdAt)),
		dayById: async (id: string) =>
			first(await db.select().from(t.calendarDays).where(eq(t.calendarDays.id, id))),
		/** Years that the city has confirmed, ascending. */
		confirmedYears: async () => (await years()).map(({ year }) => year)
	};
};
