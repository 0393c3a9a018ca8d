import { and, asc, desc, eq, gte, lt, lte } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { first, type Questions } from './questions.ts';

/** A page of the log, newest first: `before` is the `seq` of the last row of the page before. */
export type LogPage = { readonly size: number; readonly before?: number };

export const logReads = ({ db, t }: Questions) => {
	const page =
		(column: SQLiteColumn) =>
		async (id: string, { size, before }: LogPage) =>
			db
				.select()
				.from(t.log)
				.where(and(eq(column, id), before === undefined ? undefined : lt(t.log.seq, before)))
				.orderBy(desc(t.log.seq))
				.limit(size);
	return {
		/** What happened to a thing (a case, a committee, …). */
		ofObject: page(t.log.objectId),
		/** What concerned a person: who looked at their data, too. */
		ofSubject: page(t.log.subjectId),
		/** What a person did. */
		ofActor: page(t.log.actorId),
		ofAction: page(t.log.action),
		/** Everything, newest first. */
		latest: async ({ size, before }: LogPage) =>
			db
				.select()
				.from(t.log)
				.where(before === undefined ? undefined : lt(t.log.seq, before))
				.orderBy(desc(t.log.seq))
				.limit(size),
		/** A stretch of the chain in order, both ends belong to it. */
		range: async (from: number, to: number) =>
			db
				.select()
				.from(t.log)
				.where(and(gte(t.log.seq, from), lte(t.log.seq, to)))
				.orderBy(asc(t.log.seq)),
		/** The last entry, or undefined in an empty log. */
		head: async () => first(await db.select().from(t.log).orderBy(desc(t.log.seq)).limit(1))
	};
};

export const checkpointReads = ({ db, t }: Questions) => ({
	latest: async () =>
		first(await db.select().from(t.checkpoints).orderBy(desc(t.checkpoints.seq)).limit(1)),
	all: async () => db.select().from(t.checkpoints).orderBy(asc(t.checkpoints.seq))
});
