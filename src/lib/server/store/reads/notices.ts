import { and, asc, count, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const noticeReads = ({ db, t }: Questions) => {
	const own = prepared(
		'notices_of_application',
		db
			.select()
			.from(t.notices)
			.where(eq(t.notices.applicationId, sql.placeholder('applicationId')))
	);
	const shared = prepared(
		'notices_naming_application',
		db
			.select({ notice: t.notices })
			.from(t.noticeCases)
			.innerJoin(t.notices, eq(t.notices.id, t.noticeCases.noticeId))
			.where(eq(t.noticeCases.applicationId, sql.placeholder('applicationId')))
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.notices).where(eq(t.notices.id, id))),
		/** Result notices that the public can read now, last day first. */
		runningPublic: async () =>
			db
				.select()
				.from(t.notices)
				.where(and(eq(t.notices.state, 'running'), eq(t.notices.kind, 'result')))
				.orderBy(asc(t.notices.endOn), asc(t.notices.id)),
		/** Ended result notices, newest first (names are masked by then). */
		endedPublic: async (limit = 50) =>
			db
				.select()
				.from(t.notices)
				.where(and(eq(t.notices.state, 'ended'), eq(t.notices.kind, 'result')))
				.orderBy(desc(t.notices.endOn), desc(t.notices.id))
				.limit(limit),
		/** The boards of several employers in one list, newest first. */
		ofOrganisations: async (ids: readonly string[], limit: number) =>
			ids.length === 0
				? []
				: db
						.select()
						.from(t.notices)
						.where(and(inArray(t.notices.organisationId, [...ids]), eq(t.notices.kind, 'employer')))
						.orderBy(desc(t.notices.startOn), desc(t.notices.id))
						.limit(limit),
		/** Result notices of several rounds, newest first. */
		ofRounds: async (roundIds: readonly string[]) =>
			roundIds.length === 0
				? []
				: db
						.select()
						.from(t.notices)
						.where(inArray(t.notices.roundId, [...roundIds]))
						.orderBy(desc(t.notices.startOn), desc(t.notices.id)),
		ofRound: async (roundId: string) =>
			db
				.select()
				.from(t.notices)
				.where(eq(t.notices.roundId, roundId))
				.orderBy(desc(t.notices.startOn), desc(t.notices.id)),
		/** Employer's notices about the case and result notices that name it, oldest first. */
		ofApplication: async (applicationId: string) => {
			const found = [
				...(await own({ applicationId })),
				...(await shared({ applicationId })).map(({ notice }) => notice)
			];
			return found.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
		},
		/** Ids of the cases that a result notice names. */
		caseIds: async (noticeId: string) =>
			(
				await db
					.select({ id: t.noticeCases.applicationId })
					.from(t.noticeCases)
					.where(eq(t.noticeCases.noticeId, noticeId))
					.orderBy(asc(t.noticeCases.applicationId))
			).map(({ id }) => id),
		/** The cases that a notice stands for: not those that have been given a later one since, unless it is void. */
		cases: async (noticeId: string) =>
			db
				.select({ application: t.applications })
				.from(t.noticeCases)
				.innerJoin(t.applications, eq(t.applications.id, t.noticeCases.applicationId))
				.where(
					and(
						eq(t.noticeCases.noticeId, noticeId),
						sql`not exists (
						select 1 from ${t.notices} as mine, ${t.noticeCases} as other
						join ${t.notices} as later on later.id = other.notice_id
						where mine.id = ${noticeId} and mine.state <> 'voided'
							and other.application_id = ${t.noticeCases.applicationId}
							and (later.created_at > mine.created_at
								or (later.created_at = mine.created_at and later.id > mine.id)))`
					)
				)
				.orderBy(asc(t.applications.number)),
		/** Running notices whose last day is on or before the day, for reminders. */
		lastDayBy: async (day: string) =>
			db
				.select()
				.from(t.notices)
				.where(and(eq(t.notices.state, 'running'), lte(t.notices.endOn, day)))
				.orderBy(asc(t.notices.endOn), asc(t.notices.id))
	};
};

export const objectionReads = ({ db, t }: Questions) => {
	const ofApplication = prepared(
		'objections_of_application',
		db
			.select()
			.from(t.objections)
			.where(eq(t.objections.applicationId, sql.placeholder('applicationId')))
			.orderBy(asc(t.objections.createdAt), asc(t.objections.id))
	);
	const openCount = prepared(
		'objections_open_count',
		db
			.select({ open: count() })
			.from(t.objections)
			.where(
				and(
					eq(t.objections.applicationId, sql.placeholder('applicationId')),
					eq(t.objections.state, 'open')
				)
			)
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.objections).where(eq(t.objections.id, id))),
		ofNotice: async (noticeId: string) =>
			db
				.select()
				.from(t.objections)
				.where(eq(t.objections.noticeId, noticeId))
				.orderBy(asc(t.objections.createdAt), asc(t.objections.id)),
		ofApplication: async (applicationId: string) => ofApplication({ applicationId }),
		/** How many objections against a case are still open. */
		openCount: async (applicationId: string) => first(await openCount({ applicationId }))?.open ?? 0
	};
};
