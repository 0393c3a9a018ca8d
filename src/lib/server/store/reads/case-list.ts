/**
 * The desks' lists of cases. Every desk sees what `caseScopeOf` says and nothing else. A list stays as quick
 * at a million cases as at ten thousand: one state in one order is a walk along an index, several states are
 * walks that the database merges, and counting stops at a thousand.
 */
import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { unionAll, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CaseScope } from '#lib/domain/access.ts';
import { compareIds } from '#lib/domain/order.ts';
import { queryTermsOf, type QueryTerm } from '#lib/domain/search.ts';
import { applicationStates, type ApplicationState } from '#lib/domain/titles/application-states.ts';
import {
	filterConditions,
	scopeConditions,
	termConditions,
	together,
	type CaseFilter,
	type Conditions,
	type DeskScope
} from './case-conditions.ts';
import { first, prepared, type Questions } from './questions.ts';

export type { CaseFilter } from './case-conditions.ts';

export type CaseSort = {
	readonly by: 'due' | 'number' | 'name' | 'since' | 'employer';
	readonly dir: 'asc' | 'desc';
};

/** Where a row stands in its order: the sorted value and the case's number. */
export type CaseKey = readonly [value: string | number, number: string];

/** By number (for the first thousand rows), or what follows or precedes a row. */
export type CasePage = { readonly size: number } & (
	{ readonly number: number } | { readonly after: CaseKey } | { readonly before: CaseKey }
);

/** Counted up to a thousand; `more`: at least so many (`1000+`). */
export type CaseCount = { readonly count: number; readonly more: boolean };

export const COUNT_LIMIT = 1_000;
/** Up to so many cases that hold the rarest term are looked at one by one. */
const POSTINGS_LIMIT = 10_000;
const STATEMENTS = 300;

const hidden: readonly ApplicationState[] = ['draft', 'deleted'];
/** What a desk can ever see. */
const visibleStates = applicationStates.filter((state) => !hidden.includes(state));

/** Orders that have an index for each scope; the other scopes are small enough to be sorted. */
const merged: Readonly<Record<DeskScope['field'], readonly CaseSort['by'][]>> = {
	any: ['due', 'number', 'since', 'name', 'employer'],
	place: ['due', 'number', 'since', 'name', 'employer'],
	officeId: ['due', 'number', 'since', 'name', 'employer'],
	sectorId: ['due'],
	employerId: ['due'],
	agencyId: ['due'],
	expert: [],
	chair: []
};

type Text =
	| { readonly how: 'none' }
	/** Few cases hold the rarest term: from the term to the cases. */
	| { readonly how: 'terms'; readonly rarest: QueryTerm; readonly others: readonly QueryTerm[] }
	/** Many do: along the order until the page is full. */
	| { readonly how: 'order'; readonly terms: readonly QueryTerm[] }
	| { readonly how: 'nothing' };

export const caseListReads = (q: Questions) => {
	const { db, t } = q;
	const a = t.applications;
	const sorted = {
		due: a.dueOrder,
		number: a.number,
		name: a.personName,
		since: a.stateSince,
		employer: a.employerName
	} as const;
	const line = {
		id: a.id,
		number: a.number,
		batchId: a.batchId,
		personId: a.personId,
		personName: a.personName,
		idLast4: a.idLast4,
		employerId: a.employerId,
		employerName: a.employerName,
		place: a.place,
		series: a.series,
		specialty: a.specialty,
		level: a.level,
		track: a.track,
		titleName: a.titleName,
		state: a.state,
		stateSince: a.stateSince,
		holderParty: a.holderParty,
		holderId: a.holderId,
		dueOn: a.dueOn,
		dueProvisional: a.dueProvisional,
		submittedAt: a.submittedAt,
		roundId: a.roundId,
		committeeId: a.committeeId,
		version: a.version
	};

	const statements = new Map<string, ReturnType<typeof prepared<unknown>>>();
	/** Building a query costs more than running it: each shape is built and prepared once. */
	const once = <R>(shape: string, build: () => Parameters<typeof prepared<R>>[1]) => {
		const known = statements.get(shape);
		if (known) return known as ReturnType<typeof prepared<R>>;
		// The oldest makes room; it will be prepared again when it is asked for.
		if (statements.size >= STATEMENTS) statements.delete(first([...statements.keys()]) ?? '');
		const made = prepared<R>('', build());
		statements.set(shape, made);
		return made;
	};

	/** Whether there is anything to leave out for this person: mostly not, and then nothing is looked at. */
	const own = prepared(
		'case_list_own',
		db
			.select({ id: a.id })
			.from(a)
			.where(eq(a.personId, sql.placeholder('me')))
			.limit(1)
	);
	const recused = prepared(
		'case_list_recused',
		db
			.select({ id: t.assignments.id })
			.from(t.assignments)
			.where(
				and(eq(t.assignments.expertId, sql.placeholder('me')), eq(t.assignments.state, 'recused'))
			)
			.limit(1)
	);
	const hasExclusions = async (me: string): Promise<boolean> =>
		(await own({ me })).length > 0 || (await recused({ me })).length > 0;

	const postings = prepared(
		'case_list_postings',
		db.select({ held: sql<number>`count(*)`.mapWith(Number) }).from(
			db
				.select({ one: sql`1`.as('one') })
				.from(t.searchTerms)
				.where(
					and(
						eq(t.searchTerms.term, sql.placeholder('term')),
						eq(t.searchTerms.objectKind, 'application')
					)
				)
				.limit(POSTINGS_LIMIT + 1)
				.as('held')
		)
	);
	const howToSearch = async (text: string | undefined): Promise<Text> => {
		if (text === undefined || text.trim() === '') return { how: 'none' };
		const terms = queryTermsOf(text);
		if (terms.length === 0) return { how: 'nothing' };
		const exact = terms.filter(({ prefix }) => !prefix);
		const held = await Promise.all(
			exact.map(async (term) => ({
				term,
				count: first(await postings({ term: term.term }))?.held ?? 0
			}))
		);
		const rarest = held.sort((x, y) => x.count - y.count)[0];
		if (!rarest || rarest.count > POSTINGS_LIMIT) return { how: 'order', terms };
		return {
			how: 'terms',
			rarest: rarest.term,
			others: terms.filter((term) => term !== rarest.term)
		};
	};

	const prepare = async (scope: DeskScope, filter: CaseFilter) => {
		const [excludes, text] = await Promise.all([
			hasExclusions(scope.personId),
			howToSearch(filter.text)
		]);
		if (text.how === 'nothing') return undefined;
		const terms = text.how === 'none' ? [] : text.how === 'order' ? text.terms : text.others;
		const conditions = together(
			scopeConditions(q, scope, excludes),
			filterConditions(q, filter),
			termConditions(q, terms)
		);
		return { text, conditions };
	};

	/** Cases that hold the rarest term: CROSS JOIN keeps SQLite to this order. */
	const fromTerms = <F extends Record<string, SQLiteColumn>>(fields: F) =>
		db.select(fields).from(t.searchTerms).$dynamic().crossJoin(a);
	const drivenBy = (): SQL[] => [
		eq(t.searchTerms.term, sql.placeholder('rarest')),
		eq(t.searchTerms.objectKind, 'application'),
		eq(a.id, t.searchTerms.objectId)
	];

	const literal = (state: ApplicationState): SQL => sql.raw(`'${state}'`);
	const inStates = (states: readonly ApplicationState[]): SQL =>
		states.length === 0
			? sql`1 = 0`
			: sql`${a.state} in (${sql.join(states.map(literal), sql`, `)})`;

	const beyond = (by: CaseSort['by'], comparison: '<' | '>'): SQL =>
		by === 'number'
			? sql`${a.number} ${sql.raw(comparison)} ${sql.placeholder('at_number')}`
			: sql`(${sorted[by]}, ${a.number}) ${sql.raw(comparison)} (${sql.placeholder('at_value')}, ${sql.placeholder('at_number')})`;

	type Plan = {
		readonly states: readonly ApplicationState[];
		readonly conditions: Conditions;
		readonly text: Text;
		readonly by: CaseSort['by'];
		readonly dir: 'asc' | 'desc';
		readonly from: '' | '<' | '>';
		readonly limit: number;
		readonly offset: number;
		readonly merge: boolean;
	};

	const keysOf = ({ states, conditions, text, by, dir, from, limit, offset, merge }: Plan) => {
		const where = [...conditions.where, ...(from === '' ? [] : [beyond(by, from)])];
		const towards = dir === 'asc' ? asc : desc;
		const order = by === 'number' ? [towards(a.number)] : [towards(sorted[by]), towards(a.number)];
		// What is sorted by must be among the fields of a union, each once.
		const fields = {
			id: a.id,
			key: sorted[by],
			...(by !== 'number' && { at: a.number })
		} as { readonly id: typeof a.id; readonly key: typeof a.number };
		if (text.how === 'terms')
			return fromTerms(fields)
				.where(and(...drivenBy(), inStates(states), ...where))
				.orderBy(...order)
				.limit(limit)
				.offset(offset);
		const branch = (state: SQL) =>
			db
				.select(fields)
				.from(a)
				.where(and(state, ...where));
		const [one, two, ...more] = merge ? states : [];
		if (one === undefined || two === undefined)
			return branch(inStates(states))
				.orderBy(...order)
				.limit(limit)
				.offset(offset);
		const of = (state: ApplicationState) => {
			const walk = branch(eq(a.state, literal(state)));
			// SQLite merges the walks row by row. PostgreSQL sees the order of a walk only inside a query of its
			// own, which ends by a limit.
			return q.engine === 'sqlite' ? walk : walk.orderBy(...order).limit(offset + limit);
		};
		return unionAll(of(one), of(two), ...more.map(of))
			.orderBy(...order)
			.limit(limit)
			.offset(offset);
	};

	return {
		/**
		 * A page of the cases that a desk sees, in one order; ties by number, cases without a date last. `states`
		 * empty: all that a desk can see. Answers one row more than asked as `more`, never the row itself.
		 */
		list: async (
			scope: CaseScope,
			filter: CaseFilter & { readonly states?: readonly ApplicationState[] },
			sort: CaseSort,
			page: CasePage
		) => {
			const states = statesOf(filter.states);
			const found =
				scope.kind === 'nothing' || states.length === 0 ? undefined : await prepare(scope, filter);
			if (scope.kind === 'nothing' || !found) return emptyPage;
			const backwards = 'before' in page;
			const dir = backwards === (sort.dir === 'asc') ? 'desc' : 'asc';
			const key = 'before' in page ? page.before : 'after' in page ? page.after : undefined;
			const plan: Plan = {
				...found,
				states,
				by: sort.by,
				dir,
				from: key === undefined ? '' : dir === 'asc' ? '>' : '<',
				limit: page.size + 1,
				offset: 'number' in page ? (Math.max(1, page.number) - 1) * page.size : 0,
				merge: merged[scope.field].includes(sort.by)
			};
			const { text, conditions } = found;
			const shape = JSON.stringify([
				...['list', conditions.shape, text.how, states.join(), plan.by, dir, plan.from],
				...[plan.limit, plan.offset, plan.merge]
			]);
			const ask = once(shape, () => {
				const keys = keysOf(plan).as('keys');
				return db.select({ key: keys.key, line }).from(keys).innerJoin(a, eq(a.id, keys.id));
			});
			const rows = await ask({
				...conditions.values,
				...(text.how === 'terms' && { rarest: text.rarest.term }),
				...(key && { at_value: key[0], at_number: key[1] })
			});
			rows.sort((x, y) => {
				const byKey = compareKeys(x.key, y.key) || compareIds(x.line.number, y.line.number);
				return dir === 'asc' ? byKey : -byKey;
			});
			const more = rows.length > page.size;
			const shown = rows.slice(0, page.size);
			if (backwards) shown.reverse();
			const keyOf = (row: (typeof rows)[number] | undefined): CaseKey | null =>
				row ? [row.key, row.line.number] : null;
			return {
				rows: shown.map((row) => row.line),
				/** For `before` and `after` of the neighbouring pages. */
				first: keyOf(shown[0]),
				last: keyOf(shown.at(-1)),
				hasPrevious: backwards ? more : plan.offset > 0 || key !== undefined,
				hasNext: backwards ? true : more
			};
		},

		/**
		 * How many cases each tab (a set of states) holds for this desk under this filter: exact up to
		 * `COUNT_LIMIT`. A word that more than `POSTINGS_LIMIT` cases hold is counted among those only.
		 */
		counts: async <Tab extends string>(
			scope: CaseScope,
			filter: CaseFilter,
			tabs: Readonly<Record<Tab, readonly ApplicationState[]>>
		): Promise<Readonly<Record<Tab, CaseCount>>> => {
			const names = Object.keys(tabs) as Tab[];
			const none = () =>
				Object.fromEntries(names.map((tab) => [tab, { count: 0, more: false }])) as Record<
					Tab,
					CaseCount
				>;
			const found = scope.kind === 'nothing' ? undefined : await prepare(scope, filter);
			if (!found || names.length === 0) return none();
			const { text, conditions } = found;
			const sets = names.map((tab) => statesOf(tabs[tab]));
			const ask = once(JSON.stringify(['counts', conditions.shape, text.how, sets]), () => {
				const counted = (states: readonly ApplicationState[]) => {
					const cases =
						text.how === 'terms'
							? fromTerms({ id: a.id }).where(
									and(...drivenBy(), inStates(states), ...conditions.where)
								)
							: db
									.select({ one: sql`1`.as('one') })
									.from(a)
									.where(and(inStates(states), ...conditions.where))
									.$dynamic();
					return sql<number>`(select count(*) from ${cases.limit(COUNT_LIMIT + 1)} as counted)`.mapWith(
						Number
					);
				};
				return db
					.select(
						Object.fromEntries(
							sets.map((states, index) => [`c${index}`, counted(states).as(`c${index}`)])
						)
					)
					.from(sql`(select 1 as one) as once`);
			});
			const row = first(
				await ask({
					...conditions.values,
					...(text.how === 'terms' && { rarest: text.rarest.term })
				})
			);
			return Object.fromEntries(
				names.map((tab, index) => {
					const count = row?.[`c${index}`] ?? 0;
					return [tab, { count: Math.min(count, COUNT_LIMIT), more: count > COUNT_LIMIT }];
				})
			) as Record<Tab, CaseCount>;
		}
	};
};

const emptyPage = {
	rows: [],
	first: null,
	last: null,
	hasPrevious: false,
	hasNext: false
} as const;

const statesOf = (states: readonly ApplicationState[] | undefined): readonly ApplicationState[] =>
	states === undefined || states.length === 0
		? visibleStates
		: visibleStates.filter((state) => states.includes(state));

const compareKeys = (x: string | number, y: string | number): number =>
	typeof x === 'number' && typeof y === 'number' ? x - y : compareIds(String(x), String(y));
