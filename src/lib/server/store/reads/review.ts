import { and, asc, count, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const assignmentReads = ({ db, t }: Questions) => {
	const ofApplication = prepared(
		'assignments_of_application',
		db
			.select({ assignment: t.assignments, person: t.people })
			.from(t.assignments)
			.innerJoin(t.people, eq(t.people.id, t.assignments.expertId))
			.where(eq(t.assignments.applicationId, sql.placeholder('applicationId')))
			.orderBy(asc(t.assignments.createdAt), asc(t.assignments.id))
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.assignments).where(eq(t.assignments.id, id))),
		/** Every assignment of a case, recused ones too, with the expert's person. */
		ofApplication: async (applicationId: string) => ofApplication({ applicationId }),
		/** Every assignment of a round's cases, oldest first: how far each case's sheets are. */
		ofRound: async (roundId: string) =>
			db
				.select()
				.from(t.assignments)
				.where(eq(t.assignments.roundId, roundId))
				.orderBy(asc(t.assignments.createdAt), asc(t.assignments.id)),
		/** Live assignments per expert in a round: how much each one carries. */
		loadsInRound: async (roundId: string): Promise<ReadonlyMap<string, number>> =>
			new Map(
				(
					await db
						.select({ expertId: t.assignments.expertId, load: count() })
						.from(t.assignments)
						.where(
							and(
								eq(t.assignments.roundId, roundId),
								inArray(t.assignments.state, ['assigned', 'submitted'])
							)
						)
						.groupBy(t.assignments.expertId)
				).map(({ expertId, load }) => [expertId, load])
			),
		byApplicationAndExpert: async (applicationId: string, expertId: string) =>
			first(
				await db
					.select()
					.from(t.assignments)
					.where(
						and(
							eq(t.assignments.applicationId, applicationId),
							eq(t.assignments.expertId, expertId)
						)
					)
			),
		/** Cases on an expert's (person id) desk; recused ones are gone. */
		ofExpert: async (
			expertId: string,
			states: readonly ('assigned' | 'submitted' | 'ended')[] = ['assigned', 'submitted', 'ended']
		) =>
			states.length === 0
				? []
				: db
						.select({ assignment: t.assignments, application: t.applications })
						.from(t.assignments)
						.innerJoin(t.applications, eq(t.applications.id, t.assignments.applicationId))
						.where(
							and(eq(t.assignments.expertId, expertId), inArray(t.assignments.state, [...states]))
						)
						.orderBy(asc(t.assignments.createdAt), asc(t.assignments.id))
	};
};

export const meetingReads = (q: Questions) => {
	const { db, t } = q;
	const ofRound = prepared(
		'meetings_of_round',
		db
			.select()
			.from(t.meetings)
			.where(eq(t.meetings.roundId, sql.placeholder('roundId')))
			.orderBy(asc(t.meetings.heldOn), asc(t.meetings.id))
	);
	const ofBatch = prepared(
		'meetings_of_batch',
		db
			.select({ meeting: t.meetings })
			.from(t.meetings)
			.innerJoin(t.rounds, eq(t.rounds.id, t.meetings.roundId))
			.where(eq(t.rounds.batchId, sql.placeholder('batchId')))
			.orderBy(asc(t.meetings.heldOn), asc(t.meetings.id))
	);
	const ofApplication = prepared(
		'meetings_of_application',
		db
			.select({ item: t.meetingCases, meeting: t.meetings })
			.from(t.meetingCases)
			.innerJoin(t.meetings, eq(t.meetings.id, t.meetingCases.meetingId))
			.where(eq(t.meetingCases.applicationId, sql.placeholder('applicationId')))
			.orderBy(asc(t.meetings.heldOn), asc(t.meetingCases.id))
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.meetings).where(eq(t.meetings.id, id))),
		ofRound: async (roundId: string) => ofRound({ roundId }),
		/** Meetings of several rounds, by day. */
		ofRounds: async (roundIds: readonly string[]) =>
			roundIds.length === 0
				? []
				: db
						.select()
						.from(t.meetings)
						.where(inArray(t.meetings.roundId, [...roundIds]))
						.orderBy(asc(t.meetings.heldOn), asc(t.meetings.id)),
		ofBatch: async (batchId: string) => (await ofBatch({ batchId })).map(({ meeting }) => meeting),
		/** The agenda in order, with the cases. */
		cases: async (meetingId: string) =>
			db
				.select({ item: t.meetingCases, application: t.applications })
				.from(t.meetingCases)
				.innerJoin(t.applications, eq(t.applications.id, t.meetingCases.applicationId))
				.where(eq(t.meetingCases.meetingId, meetingId))
				.orderBy(asc(t.meetingCases.position), asc(t.meetingCases.id)),
		/** How many cases each of these meetings has on its agenda but for some, and how many of them are decided. */
		agendaCounts: async (meetingIds: readonly string[], except: readonly string[]) =>
			meetingIds.length === 0
				? []
				: db
						.select({
							meetingId: t.meetingCases.meetingId,
							cases: count(),
							decided: count(t.meetingCases.outcome)
						})
						.from(t.meetingCases)
						.where(
							and(
								inArray(t.meetingCases.meetingId, [...meetingIds]),
								notInArray(t.meetingCases.applicationId, [...except])
							)
						)
						.groupBy(t.meetingCases.meetingId),
		caseById: async (id: string) =>
			first(await db.select().from(t.meetingCases).where(eq(t.meetingCases.id, id))),
		/** Every time a case came before a meeting, by day. */
		ofApplication: async (applicationId: string) => ofApplication({ applicationId })
	};
};
