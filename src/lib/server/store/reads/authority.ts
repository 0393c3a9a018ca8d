import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

const historyOf = ({ db, t }: Questions, kind: 'committee' | 'entrustment' | 'grant') => {
	return async (objectId: string) =>
		db
			.select()
			.from(t.authorityHistory)
			.where(and(eq(t.authorityHistory.objectId, objectId), eq(t.authorityHistory.kind, kind)))
			.orderBy(desc(t.authorityHistory.at), desc(t.authorityHistory.id));
};

export const committeeReads = (q: Questions) => {
	const { db, t } = q;
	const byId = prepared(
		'committees_by_id',
		db
			.select()
			.from(t.committees)
			.where(eq(t.committees.id, sql.placeholder('id')))
	);
	const all = prepared(
		'committees_all',
		db.select().from(t.committees).orderBy(asc(t.committees.id))
	);
	return {
		byId: async (id: string) => first(await byId({ id })),
		/** The whole register, by id (routing's candidates). */
		all: async () => all(),
		/** Those formed in a place for a series, and for the specialty or the whole series. */
		covering: async (place: string, series: string, specialty: string | null) =>
			db
				.select()
				.from(t.committees)
				.where(
					and(
						eq(t.committees.place, place),
						eq(t.committees.series, series),
						specialty === null
							? isNull(t.committees.specialty)
							: or(isNull(t.committees.specialty), eq(t.committees.specialty, specialty))
					)
				)
				.orderBy(asc(t.committees.id)),
		/** Dated versions, newest first. */
		history: historyOf(q, 'committee')
	};
};

export const entrustmentReads = (q: Questions) => {
	const { db, t } = q;
	const all = prepared(
		'entrustments_all',
		db.select().from(t.entrustments).orderBy(asc(t.entrustments.id))
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.entrustments).where(eq(t.entrustments.id, id))),
		all: async () => all(),
		history: historyOf(q, 'entrustment')
	};
};

export const authorityGrantReads = (q: Questions) => {
	const { db, t } = q;
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.authorityGrants).where(eq(t.authorityGrants.id, id))),
		all: async () => db.select().from(t.authorityGrants).orderBy(asc(t.authorityGrants.id)),
		history: historyOf(q, 'grant')
	};
};
