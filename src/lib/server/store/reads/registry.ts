/** Questions of the desks that look after people, accounts, requests, titles and organisations. */
import { and, asc, desc, eq, gte, inArray, isNull, like, lte, ne, or, sql } from 'drizzle-orm';
import type { organisationKinds } from '../schema.ts';
import { first, type Questions } from './questions.ts';
import { literally, registryLists } from './registry-lists.ts';

type Kind = (typeof organisationKinds)[number];

export const registryReads = (q: Questions) => {
	const { db, t } = q;
	return {
		...registryLists(q),
		/** The account that a name or an ID number signs in to, with its person. One question either way. */
		forSignIn: async (by: { readonly loginName: string } | { readonly idBlind: string }) =>
			first(
				await db
					.select({ account: t.accounts, person: t.people })
					.from(t.accounts)
					.innerJoin(t.people, eq(t.people.id, t.accounts.personId))
					.where(
						'loginName' in by
							? eq(t.accounts.loginName, by.loginName)
							: eq(t.people.idBlind, by.idBlind)
					)
			),

		/** Names and employers of the people behind some sign-in names. */
		accountHolders: async (logins: readonly string[]) =>
			db
				.select({
					loginName: t.accounts.loginName,
					name: t.people.name,
					employerName: t.organisations.name
				})
				.from(t.accounts)
				.innerJoin(t.people, eq(t.people.id, t.accounts.personId))
				.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
				.where(and(inArray(t.accounts.loginName, [...logins]), eq(t.accounts.state, 'active'))),

		/** The present employer and those that a request waits with: who looks after this person. */
		employersOf: async (personId: string) => {
			const columns = {
				id: t.organisations.id,
				agencyId: t.organisations.agencyId,
				place: t.organisations.place
			};
			const [present, wanted] = await Promise.all([
				db
					.select(columns)
					.from(t.people)
					.innerJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
					.where(eq(t.people.id, personId)),
				db
					.select(columns)
					.from(t.affiliations)
					.innerJoin(t.organisations, eq(t.organisations.id, t.affiliations.employerId))
					.where(and(eq(t.affiliations.personId, personId), eq(t.affiliations.state, 'pending')))
			]);
			return [
				...present.map((one) => ({ ...one, present: true })),
				...wanted.map((one) => ({ ...one, present: false }))
			];
		},

		/** Active organisations that people can belong to: by part of the name, in a place or ('') anywhere. */
		employers: async (name: string, kinds: readonly Kind[], place: string, limit: number) =>
			db
				.select()
				.from(t.organisations)
				.where(
					and(
						inArray(t.organisations.kind, [...kinds]),
						eq(t.organisations.state, 'active'),
						place === '' ? undefined : eq(t.organisations.place, place),
						name === ''
							? undefined
							: sql`${t.organisations.name} like ${`%${literally(name)}%`} escape '\\'`
					)
				)
				.orderBy(asc(t.organisations.name), asc(t.organisations.id))
				.limit(limit),

		/** Every active organisation with what grants ask about, by place and name. */
		activeOrganisations: async () =>
			db
				.select({
					id: t.organisations.id,
					name: t.organisations.name,
					kind: t.organisations.kind,
					place: t.organisations.place,
					parentId: t.organisations.parentId,
					agencyId: t.organisations.agencyId
				})
				.from(t.organisations)
				.where(eq(t.organisations.state, 'active'))
				.orderBy(asc(t.organisations.place), asc(t.organisations.name), asc(t.organisations.id)),

		/** Grants of a role that are in force on a day. */
		grantsInRole: async (role: string, day: string) =>
			db
				.select()
				.from(t.grants)
				.where(
					and(
						eq(t.grants.role, role),
						lte(t.grants.fromOn, day),
						or(isNull(t.grants.toOn), gte(t.grants.toOn, day))
					)
				)
				.orderBy(asc(t.grants.id)),

		/** Grants for a scope that have not ended before the day, deputies' too, with the person. */
		grantsOfScope: async (scopeId: string, day: string) =>
			db
				.select({ grant: t.grants, person: t.people })
				.from(t.grants)
				.innerJoin(t.people, eq(t.people.id, t.grants.personId))
				.where(
					and(eq(t.grants.scopeId, scopeId), or(isNull(t.grants.toOn), gte(t.grants.toOn, day)))
				)
				.orderBy(asc(t.grants.role), asc(t.grants.fromOn), asc(t.grants.id)),

		/** Names of scopes, organisations and committees alike. */
		scopeNames: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
			const wanted = [...new Set(ids)].filter((id) => id !== '');
			if (wanted.length === 0) return new Map();
			const [organisations, committees] = await Promise.all([
				db
					.select({ id: t.organisations.id, name: t.organisations.name })
					.from(t.organisations)
					.where(inArray(t.organisations.id, wanted)),
				db
					.select({ id: t.committees.id, name: t.committees.name })
					.from(t.committees)
					.where(inArray(t.committees.id, wanted))
			]);
			return new Map([...organisations, ...committees].map(({ id, name }) => [id, name]));
		},

		personNames: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
			const wanted = [...new Set(ids)].filter((id) => id !== '');
			if (wanted.length === 0) return new Map();
			const rows = await db
				.select({ id: t.people.id, name: t.people.name })
				.from(t.people)
				.where(inArray(t.people.id, wanted));
			return new Map(rows.map(({ id, name }) => [id, name]));
		},

		/** Every row that belongs to a person: what a merge brings together. */
		holdings: async (personId: string) => {
			const [
				employments,
				affiliations,
				records,
				titles,
				applications,
				certificates,
				experts,
				grants,
				integrity,
				recusals
			] = await Promise.all([
				db.select().from(t.employments).where(eq(t.employments.personId, personId)),
				db.select().from(t.affiliations).where(eq(t.affiliations.personId, personId)),
				db.select().from(t.recordEntries).where(eq(t.recordEntries.personId, personId)),
				db.select().from(t.heldTitles).where(eq(t.heldTitles.personId, personId)),
				db.select().from(t.applications).where(eq(t.applications.personId, personId)),
				db.select().from(t.certificates).where(eq(t.certificates.personId, personId)),
				db.select().from(t.experts).where(eq(t.experts.personId, personId)),
				db.select().from(t.grants).where(eq(t.grants.personId, personId)),
				db.select().from(t.integrityRecords).where(eq(t.integrityRecords.personId, personId)),
				db
					.select()
					.from(t.recusals)
					.where(or(eq(t.recusals.personId, personId), eq(t.recusals.applicantId, personId)))
			]);
			return {
				employments,
				affiliations,
				recordEntries: records,
				heldTitles: titles,
				applications,
				certificates,
				experts,
				grants,
				integrityRecords: integrity,
				recusals
			};
		},

		/** Other records under the same name: maybe the same person twice. */
		namesakes: async (person: { readonly id: string; readonly name: string }) =>
			db
				.select({ person: t.people, employerName: t.organisations.name })
				.from(t.people)
				.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
				.where(
					and(
						eq(t.people.name, person.name),
						ne(t.people.id, person.id),
						isNull(t.people.mergedInto)
					)
				)
				.orderBy(asc(t.people.id))
				.limit(20),

		/** What others did that concerns a person, newest first. */
		looks: async (personId: string, limit: number) =>
			db
				.select()
				.from(t.log)
				.where(
					and(
						eq(t.log.subjectId, personId),
						ne(t.log.actorId, personId),
						or(
							like(t.log.action, 'person.%'),
							like(t.log.action, 'account.%'),
							like(t.log.action, 'grant.%'),
							like(t.log.action, 'affiliation.%'),
							like(t.log.action, 'title.%'),
							like(t.log.action, 'case.open%')
						)
					)
				)
				.orderBy(desc(t.log.seq))
				.limit(limit)
	};
};
