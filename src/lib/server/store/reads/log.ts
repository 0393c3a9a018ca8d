import { and, asc, count, desc, eq, gte, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { first, prepared, type Questions } from './questions.ts';

/** A page of the log, newest first: `before` is the `seq` of the last row of the page before. */
export type LogPage = { readonly size: number; readonly before?: number };

export type LogSearch = {
	/** An action (`case.submit`), or the noun of several (`case`). */
	readonly action?: string;
	readonly actorName?: string;
	readonly objectId?: string;
	readonly result?: 'done' | 'refused';
	/** Instants: from this one on, before this one. */
	readonly fromAt?: number;
	readonly toAt?: number;
};

/** `%` and `_` mean themselves. */
const escaped = (text: string): string => text.replaceAll(/[!%_]/g, '!$&');

export const logReads = ({ db, t }: Questions) => {
	const page = (name: string, column: SQLiteColumn) => {
		const rows = (before?: SQL) =>
			db
				.select()
				.from(t.log)
				.where(and(eq(column, sql.placeholder('id')), before))
				.orderBy(desc(t.log.seq))
				.limit(sql.placeholder('size'));
		const newest = prepared(`log_of_${name}`, rows());
		const older = prepared(`log_of_${name}_before`, rows(lt(t.log.seq, sql.placeholder('before'))));
		return async (id: string, { size, before }: LogPage) =>
			before === undefined ? newest({ id, size }) : older({ id, size, before });
	};
	return {
		/** What happened to a thing (a case, a committee, …). */
		ofObject: page('object', t.log.objectId),
		/** What concerned a person: who looked at their data, too. */
		ofSubject: page('subject', t.log.subjectId),
		/** What a person did. */
		ofActor: page('actor', t.log.actorId),
		ofAction: page('action', t.log.action),
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
		/** Numbers and hashes of a stretch in order, both ends belong to it: what a tree head is made of. */
		hashes: async (from: number, to: number) =>
			db
				.select({ seq: t.log.seq, hash: t.log.hash })
				.from(t.log)
				.where(and(gte(t.log.seq, from), lte(t.log.seq, to)))
				.orderBy(asc(t.log.seq)),
		/** Entries that fit every condition given, newest first. */
		search: async (query: LogSearch, { size, before }: LogPage) =>
			db
				.select()
				.from(t.log)
				.where(
					and(
						query.action === undefined
							? undefined
							: or(
									eq(t.log.action, query.action),
									sql`${t.log.action} like ${`${escaped(query.action)}.%`} escape '!'`
								),
						query.actorName === undefined ? undefined : eq(t.log.actorName, query.actorName),
						query.objectId === undefined ? undefined : eq(t.log.objectId, query.objectId),
						query.result === undefined ? undefined : eq(t.log.result, query.result),
						query.fromAt === undefined ? undefined : gte(t.log.at, query.fromAt),
						query.toAt === undefined ? undefined : lt(t.log.at, query.toAt),
						before === undefined ? undefined : lt(t.log.seq, before)
					)
				)
				.orderBy(desc(t.log.seq))
				.limit(size),
		/** The last entry, or undefined in an empty log. */
		/** How often an act was done to an object. */
		countOf: async (objectId: string, action: string) =>
			(
				await db
					.select({ times: count() })
					.from(t.log)
					.where(
						and(eq(t.log.objectId, objectId), eq(t.log.action, action), eq(t.log.result, 'done'))
					)
			)[0]?.times ?? 0,
		head: async () => first(await db.select().from(t.log).orderBy(desc(t.log.seq)).limit(1))
	};
};

export const checkpointReads = ({ db, t }: Questions) => ({
	latest: async () =>
		first(await db.select().from(t.checkpoints).orderBy(desc(t.checkpoints.seq)).limit(1)),
	all: async () => db.select().from(t.checkpoints).orderBy(asc(t.checkpoints.seq))
});
