import { and, asc, count, desc, eq, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { type AssistScope, type CaseRelations } from '#lib/domain/access.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import { assistConditions } from './case-conditions.ts';
import { caseListReads } from './case-list.ts';
import { first, prepared, type Questions } from './questions.ts';
import { recusalReads } from './recusals.ts';

/** States in which a case is over: it no longer stands in the way of another one. */
const overStates = [
	'deleted',
	'withdrawn',
	'lapsed',
	'deemed_abandoned',
	'closed_without_route',
	'not_accepted',
	'terminated_fraud'
] as const satisfies readonly ApplicationState[];

export const applicationReads = (q: Questions) => {
	const { db, t } = q;
	const byId = prepared(
		'applications_by_id',
		db
			.select()
			.from(t.applications)
			.where(eq(t.applications.id, sql.placeholder('id')))
	);
	const entries = prepared(
		'applications_entries',
		db
			.select()
			.from(t.applicationEntries)
			.where(
				and(
					eq(t.applicationEntries.applicationId, sql.placeholder('id')),
					isNull(t.applicationEntries.removedAt)
				)
			)
			.orderBy(
				asc(t.applicationEntries.section),
				asc(t.applicationEntries.position),
				asc(t.applicationEntries.id)
			)
	);
	const people = {
		experts: prepared(
			'applications_experts',
			db
				.select({ personId: t.assignments.expertId, state: t.assignments.state })
				.from(t.assignments)
				.where(eq(t.assignments.applicationId, sql.placeholder('id')))
				.orderBy(asc(t.assignments.expertId))
		),
		chairs: prepared(
			'applications_chairs',
			db
				.select({ personId: t.roundMembers.personId })
				.from(t.roundMembers)
				.where(
					and(
						eq(t.roundMembers.roundId, sql.placeholder('roundId')),
						inArray(t.roundMembers.seat, ['chair', 'vice_chair']),
						isNull(t.roundMembers.endedAt)
					)
				)
				.orderBy(asc(t.roundMembers.personId))
		)
	};

	const recusals = recusalReads(q);

	return {
		...caseListReads(q),
		/** Cases that a person may see nothing of at any desk: their own, and those they are recused from. */
		closedTo: async (personId: string): Promise<readonly string[]> => {
			const own = db
				.select({ id: t.applications.id })
				.from(t.applications)
				.where(eq(t.applications.personId, personId));
			const kept = db
				.select({ id: t.applications.id })
				.from(t.recusals)
				.innerJoin(
					t.applications,
					or(
						eq(t.applications.id, t.recusals.applicationId),
						and(
							isNull(t.recusals.applicationId),
							eq(t.applications.personId, t.recusals.applicantId)
						)
					)
				)
				.where(and(eq(t.recusals.personId, personId), isNull(t.recusals.endedAt)));
			return (await own.union(kept)).map(({ id }) => id);
		},
		byId: async (id: string) => first(await byId({ id })),
		byNumber: async (number: string) =>
			first(await db.select().from(t.applications).where(eq(t.applications.number, number))),
		/** What ties people to the case: ask `partiesOf(actor, relations)`. Undefined for an unknown id. */
		relations: async (id: string): Promise<CaseRelations | undefined> => {
			const row = first(await byId({ id }));
			if (!row) return undefined;
			const [experts, recused, chairs] = await Promise.all([
				people.experts({ id }),
				recusals.peopleKeptFrom(id, row.personId),
				row.roundId === null ? [] : people.chairs({ roundId: row.roundId })
			]);
			return {
				personId: row.personId,
				assistedBy: row.assistedBy,
				state: row.state,
				reach: row.reach,
				employerId: row.employerId,
				agencyId: row.agencyId,
				place: row.place,
				sectorId: row.sectorId,
				officeId: row.officeId,
				experts: experts
					.filter(({ state }) => state === 'assigned' || state === 'submitted')
					.map((e) => e.personId),
				chairs: chairs.map((chair) => chair.personId),
				recused
			};
		},
		/** How many cases of a place are on their way to a committee or before it. */
		openOfCommittee: async (committeeId: string, place: string) =>
			(
				await db
					.select({ open: count() })
					.from(t.applications)
					.where(
						and(
							eq(t.applications.committeeId, committeeId),
							eq(t.applications.place, place),
							notInArray(t.applications.state, [
								...overStates,
								'certificate_issued',
								'voted_failed'
							])
						)
					)
			)[0]?.open ?? 0,
		/** How many cases a batch has, drafts left out. */
		countInBatch: async (batchId: string) =>
			(
				await db
					.select({ cases: count() })
					.from(t.applications)
					.where(
						and(
							eq(t.applications.batchId, batchId),
							notInArray(t.applications.state, ['draft', 'deleted'])
						)
					)
			)[0]?.cases ?? 0,
		/** Cases in a state, by number; for those who see them all. */
		inState: async (state: ApplicationState, limit: number) =>
			db
				.select()
				.from(t.applications)
				.where(eq(t.applications.state, state))
				.orderBy(asc(t.applications.number))
				.limit(limit),
		/** How many cases of these rounds stand in each state, but for some cases. */
		countsOfRounds: async (roundIds: readonly string[], except: readonly string[]) =>
			roundIds.length === 0
				? []
				: db
						.select({
							roundId: t.applications.roundId,
							state: t.applications.state,
							cases: count()
						})
						.from(t.applications)
						.where(
							and(
								inArray(t.applications.roundId, [...roundIds]),
								notInArray(t.applications.id, [...except])
							)
						)
						.groupBy(t.applications.roundId, t.applications.state),
		/** Cases of a round in these states, by number. */
		ofRound: async (roundId: string, states: readonly ApplicationState[]) =>
			db
				.select()
				.from(t.applications)
				.where(and(eq(t.applications.roundId, roundId), inArray(t.applications.state, [...states])))
				.orderBy(asc(t.applications.number)),
		/** What the applicant wrote and did not remove, by section and position. */
		entries: async (id: string) => entries({ id }),
		/** The same of many cases at once, for some sections. */
		entriesOf: async (ids: readonly string[], sections: readonly string[]) =>
			ids.length === 0 || sections.length === 0
				? []
				: db
						.select()
						.from(t.applicationEntries)
						.where(
							and(
								inArray(t.applicationEntries.applicationId, [...ids]),
								inArray(t.applicationEntries.section, [...sections]),
								isNull(t.applicationEntries.removedAt)
							)
						)
						.orderBy(
							asc(t.applicationEntries.applicationId),
							asc(t.applicationEntries.position),
							asc(t.applicationEntries.id)
						),
		entryById: async (id: string) =>
			first(await db.select().from(t.applicationEntries).where(eq(t.applicationEntries.id, id))),
		/** A person's cases in a batch that are not over: one at most, unless rules allow more. */
		openOfPerson: async (personId: string, batchId: string) =>
			db
				.select()
				.from(t.applications)
				.where(
					and(
						eq(t.applications.batchId, batchId),
						eq(t.applications.personId, personId),
						notInArray(t.applications.state, [...overStates])
					)
				)
				.orderBy(asc(t.applications.createdAt), asc(t.applications.id)),
		/** Every case of a person but deleted drafts, newest first. */
		/** Which of these people have handed in an application of their own in the batch. */
		applicantsAmong: async (people: readonly string[], batchId: string) =>
			people.length === 0
				? []
				: (
						await db
							.selectDistinct({ personId: t.applications.personId })
							.from(t.applications)
							.where(
								and(
									inArray(t.applications.personId, [...people]),
									eq(t.applications.batchId, batchId),
									notInArray(t.applications.state, ['draft', ...overStates])
								)
							)
					).map(({ personId }) => personId),
		ofPerson: async (personId: string) =>
			db
				.select()
				.from(t.applications)
				.where(and(eq(t.applications.personId, personId), ne(t.applications.state, 'deleted')))
				.orderBy(desc(t.applications.createdAt), desc(t.applications.id)),
		/** Drafts that a clerk fills in for other people by the grants they hold, newest first. */
		draftsAssistedBy: async (personId: string, scopes: readonly AssistScope[]) =>
			scopes.length === 0
				? []
				: db
						.select()
						.from(t.applications)
						.where(assistConditions(q, personId, scopes))
						.orderBy(desc(t.applications.createdAt), desc(t.applications.id))
	};
};
