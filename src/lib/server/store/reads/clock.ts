/**
 * What has become due on the legal clock and has no job yet. A job's key names the effect and what made it
 * due, so that a date that is moved makes a new job; the questions leave out what already has one.
 */
import {
	and,
	asc,
	eq,
	gte,
	inArray,
	isNull,
	lt,
	lte,
	ne,
	notExists,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { Questions } from './questions.ts';

/** Something due, with the key of its job. */
export type Due = { readonly id: string; readonly key: string };

/** States in which a committee that has lost its validity sends the case back to routing. */
const reroutable = [
	'accepted',
	'panel_review',
	'defence_scheduled',
	'defence_done',
	'on_agenda',
	'deferred'
] as const satisfies readonly ApplicationState[];

export const clockReads = ({ db, t }: Questions) => {
	const withoutJob = (key: SQL<string>) =>
		notExists(
			db
				.select({ one: sql`1` })
				.from(t.jobs)
				.where(eq(t.jobs.key, key))
		);
	const noticeKey = sql<string>`'notice-ends:' || ${t.notices.id} || ':' || ${t.notices.endOn}`;
	const lapseKey = sql<string>`'lapse:' || ${t.applications.id} || ':' || ${t.batches.closesAt}`;
	const abandonKey = sql<string>`'abandon:' || ${t.applications.id} || ':' || ${t.applications.dueOn}`;
	const opensKey = sql<string>`'batch-opens:' || ${t.batches.id} || ':' || ${t.batches.opensAt}`;
	const closesKey = sql<string>`'batch-closes:' || ${t.batches.id} || ':' || ${t.batches.closesAt}`;
	const taskKey = sql<string>`'overdue:' || ${t.applications.id} || ':' || ${t.applications.state} || ':' || ${t.applications.dueOn}`;
	const silentKey = sql<string>`'affiliation-overdue:' || ${t.affiliations.id} || ':' || ${t.affiliations.countyFromOn}`;
	const grantKey = sql<string>`'grant-ends:' || ${t.grants.id} || ':' || ${t.grants.toOn}`;

	return {
		/** Running notices whose last day is over. */
		noticesToEnd: async (today: string, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.notices.id, key: noticeKey })
				.from(t.notices)
				.where(
					and(eq(t.notices.state, 'running'), lt(t.notices.endOn, today), withoutJob(noticeKey))
				)
				.orderBy(asc(t.notices.endOn), asc(t.notices.id))
				.limit(limit),
		/** Announced batches whose window has begun; `now` on the legal clock. */
		batchesToOpen: async (now: number, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.batches.id, key: opensKey })
				.from(t.batches)
				.where(
					and(eq(t.batches.state, 'announced'), lte(t.batches.opensAt, now), withoutJob(opensKey))
				)
				.orderBy(asc(t.batches.opensAt), asc(t.batches.id))
				.limit(limit),
		/** Open batches whose window is over; `now` on the legal clock. */
		batchesToClose: async (now: number, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.batches.id, key: closesKey })
				.from(t.batches)
				.where(
					and(eq(t.batches.state, 'open'), lte(t.batches.closesAt, now), withoutJob(closesKey))
				)
				.orderBy(asc(t.batches.closesAt), asc(t.batches.id))
				.limit(limit),
		/** Cases in one of these states whose last day is over: each task and day once. */
		tasksOverdue: async (
			states: readonly ApplicationState[],
			today: string,
			limit: number
		): Promise<readonly (Due & { readonly state: string; readonly dueOn: string })[]> =>
			db
				.select({
					id: t.applications.id,
					key: taskKey,
					state: t.applications.state,
					dueOn: sql<string>`${t.applications.dueOn}`
				})
				.from(t.applications)
				.where(
					and(
						inArray(t.applications.state, [...states]),
						lt(t.applications.dueOrder, today),
						withoutJob(taskKey)
					)
				)
				.orderBy(asc(t.applications.dueOrder), asc(t.applications.id))
				.limit(limit),
		/** Requests to belong to an employer that has been silent up to the county's day. */
		silentEmployers: async (today: string, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.affiliations.id, key: silentKey })
				.from(t.affiliations)
				.where(
					and(
						eq(t.affiliations.state, 'pending'),
						lte(t.affiliations.countyFromOn, today),
						withoutJob(silentKey)
					)
				)
				.orderBy(asc(t.affiliations.countyFromOn), asc(t.affiliations.id))
				.limit(limit),
		/** Drafts and returned cases whose window has closed; `now` on the legal clock. */
		draftsToLapse: async (now: number, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.applications.id, key: lapseKey })
				.from(t.applications)
				.innerJoin(t.batches, eq(t.batches.id, t.applications.batchId))
				.where(
					and(
						inArray(t.applications.state, ['draft', 'returned_by_employer']),
						lte(t.batches.closesAt, now),
						withoutJob(lapseKey)
					)
				)
				.orderBy(asc(t.applications.id))
				.limit(limit),
		/** Corrections whose last day is over. */
		correctionsToAbandon: async (today: string, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.applications.id, key: abandonKey })
				.from(t.applications)
				.where(
					and(
						eq(t.applications.state, 'correction_requested'),
						lt(t.applications.dueOn, today),
						withoutJob(abandonKey)
					)
				)
				.orderBy(asc(t.applications.dueOn), asc(t.applications.id))
				.limit(limit),
		/**
		 * Cases whose committee is not valid on the day of its meeting. Asked anew each legal day: what makes
		 * a committee invalid can be put right, and go wrong again.
		 */
		casesToReroute: async (today: string, limit: number): Promise<readonly Due[]> => {
			const key = sql<string>`'reroute:' || ${t.applications.id} || ':' || ${today}`;
			const meetingOn = sql<string>`coalesce((select max(${t.meetings.heldOn}) from ${t.meetings} where ${t.meetings.roundId} = ${t.rounds.id}), ${t.rounds.plannedMeetingOn})`;
			return db
				.select({ id: t.applications.id, key })
				.from(t.applications)
				.innerJoin(t.rounds, eq(t.rounds.id, t.applications.roundId))
				.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
				.where(
					and(
						inArray(t.applications.state, [...reroutable]),
						or(
							ne(t.committees.state, 'active'),
							isNull(t.committees.filedOn),
							isNull(t.committees.validTo),
							sql`${t.committees.filedOn} > ${meetingOn}`,
							sql`${t.committees.validTo} < ${meetingOn}`
						),
						withoutJob(key)
					)
				)
				.orderBy(asc(t.applications.id))
				.limit(limit);
		},
		/** Grants whose last day lies in `from`…before `today`. */
		grantsToEnd: async (from: string, today: string, limit: number): Promise<readonly Due[]> =>
			db
				.select({ id: t.grants.id, key: grantKey })
				.from(t.grants)
				.where(and(gte(t.grants.toOn, from), lt(t.grants.toOn, today), withoutJob(grantKey)))
				.orderBy(asc(t.grants.toOn), asc(t.grants.id))
				.limit(limit),
		/**
		 * Active committees of the portal whose grant of review is over. Asked anew for each version and legal
		 * day: a grant may be given again, and end again.
		 */
		committeesWithoutGrant: async (today: string, limit: number): Promise<readonly Due[]> => {
			const key = sql<string>`'lose-grant:' || ${t.committees.id} || ':' || ${t.committees.version} || ':' || ${today}`;
			return db
				.select({ id: t.committees.id, key })
				.from(t.committees)
				.innerJoin(t.authorityGrants, eq(t.authorityGrants.id, t.committees.grantId))
				.where(
					and(
						eq(t.committees.state, 'active'),
						eq(t.committees.external, false),
						or(ne(t.authorityGrants.state, 'active'), lt(t.authorityGrants.validTo, today)),
						withoutJob(key)
					)
				)
				.orderBy(asc(t.committees.id))
				.limit(limit);
		},
		/** Those of the keys that have no job. */
		keysWithoutJob: async (keys: readonly string[]): Promise<readonly string[]> => {
			if (keys.length === 0) return [];
			const found = new Set(
				(
					await db
						.select({ key: t.jobs.key })
						.from(t.jobs)
						.where(inArray(t.jobs.key, [...keys]))
				).map(({ key }) => key)
			);
			return keys.filter((key) => !found.has(key));
		},
		/** Sessions that have ended, idle or absolutely; real time. */
		endedSessions: async (now: number, limit: number) =>
			(
				await db
					.select({ id: t.sessions.id })
					.from(t.sessions)
					.where(or(lte(t.sessions.expiresAt, now), lte(t.sessions.absoluteAt, now)))
					.limit(limit)
			).map(({ id }) => id),
		oldRequests: async (before: number, limit: number) =>
			(
				await db
					.select({ id: t.requests.id })
					.from(t.requests)
					.where(lt(t.requests.createdAt, before))
					.limit(limit)
			).map(({ id }) => id),
		oldThrottles: async (before: number, limit: number) =>
			(
				await db
					.select({ key: t.throttles.key })
					.from(t.throttles)
					.where(lt(t.throttles.windowStartedAt, before))
					.limit(limit)
			).map(({ key }) => key)
	};
};
