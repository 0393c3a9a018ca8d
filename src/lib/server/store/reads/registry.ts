/** Questions of the desks that look after people, accounts, requests, titles and organisations. */
import {
	and,
	asc,
	count,
	desc,
	eq,
	gte,
	inArray,
	isNull,
	like,
	lt,
	lte,
	gt,
	ne,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import type { Role } from '#lib/domain/access.ts';
import type { PersonScope } from '#lib/domain/people/person-access.ts';
import type { organisationKinds } from '../schema.ts';
import { first, type Questions } from './questions.ts';

/** Counts are exact up to here; beyond, a list says "more than 1,000". */
export const EXACT = 1_000;

/** Where a page of a list begins: after or before a row (by its name and id), or at an offset. */
export type From =
	| { readonly offset: number }
	| { readonly after: readonly [name: string, id: string] }
	| { readonly before: readonly [name: string, id: string] };

export type PeopleQuery = {
	readonly scope: PersonScope;
	/** Beginning of a name. */
	readonly name?: string;
	/** Last four characters of the ID or telephone number. */
	readonly last4?: string;
	readonly idBlind?: string;
	readonly loginName?: string;
	readonly place?: string;
	readonly account?: 'none' | 'active' | 'disabled';
	readonly role?: Role;
	/** Legal day on which a role must be in force. */
	readonly day: string;
};

export type RequestQuery = {
	readonly scope: PersonScope;
	readonly tab: 'county' | 'employer' | 'approved' | 'refused' | 'withdrawn';
	readonly day: string;
};

type Kind = (typeof organisationKinds)[number];
export type OrganisationQuery = {
	readonly name?: string;
	readonly kind?: Kind;
	readonly place?: string;
	readonly state?: 'active' | 'closed';
};

/** `%` and `_` in what people type are themselves. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

export const registryReads = ({ db, t }: Questions) => {
	const holds = (column: SQL | typeof t.people.name | typeof t.organisations.name, text: string) =>
		sql`${column} like ${`%${literally(text)}%`} escape '\\'`;
	const begins = (column: typeof t.people.name, text: string) =>
		sql`${column} like ${`${literally(text)}%`} escape '\\'`;

	/** The people a hat looks after, as a condition; `undefined` is everybody. */
	const within = (scope: PersonScope): SQL | undefined => {
		switch (scope.kind) {
			case 'all':
				return undefined;
			case 'employer':
				return eq(t.organisations.id, scope.employerId);
			case 'agency':
				return or(
					eq(t.organisations.agencyId, scope.agencyId),
					eq(t.organisations.id, scope.agencyId)
				);
			case 'place':
				return eq(t.organisations.place, scope.place);
			case 'nothing':
				return sql`1 = 0`;
		}
	};

	const peopleWhere = (query: PeopleQuery): SQL | undefined =>
		and(
			within(query.scope),
			isNull(t.people.mergedInto),
			query.name ? begins(t.people.name, query.name) : undefined,
			query.last4
				? or(eq(t.people.idLast4, query.last4), eq(t.people.phoneLast4, query.last4))
				: undefined,
			query.idBlind ? eq(t.people.idBlind, query.idBlind) : undefined,
			query.loginName ? eq(t.accounts.loginName, query.loginName) : undefined,
			query.place ? eq(t.organisations.place, query.place) : undefined,
			query.account === 'none'
				? isNull(t.accounts.id)
				: query.account
					? eq(t.accounts.state, query.account)
					: undefined,
			query.role
				? inArray(
						t.people.id,
						db
							.select({ id: t.grants.personId })
							.from(t.grants)
							.where(
								and(
									eq(t.grants.role, query.role),
									lte(t.grants.fromOn, query.day),
									or(isNull(t.grants.toOn), gte(t.grants.toOn, query.day))
								)
							)
					)
				: undefined
		);

	const requestsWhere = ({ scope, tab, day }: RequestQuery): SQL | undefined =>
		and(
			within(scope),
			eq(t.affiliations.state, tab === 'county' || tab === 'employer' ? 'pending' : tab),
			tab === 'county' ? lte(t.affiliations.countyFromOn, day) : undefined,
			// To an employer all that wait are its own; the county sees apart those it may act on.
			tab === 'employer' && scope.kind === 'place'
				? gt(t.affiliations.countyFromOn, day)
				: undefined
		);

	const organisationsWhere = (query: OrganisationQuery): SQL | undefined =>
		and(
			query.name ? holds(t.organisations.name, query.name) : undefined,
			query.kind ? eq(t.organisations.kind, query.kind) : undefined,
			query.place ? eq(t.organisations.place, query.place) : undefined,
			query.state ? eq(t.organisations.state, query.state) : undefined
		);

	const titlesWhere = (scope: PersonScope, state: 'entered' | 'verified' | 'refused') =>
		and(within(scope), eq(t.heldTitles.source, 'entered'), eq(t.heldTitles.state, state));

	const byNameAndId = (
		name: typeof t.people.name | typeof t.organisations.name,
		id: typeof t.people.id | typeof t.organisations.id,
		from: From
	): SQL | undefined => {
		if ('offset' in from) return undefined;
		const [at, last] = 'after' in from ? [from.after, gt] : [from.before, lt];
		return or(last(name, at[0]), and(eq(name, at[0]), last(id, at[1])));
	};

	return {
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
			return [...present, ...wanted];
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
						name === '' ? undefined : holds(t.organisations.name, name)
					)
				)
				.orderBy(asc(t.organisations.name), asc(t.organisations.id))
				.limit(limit),

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

		/** A page of people by name, with employer and account. */
		people: async (query: PeopleQuery, limit: number, from: From) => {
			const back = 'before' in from;
			const way = back ? desc : asc;
			const rows = await db
				.select({
					id: t.people.id,
					name: t.people.name,
					sex: t.people.sex,
					idLast4: t.people.idLast4,
					phoneLast4: t.people.phoneLast4,
					employerName: t.organisations.name,
					place: t.organisations.place,
					loginName: t.accounts.loginName,
					accountState: t.accounts.state
				})
				.from(t.people)
				.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
				.leftJoin(t.accounts, eq(t.accounts.personId, t.people.id))
				.where(and(peopleWhere(query), byNameAndId(t.people.name, t.people.id, from)))
				.orderBy(way(t.people.name), way(t.people.id))
				.limit(limit)
				.offset('offset' in from ? from.offset : 0);
			return back ? rows.reverse() : rows;
		},
		peopleCount: async (query: PeopleQuery) =>
			first(
				await db.select({ n: count() }).from(
					db
						.select({ id: t.people.id })
						.from(t.people)
						.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
						.leftJoin(t.accounts, eq(t.accounts.personId, t.people.id))
						.where(peopleWhere(query))
						.limit(EXACT + 1)
						.as('capped')
				)
			)?.n ?? 0,

		/** A page of requests, those that wait longest first; ended ones the newest first. */
		requests: async (query: RequestQuery, limit: number, offset: number) => {
			const waiting = query.tab === 'county' || query.tab === 'employer';
			return db
				.select({ request: t.affiliations, person: t.people, employer: t.organisations })
				.from(t.affiliations)
				.innerJoin(t.people, eq(t.people.id, t.affiliations.personId))
				.innerJoin(t.organisations, eq(t.organisations.id, t.affiliations.employerId))
				.where(requestsWhere(query))
				.orderBy(
					waiting ? asc(t.affiliations.requestedAt) : desc(t.affiliations.requestedAt),
					asc(t.affiliations.id)
				)
				.limit(limit)
				.offset(offset);
		},
		requestsCount: async (query: RequestQuery) =>
			first(
				await db.select({ n: count() }).from(
					db
						.select({ id: t.affiliations.id })
						.from(t.affiliations)
						.innerJoin(t.organisations, eq(t.organisations.id, t.affiliations.employerId))
						.where(requestsWhere(query))
						.limit(EXACT + 1)
						.as('capped')
				)
			)?.n ?? 0,

		/** A page of organisations by name. */
		organisations: async (query: OrganisationQuery, limit: number, from: From) => {
			const back = 'before' in from;
			const way = back ? desc : asc;
			const rows = await db
				.select()
				.from(t.organisations)
				.where(
					and(
						organisationsWhere(query),
						byNameAndId(t.organisations.name, t.organisations.id, from)
					)
				)
				.orderBy(way(t.organisations.name), way(t.organisations.id))
				.limit(limit)
				.offset('offset' in from ? from.offset : 0);
			return back ? rows.reverse() : rows;
		},
		organisationsCount: async (query: OrganisationQuery) =>
			first(
				await db.select({ n: count() }).from(
					db
						.select({ id: t.organisations.id })
						.from(t.organisations)
						.where(organisationsWhere(query))
						.limit(EXACT + 1)
						.as('capped')
				)
			)?.n ?? 0,

		/** Titles entered by hand, those that wait longest first. */
		titles: async (
			scope: PersonScope,
			state: 'entered' | 'verified' | 'refused',
			limit: number,
			offset: number
		) =>
			db
				.select({ title: t.heldTitles, person: t.people, employer: t.organisations })
				.from(t.heldTitles)
				.innerJoin(t.people, eq(t.people.id, t.heldTitles.personId))
				.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
				.where(titlesWhere(scope, state))
				.orderBy(
					state === 'entered' ? asc(t.heldTitles.createdAt) : desc(t.heldTitles.createdAt),
					asc(t.heldTitles.id)
				)
				.limit(limit)
				.offset(offset),
		titlesCount: async (scope: PersonScope, state: 'entered' | 'verified' | 'refused') =>
			first(
				await db.select({ n: count() }).from(
					db
						.select({ id: t.heldTitles.id })
						.from(t.heldTitles)
						.innerJoin(t.people, eq(t.people.id, t.heldTitles.personId))
						.leftJoin(t.organisations, eq(t.organisations.id, t.people.employerId))
						.where(titlesWhere(scope, state))
						.limit(EXACT + 1)
						.as('capped')
				)
			)?.n ?? 0,

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
				integrity
			] = await Promise.all([
				db.select().from(t.employments).where(eq(t.employments.personId, personId)),
				db.select().from(t.affiliations).where(eq(t.affiliations.personId, personId)),
				db.select().from(t.recordEntries).where(eq(t.recordEntries.personId, personId)),
				db.select().from(t.heldTitles).where(eq(t.heldTitles.personId, personId)),
				db.select().from(t.applications).where(eq(t.applications.personId, personId)),
				db.select().from(t.certificates).where(eq(t.certificates.personId, personId)),
				db.select().from(t.experts).where(eq(t.experts.personId, personId)),
				db.select().from(t.grants).where(eq(t.grants.personId, personId)),
				db.select().from(t.integrityRecords).where(eq(t.integrityRecords.personId, personId))
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
				integrityRecords: integrity
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
