/** Lists of the desks that look after people, requests, titles and organisations. */
import {
	and,
	asc,
	count,
	desc,
	eq,
	gt,
	gte,
	inArray,
	isNull,
	lt,
	lte,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import type { Role } from '#lib/domain/access.ts';
import type { PersonScope } from '#lib/domain/people/person-access.ts';
import type { organisationKinds } from '../schema.ts';
import { first, type Questions } from './questions.ts';

/** Counts are exact up to here; beyond, a list says "more than 1,000". */
const EXACT = 1_000;

/** Where a page of a list begins: after or before a row (by its name and id), or at an offset. */
export type From =
	| { readonly offset: number }
	| { readonly after: readonly [name: string, id: string] }
	| { readonly before: readonly [name: string, id: string] };

export type PeopleQuery = {
	readonly scope: PersonScope;
	/** Part of a name. */
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
export const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

export const registryLists = ({ db, t }: Questions) => {
	const holds = (column: SQL | typeof t.people.name | typeof t.organisations.name, text: string) =>
		sql`${column} like ${`%${literally(text)}%`} escape '\\'`;
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
			query.name ? holds(t.people.name, query.name) : undefined,
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
			)?.n ?? 0
	};
};
