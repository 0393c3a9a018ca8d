import { and, asc, count, desc, eq, isNotNull, isNull, lt, lte, min, sql } from 'drizzle-orm';
import { first, offsetOf, prepared, type Page, type Questions } from './questions.ts';

export const messageReads = ({ db, t }: Questions) => {
	const unread = prepared(
		'messages_unread',
		db
			.select({ unread: count() })
			.from(t.messages)
			.where(and(eq(t.messages.personId, sql.placeholder('personId')), isNull(t.messages.readAt)))
	);
	return {
		/** Unread ones that are older than an instant. */
		unreadBefore: async (before: number) =>
			db
				.select({ id: t.messages.id, createdAt: t.messages.createdAt })
				.from(t.messages)
				.where(and(isNull(t.messages.readAt), lt(t.messages.createdAt, before))),
		byId: async (id: string) =>
			first(await db.select().from(t.messages).where(eq(t.messages.id, id))),
		/** A person's messages, newest first. */
		ofPerson: async (personId: string, page: Page) =>
			db
				.select()
				.from(t.messages)
				.where(eq(t.messages.personId, personId))
				.orderBy(desc(t.messages.createdAt), desc(t.messages.id))
				.limit(page.size)
				.offset(offsetOf(page)),
		/** A person's messages: what is unread first, then newest first. */
		inbox: async (personId: string, page: Page) =>
			db
				.select()
				.from(t.messages)
				.where(eq(t.messages.personId, personId))
				.orderBy(
					sql`case when ${t.messages.readAt} is null then 0 else 1 end`,
					desc(t.messages.createdAt),
					desc(t.messages.id)
				)
				.limit(page.size)
				.offset(offsetOf(page)),
		unreadIds: async (personId: string) =>
			(
				await db
					.select({ id: t.messages.id })
					.from(t.messages)
					.where(and(eq(t.messages.personId, personId), isNull(t.messages.readAt)))
					.orderBy(asc(t.messages.createdAt), asc(t.messages.id))
			).map(({ id }) => id),
		unreadCount: async (personId: string) => first(await unread({ personId }))?.unread ?? 0
	};
};

export const outboxReads = ({ db, t }: Questions) => ({
	byId: async (id: string) => first(await db.select().from(t.outbox).where(eq(t.outbox.id, id))),
	/** Given up after too many attempts, the latest first. */
	dead: async (limit = 100) =>
		db
			.select()
			.from(t.outbox)
			.where(isNotNull(t.outbox.deadAt))
			.orderBy(desc(t.outbox.deadAt), desc(t.outbox.id))
			.limit(limit),
	/** How much waits to be delivered, and how much was given up. */
	backlog: async () => {
		const [waiting, dead] = await Promise.all([
			db
				.select({ count: count() })
				.from(t.outbox)
				.where(and(isNull(t.outbox.doneAt), isNull(t.outbox.deadAt))),
			db.select({ count: count() }).from(t.outbox).where(isNotNull(t.outbox.deadAt))
		]);
		return { waiting: waiting[0]?.count ?? 0, dead: dead[0]?.count ?? 0 };
	},
	/** Not yet handed over, oldest first. Take them with a `claim` change, not from here. */
	open: async (limit = 100) =>
		db
			.select()
			.from(t.outbox)
			.where(isNull(t.outbox.doneAt))
			.orderBy(asc(t.outbox.createdAt), asc(t.outbox.id))
			.limit(limit)
});

export const jobReads = ({ db, t }: Questions) => ({
	byId: async (id: string) => first(await db.select().from(t.jobs).where(eq(t.jobs.id, id))),
	byKey: async (key: string) => first(await db.select().from(t.jobs).where(eq(t.jobs.key, key))),
	/** Due and open, oldest first. Take them with a `claim` change, not from here. */
	due: async (now: number, limit = 100) =>
		db
			.select()
			.from(t.jobs)
			.where(and(isNull(t.jobs.doneAt), isNull(t.jobs.deadAt), lte(t.jobs.runAt, now)))
			.orderBy(asc(t.jobs.runAt), asc(t.jobs.id))
			.limit(limit),
	/** How much waits, how much was given up, and since when the oldest due one waits (real time). */
	backlog: async (now: number) => {
		const [waiting, dead] = await Promise.all([
			db
				.select({ count: count(), oldest: min(t.jobs.runAt) })
				.from(t.jobs)
				.where(and(isNull(t.jobs.doneAt), isNull(t.jobs.deadAt), lte(t.jobs.runAt, now))),
			db.select({ count: count() }).from(t.jobs).where(isNotNull(t.jobs.deadAt))
		]);
		return {
			waiting: waiting[0]?.count ?? 0,
			oldest: waiting[0]?.oldest ?? null,
			dead: dead[0]?.count ?? 0
		};
	},
	/** Given up after too many attempts. */
	dead: async (limit = 100) =>
		db
			.select()
			.from(t.jobs)
			.where(isNotNull(t.jobs.deadAt))
			.orderBy(desc(t.jobs.runAt), desc(t.jobs.id))
			.limit(limit)
});
