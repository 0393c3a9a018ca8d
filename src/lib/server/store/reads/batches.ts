import { and, asc, desc, eq, gt, isNull, lte, ne, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const batchReads = ({ db, t }: Questions) => {
	const byId = prepared(
		'batches_by_id',
		db
			.select()
			.from(t.batches)
			.where(eq(t.batches.id, sql.placeholder('id')))
	);
	const newestFirst = prepared(
		'batches_all',
		db.select().from(t.batches).orderBy(desc(t.batches.year), desc(t.batches.opensAt))
	);
	const namesNewestFirst = prepared(
		'batches_names',
		db
			.select({ id: t.batches.id, name: t.batches.name })
			.from(t.batches)
			.orderBy(desc(t.batches.year), desc(t.batches.opensAt))
	);
	return {
		byId: async (id: string) => first(await byId({ id })),
		/** Newest year first. */
		all: async () => newestFirst(),
		/** In the same order, for choosing one. */
		names: async () => namesNewestFirst(),
		/** Announced batches whose window holds the instant (the legal clock). */
		open: async (now: number) =>
			db
				.select()
				.from(t.batches)
				.where(
					and(
						ne(t.batches.state, 'planned'),
						lte(t.batches.opensAt, now),
						gt(t.batches.closesAt, now)
					)
				)
				.orderBy(asc(t.batches.closesAt), asc(t.batches.id))
	};
};

export const roundReads = ({ db, t }: Questions) => {
	const byId = prepared(
		'rounds_by_id',
		db
			.select({ round: t.rounds, committee: t.committees })
			.from(t.rounds)
			.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
			.where(eq(t.rounds.id, sql.placeholder('id')))
	);
	const byBatchAndCommittee = prepared(
		'rounds_by_batch_and_committee',
		db
			.select()
			.from(t.rounds)
			.where(
				and(
					eq(t.rounds.batchId, sql.placeholder('batchId')),
					eq(t.rounds.committeeId, sql.placeholder('committeeId'))
				)
			)
	);
	const byBatch = prepared(
		'rounds_by_batch',
		db
			.select({ round: t.rounds, committee: t.committees })
			.from(t.rounds)
			.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
			.where(eq(t.rounds.batchId, sql.placeholder('batchId')))
			.orderBy(asc(t.rounds.plannedMeetingOn), asc(t.rounds.id))
	);
	return {
		/** With its committee. */
		byId: async (id: string) => first(await byId({ id })),
		byBatchAndCommittee: async (batchId: string, committeeId: string) =>
			first(await byBatchAndCommittee({ batchId, committeeId })),
		/** Every round of a batch with its committee, by planned meeting day. */
		byBatch: async (batchId: string) => byBatch({ batchId }),
		/** Present members with their people, by number. */
		members: async (roundId: string) =>
			db
				.select({ member: t.roundMembers, person: t.people })
				.from(t.roundMembers)
				.innerJoin(t.people, eq(t.people.id, t.roundMembers.personId))
				.where(and(eq(t.roundMembers.roundId, roundId), isNull(t.roundMembers.endedAt)))
				.orderBy(asc(t.roundMembers.number), asc(t.roundMembers.id)),
		/** Rounds of the committees that an office runs, newest batch first. */
		ofOffice: async (officeId: string) =>
			db
				.select({ round: t.rounds, committee: t.committees })
				.from(t.rounds)
				.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
				.where(eq(t.committees.officeId, officeId))
				.orderBy(desc(t.rounds.createdAt), asc(t.rounds.id)),
		/** Everyone who ever had a seat, those whose seat has ended too. */
		everyMember: async (roundId: string) =>
			db.select().from(t.roundMembers).where(eq(t.roundMembers.roundId, roundId)),
		/** Rounds in which a person has a seat. */
		ofMember: async (personId: string) =>
			db
				.select({ round: t.rounds, member: t.roundMembers, committee: t.committees })
				.from(t.roundMembers)
				.innerJoin(t.rounds, eq(t.rounds.id, t.roundMembers.roundId))
				.innerJoin(t.committees, eq(t.committees.id, t.rounds.committeeId))
				.where(and(eq(t.roundMembers.personId, personId), isNull(t.roundMembers.endedAt)))
				.orderBy(asc(t.rounds.plannedMeetingOn), asc(t.rounds.id))
	};
};
