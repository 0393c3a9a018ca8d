/** What inspectors ask: samples over whole batches, and a few cases by their ids. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { Questions } from './questions.ts';

export const inspectionReads = ({ db, t }: Questions) => ({
	/** Ids of a batch's cases in some states, in order. */
	idsOfBatch: async (batchId: string, states: readonly ApplicationState[]) =>
		states.length === 0
			? []
			: (
					await db
						.select({ id: t.applications.id })
						.from(t.applications)
						.where(
							and(eq(t.applications.batchId, batchId), inArray(t.applications.state, [...states]))
						)
						.orderBy(asc(t.applications.id))
				).map(({ id }) => id),
	/** Cases by id, for a list that is already known. */
	cases: async (ids: readonly string[]) =>
		ids.length === 0
			? []
			: db
					.select({
						id: t.applications.id,
						number: t.applications.number,
						personId: t.applications.personId,
						personName: t.applications.personName,
						employerName: t.applications.employerName,
						titleName: t.applications.titleName,
						state: t.applications.state,
						stateSince: t.applications.stateSince,
						reach: t.applications.reach
					})
					.from(t.applications)
					.where(inArray(t.applications.id, [...ids]))
});
