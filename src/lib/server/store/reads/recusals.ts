import { and, asc, eq, inArray, isNull, or, sql, type Placeholder } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

/** Recusals in force that keep a person from the case at hand (a row of `applications` in the outer query). */
export const keepsFromCase = ({ db, t }: Questions, me: Placeholder | string) =>
	db
		.select({ one: sql`1` })
		.from(t.recusals)
		.where(
			and(
				eq(t.recusals.personId, me),
				isNull(t.recusals.endedAt),
				or(
					eq(t.recusals.applicationId, t.applications.id),
					and(isNull(t.recusals.applicationId), eq(t.recusals.applicantId, t.applications.personId))
				)
			)
		);

export const recusalReads = (q: Questions) => {
	const { db, t } = q;
	const ofCase = prepared(
		'recusals_of_case',
		db
			.select({ personId: t.recusals.personId })
			.from(t.recusals)
			.where(
				and(
					eq(t.recusals.applicantId, sql.placeholder('applicantId')),
					isNull(t.recusals.endedAt),
					or(isNull(t.recusals.applicationId), eq(t.recusals.applicationId, sql.placeholder('id')))
				)
			)
	);
	const anyOf = prepared(
		'recusals_any_of',
		db
			.select({ one: sql`1` })
			.from(t.recusals)
			.where(and(eq(t.recusals.personId, sql.placeholder('me')), isNull(t.recusals.endedAt)))
			.limit(1)
	);
	return {
		byId: async (id: string) =>
			first(await db.select().from(t.recusals).where(eq(t.recusals.id, id))),
		/** Ids of the people whom a recusal in force keeps from the case. */
		peopleKeptFrom: async (id: string, applicantId: string): Promise<readonly string[]> =>
			(await ofCase({ id, applicantId })).map(({ personId }) => personId),
		/** Whether any recusal in force keeps this person from anything. */
		hasAny: async (me: string): Promise<boolean> => (await anyOf({ me })).length > 0,
		/** Those that concern a case, lifted ones too, oldest first. */
		ofCase: async (id: string, applicantId: string) =>
			db
				.select({ recusal: t.recusals, person: t.people })
				.from(t.recusals)
				.innerJoin(t.people, eq(t.people.id, t.recusals.personId))
				.where(
					and(
						eq(t.recusals.applicantId, applicantId),
						or(isNull(t.recusals.applicationId), eq(t.recusals.applicationId, id))
					)
				)
				.orderBy(asc(t.recusals.createdAt), asc(t.recusals.id)),
		/** In force for these people and this case. */
		inForce: async (people: readonly string[], id: string, applicantId: string) =>
			people.length === 0
				? []
				: db
						.select()
						.from(t.recusals)
						.where(
							and(
								inArray(t.recusals.personId, [...people]),
								eq(t.recusals.applicantId, applicantId),
								isNull(t.recusals.endedAt),
								or(isNull(t.recusals.applicationId), eq(t.recusals.applicationId, id))
							)
						)
						.orderBy(asc(t.recusals.createdAt), asc(t.recusals.id))
	};
};
