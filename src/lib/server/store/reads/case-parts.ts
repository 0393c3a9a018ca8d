/** What hangs on a case: attachments, snapshots, defects. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const attachmentReads = ({ db, t }: Questions) => {
	const ofApplication = prepared(
		'attachments_of_application',
		db
			.select()
			.from(t.attachments)
			.where(
				and(
					eq(t.attachments.applicationId, sql.placeholder('applicationId')),
					ne(t.attachments.state, 'removed')
				)
			)
			.orderBy(asc(t.attachments.slot), asc(t.attachments.createdAt), asc(t.attachments.id))
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.attachments).where(eq(t.attachments.id, id))),
		/** Every attachment whose bytes must lie on the disk. */
		storedIds: async () =>
			(
				await db
					.select({ id: t.attachments.id })
					.from(t.attachments)
					.where(eq(t.attachments.state, 'stored'))
			).map(({ id }) => id),
		/** Those not removed, by slot and age. */
		ofApplication: async (applicationId: string) => ofApplication({ applicationId })
	};
};

export const snapshotReads = ({ db, t }: Questions) => {
	const ofApplication = prepared(
		'snapshots_of_application',
		db
			.select()
			.from(t.snapshots)
			.where(eq(t.snapshots.applicationId, sql.placeholder('applicationId')))
			.orderBy(asc(t.snapshots.number))
	);
	return {
		/** Every submission's snapshot, first to last. */
		ofApplication: async (applicationId: string) => ofApplication({ applicationId }),
		latest: async (applicationId: string) =>
			first(
				await db
					.select()
					.from(t.snapshots)
					.where(eq(t.snapshots.applicationId, applicationId))
					.orderBy(desc(t.snapshots.number))
					.limit(1)
			)
	};
};

export const defectReads = ({ db, t }: Questions) => {
	const ofApplication = prepared(
		'defects_of_application',
		db
			.select()
			.from(t.defects)
			.where(eq(t.defects.applicationId, sql.placeholder('applicationId')))
			.orderBy(asc(t.defects.createdAt), asc(t.defects.id))
	);
	return {
		/** Every defect of every return, oldest first. */
		ofApplication: async (applicationId: string) => ofApplication({ applicationId })
	};
};
