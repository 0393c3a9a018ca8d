import { asc, desc, eq } from 'drizzle-orm';
import { first, type Questions } from './questions.ts';

export const certificateReads = ({ db, t }: Questions) => ({
	byId: async (id: string) =>
		first(await db.select().from(t.certificates).where(eq(t.certificates.id, id))),
	byNumber: async (number: string) =>
		first(await db.select().from(t.certificates).where(eq(t.certificates.number, number))),
	byApplication: async (applicationId: string) =>
		first(
			await db.select().from(t.certificates).where(eq(t.certificates.applicationId, applicationId))
		),
	/** Newest first. */
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.certificates)
			.where(eq(t.certificates.personId, personId))
			.orderBy(desc(t.certificates.issuedOn), desc(t.certificates.id))
});

export const heldTitleReads = ({ db, t }: Questions) => ({
	byId: async (id: string) =>
		first(await db.select().from(t.heldTitles).where(eq(t.heldTitles.id, id))),
	/** Every title that a person holds or held, oldest first. */
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.heldTitles)
			.where(eq(t.heldTitles.personId, personId))
			.orderBy(asc(t.heldTitles.obtainedOn), asc(t.heldTitles.id)),
	byCertificateNumber: async (number: string) =>
		db.select().from(t.heldTitles).where(eq(t.heldTitles.certificateNumber, number)),
	/** Entered by hand and not yet verified, oldest first, with the person. */
	toVerify: async (limit = 200) =>
		db
			.select({ title: t.heldTitles, person: t.people })
			.from(t.heldTitles)
			.innerJoin(t.people, eq(t.people.id, t.heldTitles.personId))
			.where(eq(t.heldTitles.state, 'entered'))
			.orderBy(asc(t.heldTitles.createdAt), asc(t.heldTitles.id))
			.limit(limit)
});
