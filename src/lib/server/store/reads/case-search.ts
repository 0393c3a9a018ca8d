/**
 * How a text finds cases without reading them all. A rare word leads from its postings to the cases. A common
 * one is looked for among the desk's own cases where those are few; where they are many, its newest postings
 * are read until the page is full.
 */
import { desc, eq, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { queryTermsOf, type QueryTerm } from '#lib/domain/search.ts';
import { isTerm, termValues, type DeskScope } from './case-conditions.ts';
import { first, prepared, type Questions } from './questions.ts';

/** A word in no more cases than this is rare. */
const POSTINGS_LIMIT = 1_000;
/** A desk with no more cases than this is small. */
const SMALL_DESK = 4_000;
/** As far as the postings of a common word are read for a page. */
const NEWEST_LISTED = 5_000;

export type Search =
	| { readonly how: 'all' }
	| { readonly how: 'nothing' }
	/** From the postings of `lead` to the cases; `cut`: only so many of them were looked at. */
	| {
			readonly how: 'postings';
			readonly lead: QueryTerm;
			readonly others: readonly QueryTerm[];
			readonly cut: boolean;
	  }
	| { readonly how: 'desk'; readonly others: readonly QueryTerm[] }
	/** From the newest postings of `lead`, no older than the floor. How many there are is not known. */
	| {
			readonly how: 'newest';
			readonly lead: QueryTerm;
			readonly others: readonly QueryTerm[];
			readonly floor: string;
	  };

export const caseSearch = (q: Questions) => {
	const { db, t } = q;
	const s = t.searchTerms;
	const limited = POSTINGS_LIMIT + 1;
	const held = (prefix: boolean) =>
		prepared(
			`case_search_held_${prefix ? 'prefix' : 'term'}`,
			db.select({ held: sql<number>`count(*)`.mapWith(Number) }).from(
				db
					.select({ one: sql`1`.as('one') })
					.from(s)
					.where(isTerm(q, { term: '', prefix }, 'lead'))
					.limit(limited)
					.as('held')
			)
		);
	const heldBy = { term: held(false), prefix: held(true) };
	const count = async (term: QueryTerm): Promise<number> =>
		first(await (term.prefix ? heldBy.prefix : heldBy.term)(termValues(term, 'lead')))?.held ?? 0;

	const floorOf = prepared(
		'case_search_floor',
		db
			.select({ id: s.objectId })
			.from(s)
			.where(isTerm(q, { term: '', prefix: false }, 'lead'))
			.orderBy(desc(s.objectId))
			.limit(1)
			.offset(NEWEST_LISTED)
	);

	/** Each case once among the first postings that begin with a character. */
	const begunBy = (term: SQL): typeof s => {
		const postings = db
			.select({ objectId: s.objectId })
			.from(s)
			.where(term)
			.limit(limited)
			.as('postings');
		const once = db.selectDistinct({ objectId: postings.objectId }).from(postings).as('found');
		return once as unknown as typeof s;
	};

	return {
		/**
		 * Decides how. `deskSize` answers how many cases the desk has, counted up to a limit.
		 */
		howTo: async (
			text: string | undefined,
			scope: DeskScope,
			deskSize: (limit: number) => Promise<number>
		): Promise<Search> => {
			if (text === undefined || text.trim() === '') return { how: 'all' };
			const terms = queryTermsOf(text);
			if (terms.length === 0) return { how: 'nothing' };
			const exact = terms.filter(({ prefix }) => !prefix);
			const counted = await Promise.all(
				(exact.length > 0 ? exact : terms).map(async (term) => ({ term, count: await count(term) }))
			);
			const rarest = counted.sort((x, y) => x.count - y.count)[0];
			if (!rarest || rarest.count === 0) return { how: 'nothing' };
			const lead = rarest.term;
			const others = terms.filter((term) => term !== lead);
			const cut = rarest.count > POSTINGS_LIMIT;
			if (!cut) return { how: 'postings', lead, others, cut };
			const own = scope.field === 'expert' || scope.field === 'chair';
			if (own || (await deskSize(SMALL_DESK + 1)) <= SMALL_DESK)
				return { how: 'desk', others: terms };
			if (lead.prefix) return { how: 'postings', lead, others, cut };
			const floor = first(await floorOf(termValues(lead, 'lead')))?.id ?? '';
			return { how: 'newest', lead, others, floor };
		},

		/** Values of `candidates`. */
		valuesOf: (search: Search): Readonly<Record<string, string>> =>
			'lead' in search ? termValues(search.lead, 'lead') : {},

		/**
		 * The cases to look at, with what ties them to the postings. CROSS JOIN keeps SQLite to this order: from
		 * the postings to the cases.
		 */
		candidates: <F extends Record<string, SQLiteColumn>>(search: Search, fields: F) => {
			const a = t.applications;
			const plain = () => db.select(fields).from(a).$dynamic();
			if (search.how !== 'postings' && search.how !== 'newest')
				return { select: plain(), where: [] };
			const term = isTerm(q, search.lead, 'lead');
			const found = search.lead.prefix ? begunBy(term) : s;
			const select = db.select(fields).from(found).$dynamic().crossJoin(a);
			return {
				// The same fields of the same table, whatever leads to it.
				select: select as unknown as ReturnType<typeof plain>,
				where: [eq(a.id, found.objectId), ...(search.lead.prefix ? [] : [term])]
			};
		}
	};
};
