import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const personReads = ({ db, t }: Questions) => {
	const byId = prepared(
		'people_by_id',
		db
			.select()
			.from(t.people)
			.where(eq(t.people.id, sql.placeholder('id')))
	);
	return {
		byIds: async (ids: readonly string[]) =>
			ids.length === 0
				? []
				: db
						.select()
						.from(t.people)
						.where(inArray(t.people.id, [...ids]))
						.orderBy(asc(t.people.id)),
		byId: async (id: string) => first(await byId({ id })),
		/** By the blind index of the ID number (`secrets.blind('id', …)`). */
		byIdBlind: async (blind: string) =>
			first(await db.select().from(t.people).where(eq(t.people.idBlind, blind))),
		/** Several people may share a telephone. */
		byPhoneBlind: async (blind: string) =>
			db.select().from(t.people).where(eq(t.people.phoneBlind, blind)).orderBy(asc(t.people.id)),
		/** Present people of an employer, by name. */
		ofEmployer: async (employerId: string) =>
			db
				.select()
				.from(t.people)
				.where(and(eq(t.people.employerId, employerId), isNull(t.people.mergedInto)))
				.orderBy(asc(t.people.name), asc(t.people.id)),
		employments: async (personId: string) =>
			db
				.select()
				.from(t.employments)
				.where(eq(t.employments.personId, personId))
				.orderBy(asc(t.employments.fromOn), asc(t.employments.id)),
		/** Where these people work and have worked, with the employers' names. */
		staysOf: async (ids: readonly string[]) =>
			ids.length === 0
				? []
				: db
						.select({ employment: t.employments, employerName: t.organisations.name })
						.from(t.employments)
						.innerJoin(t.organisations, eq(t.organisations.id, t.employments.employerId))
						.where(inArray(t.employments.personId, [...ids]))
						.orderBy(asc(t.employments.fromOn), asc(t.employments.id))
	};
};

export const affiliationReads = ({ db, t }: Questions) => ({
	byId: async (id: string) =>
		first(await db.select().from(t.affiliations).where(eq(t.affiliations.id, id))),
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.affiliations)
			.where(eq(t.affiliations.personId, personId))
			.orderBy(desc(t.affiliations.requestedAt), desc(t.affiliations.id)),
	/** Waiting for an employer's answer, oldest first, with the person's name. */
	pendingForEmployer: async (employerId: string) =>
		db
			.select({ affiliation: t.affiliations, person: t.people })
			.from(t.affiliations)
			.innerJoin(t.people, eq(t.people.id, t.affiliations.personId))
			.where(and(eq(t.affiliations.employerId, employerId), eq(t.affiliations.state, 'pending')))
			.orderBy(asc(t.affiliations.requestedAt), asc(t.affiliations.id)),
	/** Those that the county (its code) may decide on the day, because the employer was silent. */
	pendingForCounty: async (place: string, day: string) =>
		db
			.select({ affiliation: t.affiliations, person: t.people, employer: t.organisations })
			.from(t.affiliations)
			.innerJoin(t.people, eq(t.people.id, t.affiliations.personId))
			.innerJoin(t.organisations, eq(t.organisations.id, t.affiliations.employerId))
			.where(
				and(
					eq(t.organisations.place, place),
					eq(t.affiliations.state, 'pending'),
					lte(t.affiliations.countyFromOn, day)
				)
			)
			.orderBy(asc(t.affiliations.requestedAt), asc(t.affiliations.id))
});

export const recordEntryReads = ({ db, t }: Questions) => ({
	byId: async (id: string) =>
		first(await db.select().from(t.recordEntries).where(eq(t.recordEntries.id, id))),
	/** Lines of a person's record that were not removed, by section and age. */
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.recordEntries)
			.where(and(eq(t.recordEntries.personId, personId), isNull(t.recordEntries.removedAt)))
			.orderBy(
				asc(t.recordEntries.section),
				asc(t.recordEntries.createdAt),
				asc(t.recordEntries.id)
			)
});

export const integrityReads = ({ db, t }: Questions) => {
	const ofPerson = prepared(
		'integrity_of_person',
		db
			.select()
			.from(t.integrityRecords)
			.where(eq(t.integrityRecords.personId, sql.placeholder('personId')))
			.orderBy(asc(t.integrityRecords.fromOn), asc(t.integrityRecords.id))
	);
	return {
		/** Every entry of the register of dishonesty about a person, oldest first. */
		ofPerson: async (personId: string) => ofPerson({ personId })
	};
};
