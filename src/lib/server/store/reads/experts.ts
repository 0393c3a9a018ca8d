import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import { first, type Questions } from './questions.ts';

export const expertReads = ({ db, t }: Questions) => ({
	byId: async (id: string) => first(await db.select().from(t.experts).where(eq(t.experts.id, id))),
	/** Every expert entry of a series, in any pool and term, with person and employer. */
	ofSeries: async (series: string) =>
		db
			.select({ expert: t.experts, person: t.people, employerName: t.organisations.name })
			.from(t.experts)
			.innerJoin(t.people, eq(t.people.id, t.experts.personId))
			.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
			.where(eq(t.experts.series, series))
			.orderBy(asc(t.people.name), asc(t.experts.id)),
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.experts)
			.where(eq(t.experts.personId, personId))
			.orderBy(asc(t.experts.termFrom), asc(t.experts.id)),
	/** Experts for a series in the pools of these places whose term holds the day, with their people. */
	inPools: async (places: readonly string[], series: string, onDay: string) =>
		places.length === 0
			? []
			: db
					.select({ expert: t.experts, person: t.people })
					.from(t.experts)
					.innerJoin(t.people, eq(t.people.id, t.experts.personId))
					.where(
						and(
							inArray(t.experts.place, [...places]),
							eq(t.experts.series, series),
							lte(t.experts.termFrom, onDay),
							gte(t.experts.termTo, onDay)
						)
					)
					.orderBy(asc(t.people.name), asc(t.experts.id))
});
