import { and, asc, count, desc, eq } from 'drizzle-orm';
import { first, offsetOf, type Page, type Questions } from './questions.ts';

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
			.orderBy(desc(t.certificates.issuedOn), desc(t.certificates.id)),
	/** A page of those that an office has issued, newest first; of one round where it is named. */
	ofOffice: async (officeId: string, roundId: string | null, page: Page) =>
		db
			.select({ certificate: t.certificates, employerName: t.applications.employerName })
			.from(t.certificates)
			.innerJoin(t.applications, eq(t.applications.id, t.certificates.applicationId))
			.where(
				and(
					eq(t.applications.officeId, officeId),
					roundId === null ? undefined : eq(t.applications.roundId, roundId)
				)
			)
			.orderBy(desc(t.certificates.issuedOn), desc(t.certificates.number))
			.limit(page.size)
			.offset(offsetOf(page)),
	countOfOffice: async (officeId: string, roundId: string | null): Promise<number> =>
		first(
			await db
				.select({ certificates: count() })
				.from(t.certificates)
				.innerJoin(t.applications, eq(t.applications.id, t.certificates.applicationId))
				.where(
					and(
						eq(t.applications.officeId, officeId),
						roundId === null ? undefined : eq(t.applications.roundId, roundId)
					)
				)
		)?.certificates ?? 0
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
