import { and, asc, eq, gt, gte, isNull, lte, or, sql } from 'drizzle-orm';
import type { Hat, Role } from '#lib/domain/access.ts';
import { prepared, first, type Questions } from './questions.ts';

export const grantReads = ({ db, t }: Questions) => {
	// A scope is an organisation or a committee; ids are unique among both.
	const ofPerson = prepared(
		'grants_open_of_person',
		db
			.select({
				grantId: t.grants.id,
				role: t.grants.role,
				scopeId: t.grants.scopeId,
				deputyFor: t.grants.deputyFor,
				organisationName: t.organisations.name,
				organisationPlace: t.organisations.place,
				committeeName: t.committees.name,
				committeePlace: t.committees.place
			})
			.from(t.grants)
			.leftJoin(t.organisations, eq(t.organisations.id, t.grants.scopeId))
			.leftJoin(t.committees, eq(t.committees.id, t.grants.scopeId))
			.where(
				and(
					eq(t.grants.personId, sql.placeholder('personId')),
					lte(t.grants.fromOn, sql.placeholder('day')),
					or(isNull(t.grants.toOn), gte(t.grants.toOn, sql.placeholder('day')))
				)
			)
			.orderBy(asc(t.grants.fromOn), asc(t.grants.id))
	);
	return {
		byId: async (id: string) => first(await db.select().from(t.grants).where(eq(t.grants.id, id))),
		/** The roles that a person holds on a legal day, with the names of their scopes: asked on every request. */
		openOfPerson: async (personId: string, onDay: string): Promise<readonly Hat[]> =>
			(await ofPerson({ personId, day: onDay })).map((grant) => ({
				grantId: grant.grantId,
				role: grant.role as Role,
				scopeId: grant.scopeId,
				scopeName: grant.organisationName ?? grant.committeeName ?? '',
				place: grant.organisationPlace ?? grant.committeePlace ?? '',
				deputyFor: grant.deputyFor
			})),
		/** Every grant of a person, ended ones too. */
		ofPerson: async (personId: string) =>
			db
				.select()
				.from(t.grants)
				.where(eq(t.grants.personId, personId))
				.orderBy(asc(t.grants.fromOn), asc(t.grants.id)),
		/** Grants of those who stand in for a person, as far as they last beyond a day. */
		deputiesOf: async (personId: string, day: string) =>
			db
				.select()
				.from(t.grants)
				.where(
					and(eq(t.grants.deputyFor, personId), or(isNull(t.grants.toOn), gt(t.grants.toOn, day)))
				)
				.orderBy(asc(t.grants.id)),
		/** Everybody who holds a role on a day, whatever its scope, with the scope's place. */
		holders: async (role: Role, onDay: string) =>
			db
				.select({
					grant: t.grants,
					organisationPlace: t.organisations.place,
					committeePlace: t.committees.place
				})
				.from(t.grants)
				.leftJoin(t.organisations, eq(t.organisations.id, t.grants.scopeId))
				.leftJoin(t.committees, eq(t.committees.id, t.grants.scopeId))
				.where(
					and(
						eq(t.grants.role, role),
						lte(t.grants.fromOn, onDay),
						or(isNull(t.grants.toOn), gte(t.grants.toOn, onDay))
					)
				)
				.orderBy(asc(t.grants.id)),
		/** Who holds a role for an organisation or committee on a day, with the person. */
		ofScope: async (scopeId: string, onDay: string, role?: Role) =>
			db
				.select({ grant: t.grants, person: t.people })
				.from(t.grants)
				.innerJoin(t.people, eq(t.people.id, t.grants.personId))
				.where(
					and(
						eq(t.grants.scopeId, scopeId),
						role && eq(t.grants.role, role),
						lte(t.grants.fromOn, onDay),
						or(isNull(t.grants.toOn), gte(t.grants.toOn, onDay))
					)
				)
				.orderBy(asc(t.grants.role), asc(t.people.name), asc(t.grants.id))
	};
};
