/**
 * The desks' lists of cases. Every desk sees what `caseScopeOf` says and nothing else. A list stays as quick
 * at a million cases as at ten thousand: one state in one order is a walk along an index, several states are
 * walks that the database merges, and counting stops at a thousand.
 */
import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { CaseScope } from '#lib/domain/access.ts';
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
import { caseSearch } from './case-search.ts';
import { compareKeys, keyOf, type CaseKey, type CaseSort } from './case-order.ts';
import { first, prepared, type Questions } from './questions.ts';
import { recusalReads } from './recusals.ts';

export type { CaseFilter } from './case-conditions.ts';
export type { CaseKey, CaseSort } from './case-order.ts';

/** By number (for the first thousand rows), or what follows or precedes a row. */
export type CasePage = { readonly size: number } & (
	{ readonly number: number } | { readonly after: CaseKey } | { readonly before: CaseKey }
);

/** Counted up to a thousand; `more`: at least so many (`1000+`). */
export type CaseCount = { readonly count: number; readonly more: boolean };

export const COUNT_LIMIT = 1_000;
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

	const recusals = recusalReads(q);
	/** Whether there is anything to leave out for this person: mostly not, and then nothing is looked at. */
	const own = prepared(
		'case_list_own',
		db
			.select({ id: a.id })
			.from(a)
			.where(eq(a.personId, sql.placeholder('me')))
			.limit(1)
	);
	const hasExclusions = async (me: string): Promise<boolean> =>
		(await own({ me })).length > 0 || (await recusals.hasAny(me));

	const search = caseSearch(q);
	const sizeOf = async (conditions: Conditions, limit: number): Promise<number> => {
		const ask = once(JSON.stringify(['size', conditions.shape, limit]), () =>
			db.select({ held: sql<number>`count(*)`.mapWith(Number) }).from(
				db
					.select({ one: sql`1`.as('one') })
					.from(a)
					.where(and(inStates(visibleStates), ...conditions.where))
					.limit(limit)
					.as('desk')
			)
		);
		return first(await ask(conditions.values))?.held ?? 0;
	};

	const prepare = async (scope: DeskScope, filter: CaseFilter) => {
		const excludes = await hasExclusions(scope.personId);
		const desk = scopeConditions(q, scope, excludes);
		const how = await search.howTo(filter.text, scope, (limit) => sizeOf(desk, limit));
		if (how.how === 'nothing') return undefined;
		const others = how.how === 'all' ? [] : how.others;
		return {
			how,
			conditions: together(desk, filterConditions(q, filter), termConditions(q, others))
		};
	};
	type Found = NonNullable<Awaited<ReturnType<typeof prepare>>>;
	const shapeOf = ({ how, conditions }: Found): string =>
		`${how.how}${'lead' in how && how.lead.prefix ? '*' : ''}/${conditions.shape}`;

	const literal = (state: ApplicationState): SQL => sql.raw(`'${state}'`);
	const inStates = (states: readonly ApplicationState[]): SQL =>
		states.length === 0
			? sql`1 = 0`
			: sql`${a.state} in (${sql.join(states.map(literal), sql`, `)})`;

	type Plan = Found & {
		readonly states: readonly ApplicationState[];
		readonly by: CaseSort['by'];
		readonly dir: 'asc' | 'desc';
		readonly from: '' | '<' | '>';
		readonly limit: number;
		readonly offset: number;
		/** The scope has an index in this order: walk along it. */
		readonly walks: boolean;
		/** The row that the page follows or precedes. */
		readonly key: CaseKey | undefined;
		/** The same for every plan that the same statement answers. */
		readonly shape: readonly unknown[];
	};
	const planOf = (
		found: Found,
		states: readonly ApplicationState[],
		scope: DeskScope['field'],
		sort: CaseSort,
		page: CasePage
	): Plan => {
		const wanted = found.how.how === 'newest' ? 'desc' : sort.dir;
		const dir = 'before' in page ? (wanted === 'asc' ? 'desc' : 'asc') : wanted;
		const key = 'before' in page ? page.before : 'after' in page ? page.after : undefined;
		const from = key === undefined ? '' : dir === 'asc' ? '>' : '<';
		const limit = page.size + 1;
		const offset = 'number' in page ? (Math.max(1, page.number) - 1) * page.size : 0;
		const walks = found.how.how === 'all' && merged[scope].includes(sort.by);
		const shape = [shapeOf(found), states, sort.by, dir, from, limit, offset, walks];
		return { ...found, states, by: sort.by, dir, from, limit, offset, walks, key, shape };
	};

	/** Ids of the page's cases along the order. */
	const keysOf = ({ how, states, conditions, by, dir, from, limit, offset, walks }: Plan) => {
		const column = sorted[by];
		// Sorting a few: through an expression, so that no engine walks along all of an order instead.
		const value = walks ? column : by === 'since' ? sql`${column} + 0` : sql`${column} || ''`;
		const towards = dir === 'asc' ? asc : desc;
		const order = by === 'number' ? [towards(value)] : [towards(value), towards(a.number)];
		const beyond =
			by === 'number'
				? sql`${value} ${sql.raw(from)} ${sql.placeholder('at_number')}`
				: sql`(${value}, ${a.number}) ${sql.raw(from)} (${sql.placeholder('at_value')}, ${sql.placeholder('at_number')})`;
		const where = [...conditions.where, ...(from === '' ? [] : [beyond])];
		// What is sorted by must be among the fields of a union, each once.
		const fields = {
			id: a.id,
			...(by !== 'number' && { key: column }),
			at: a.number
		} as { readonly id: typeof a.id; readonly at: typeof a.number };
		const [one, two, ...more] = walks ? states : [];
		if (one === undefined || two === undefined) {
			const { select, where: ties } = search.candidates(how, fields);
			return select
				.where(and(...ties, inStates(states), ...where))
				.orderBy(...order)
				.limit(limit)
				.offset(offset);
		}
		const walk = (state: ApplicationState) => {
			const along = db
				.select(fields)
				.from(a)
				.where(and(eq(a.state, literal(state)), ...where))
				.$dynamic();
			// SQLite merges the walks row by row. PostgreSQL sees the order of a walk only inside a query of its
			// own, which ends by a limit.
			return q.engine === 'sqlite' ? along : along.orderBy(...order).limit(offset + limit);
		};
		return unionAll(walk(one), walk(two), ...more.map(walk))
			.orderBy(...order)
			.limit(limit)
			.offset(offset);
	};

	const idOf = prepared(
		'case_list_id_of',
		db
			.select({ id: a.id })
			.from(a)
			.where(eq(a.number, sql.placeholder('number')))
	);
	/** Cases that hold a common word, newest first: the postings lie in that order. */
	const newestOf = ({ how, states, conditions, from, dir, limit, offset }: Plan) => {
		const { select, where } = search.candidates(how, line);
		const id = t.searchTerms.objectId;
		return select
			.where(
				and(
					...where,
					sql`${id} >= ${sql.placeholder('floor')}`,
					from === '' ? undefined : sql`${id} ${sql.raw(from)} ${sql.placeholder('at_id')}`,
					inStates(states),
					...conditions.where
				)
			)
			.orderBy(dir === 'asc' ? asc(id) : desc(id))
			.limit(limit)
			.offset(offset);
	};

	/** Each tab by itself, as far as the limit: an index alone answers it. */
	const countTabs = async (found: Found, tabs: readonly (readonly ApplicationState[])[]) => {
		const { conditions } = found;
		const ask = once(JSON.stringify(['tabs', shapeOf(found), tabs]), () => {
			const counted = (states: readonly ApplicationState[]) =>
				sql<number>`(select count(*) from ${db
					.select({ one: sql`1`.as('one') })
					.from(a)
					.where(and(inStates(states), ...conditions.where))
					.limit(COUNT_LIMIT + 1)} as counted)`.mapWith(Number);
			return db
				.select(
					Object.fromEntries(
						tabs.map((states, index) => [`c${index}`, counted(states).as(`c${index}`)])
					)
				)
				.from(sql`(select 1 as one) as once`);
		});
		const row = first(await ask(conditions.values));
		return tabs.map((_, index) => row?.[`c${index}`] ?? 0);
	};

	/** The cases that hold the words are few: all of them once, by state. */
	const countStates = async (found: Found, tabs: readonly (readonly ApplicationState[])[]) => {
		const { how, conditions } = found;
		const fields = { state: a.state };
		const ask = once(JSON.stringify(['states', shapeOf(found)]), () => {
			const { select, where } = search.candidates(how, fields);
			const cases = select
				.where(and(...where, inStates(visibleStates), ...conditions.where))
				.as('cases');
			return db
				.select({ state: cases.state, count: sql<number>`count(*)`.mapWith(Number) })
				.from(cases)
				.groupBy(cases.state);
		});
		const rows = await ask({ ...conditions.values, ...search.valuesOf(how) });
		const by = new Map(rows.map(({ state, count }) => [state, count]));
		return tabs.map((states) => states.reduce((sum, state) => sum + (by.get(state) ?? 0), 0));
	};

	const listed = async (
		found: Found,
		field: DeskScope['field'],
		states: readonly ApplicationState[],
		sort: CaseSort,
		page: CasePage
	) => {
		const plan = planOf(found, states, field, sort, page);
		const { how, by, dir } = plan;
		const ask = once(JSON.stringify(['list', plan.shape]), () => {
			if (how.how === 'newest') return newestOf(plan);
			const keys = keysOf(plan).as('keys');
			return db.select(line).from(keys).innerJoin(a, eq(a.id, keys.id));
		});
		const rows = await ask({
			...plan.conditions.values,
			...search.valuesOf(how),
			...(plan.key && { at_value: plan.key[0], at_number: plan.key[1] }),
			...(how.how === 'newest' && {
				floor: how.floor,
				at_id: plan.key && (first(await idOf({ number: plan.key[1] }))?.id ?? '')
			})
		});
		if (how.how !== 'newest') rows.sort((x, y) => compareKeys(keyOf(x, by), keyOf(y, by), dir));
		const backwards = 'before' in page;
		const more = rows.length > page.size;
		const shown = rows.slice(0, page.size);
		if (backwards) shown.reverse();
		return {
			rows: shown,
			/** For `before` and `after` of the neighbouring pages. */
			first: keyOf(shown[0], by),
			last: keyOf(shown.at(-1), by),
			hasPrevious: backwards ? more : plan.offset > 0 || plan.key !== undefined,
			hasNext: backwards || more,
			newestFirst: how.how === 'newest'
		};
	};

	const counted = async <Tab extends string>(
		found: Found | undefined,
		tabs: Readonly<Record<Tab, readonly ApplicationState[]>>
	): Promise<Readonly<Record<Tab, CaseCount>>> => {
		const names = Object.keys(tabs) as Tab[];
		const states = names.map((tab) => statesOf(tabs[tab]));
		const how = found?.how;
		const counts = !found
			? states.map(() => 0)
			: found.how.how === 'all'
				? await countTabs(found, states)
				: found.how.how === 'newest'
					? // Counting them would be reading them all.
						states.map(() => COUNT_LIMIT)
					: await countStates(found, states);
		const incomplete = how?.how === 'newest' || (how?.how === 'postings' && how.cut);
		return Object.fromEntries(
			names.map((tab, index): [string, CaseCount] => {
				const count = counts[index] ?? 0;
				return [
					tab,
					{ count: Math.min(count, COUNT_LIMIT), more: incomplete || count > COUNT_LIMIT }
				];
			})
		) as Record<Tab, CaseCount>;
	};
	const foundBy = async (scope: CaseScope, filter: CaseFilter) =>
		scope.kind === 'nothing' ? undefined : prepare(scope, filter);

	return {
		/**
		 * A page of the cases that a desk sees, in one order; ties by number, cases without a date last. `states`
		 * empty: all that a desk can see. `newestFirst`: the word is too common for a large desk; its cases come
		 * by age instead, as far as its newest postings go.
		 */
		list: async (
			scope: CaseScope,
			filter: CaseFilter & { readonly states?: readonly ApplicationState[] },
			sort: CaseSort,
			page: CasePage
		) => {
			const states = statesOf(filter.states);
			const found = states.length === 0 ? undefined : await foundBy(scope, filter);
			return scope.kind === 'nothing' || !found
				? emptyPage
				: listed(found, scope.field, states, sort, page);
		},

		/**
		 * The counts of the tabs and a page of one of them: what `counts` and `list` answer, but what both need to
		 * know is looked up once. A page number beyond the last page means the last; `number` 0: a page by key.
		 */
		countedList: async <Tab extends string>(
			scope: CaseScope,
			filter: CaseFilter,
			tabs: Readonly<Record<Tab, readonly ApplicationState[]>>,
			tab: Tab,
			sort: CaseSort,
			page: CasePage
		) => {
			const found = await foundBy(scope, filter);
			const counts = await counted(found, tabs);
			const pages = Math.max(1, Math.ceil(counts[tab].count / page.size));
			const number = 'number' in page ? Math.min(page.number, pages) : 0;
			const states = statesOf(tabs[tab]);
			return {
				counts,
				number,
				...(scope.kind === 'nothing' || !found || states.length === 0
					? emptyPage
					: await listed(
							found,
							scope.field,
							states,
							sort,
							'number' in page ? { size: page.size, number } : page
						))
			};
		},

		/**
		 * How many cases each tab (a set of states) holds for this desk under this filter: exact up to
		 * `COUNT_LIMIT`, and `more` where there are (or, for a word that is too common to be counted, may be) others.
		 */
		counts: async <Tab extends string>(
			scope: CaseScope,
			filter: CaseFilter,
			tabs: Readonly<Record<Tab, readonly ApplicationState[]>>
		): Promise<Readonly<Record<Tab, CaseCount>>> => counted(await foundBy(scope, filter), tabs)
	};
};

const emptyPage = {
	rows: [],
	first: null,
	last: null,
	hasPrevious: false,
	hasNext: false,
	newestFirst: false
} as const;

const statesOf = (states: readonly ApplicationState[] | undefined): readonly ApplicationState[] =>
	states === undefined || states.length === 0
		? visibleStates
		: visibleStates.filter((state) => states.includes(state));
