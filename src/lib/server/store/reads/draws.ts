import { and, asc, desc, eq, gte, inArray } from 'drizzle-orm';
import { reachOf } from '#lib/domain/access.ts';
import type { DrawState } from '#lib/domain/review/draw-workflow.ts';
import { first, type Questions } from './questions.ts';

export const drawReads = ({ db, t }: Questions) => {
	const joined = () =>
		db
			.select({
				draw: t.draws,
				round: t.rounds,
				committee: t.committees,
				batchName: t.batches.name
			})
			.from(t.draws)
			.innerJoin(t.rounds, eq(t.rounds.id, t.draws.roundId))
			.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
			.innerJoin(t.batches, eq(t.batches.id, t.rounds.batchId));
	return {
		/** With its round, committee and the batch's name. */
		byId: async (id: string) => first(await joined().where(eq(t.draws.id, id))),
		/** Every draw of a round, the newest first. */
		ofRound: async (roundId: string) =>
			db
				.select()
				.from(t.draws)
				.where(eq(t.draws.roundId, roundId))
				.orderBy(desc(t.draws.createdAt), desc(t.draws.id)),
		/** Draws in some states, the newest first. */
		inStates: async (states: readonly DrawState[], limit: number) =>
			joined()
				.where(inArray(t.draws.state, [...states]))
				.orderBy(desc(t.draws.createdAt), desc(t.draws.id))
				.limit(limit),
		/** Everybody who was asked, in the order of asking. */
		seats: async (drawId: string) =>
			db
				.select()
				.from(t.drawSeats)
				.where(eq(t.drawSeats.drawId, drawId))
				.orderBy(asc(t.drawSeats.createdAt), asc(t.drawSeats.id)),
		/** Seats in open draws that a person was asked to take and has not refused, with round and committee. */
		openSeatsOf: async (personId: string) =>
			db
				.select({
					seat: t.drawSeats,
					round: t.rounds,
					committee: t.committees,
					batchName: t.batches.name
				})
				.from(t.drawSeats)
				.innerJoin(t.draws, eq(t.draws.id, t.drawSeats.drawId))
				.innerJoin(t.rounds, eq(t.rounds.id, t.draws.roundId))
				.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
				.innerJoin(t.batches, eq(t.batches.id, t.rounds.batchId))
				.where(
					and(
						eq(t.drawSeats.personId, personId),
						inArray(t.drawSeats.state, ['asked', 'accepted']),
						eq(t.draws.state, 'drawn')
					)
				)
				.orderBy(asc(t.rounds.plannedMeetingOn), asc(t.drawSeats.id)),
		/** Who has handed in an application in a batch, from which employer, and in which round it is. */
		applicants: async (batchId: string) =>
			db
				.select({
					personId: t.applications.personId,
					employerId: t.applications.employerId,
					roundId: t.applications.roundId
				})
				.from(t.applications)
				.where(
					and(eq(t.applications.batchId, batchId), gte(t.applications.reach, reachOf.employer))
				),
		seatById: async (id: string) =>
			first(await db.select().from(t.drawSeats).where(eq(t.drawSeats.id, id)))
	};
};
