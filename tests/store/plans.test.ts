/**
 * How the hot questions are answered: how many queries, and along which indexes. A plan is what stays true at
 * a million cases; times are measured by the benches.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { CaseScope } from '#lib/domain/access.ts';
import { bigramsOf } from '#lib/domain/search.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { CaseSort } from '#lib/server/store/reads/case-list.ts';
import { insert, type Change, type NewRow } from '#lib/server/usecases/ports.ts';
import { engine, freshStore, type TestStore } from '../support/store.ts';

type Asked = { readonly sql: string; readonly values: readonly unknown[] };
let asked: Asked[] = [];
let store: TestStore;
let client: pg.Client | undefined;

const states: readonly ApplicationState[] = ['county_check', 'acceptance_check', 'panel_review'];
const cases = Array.from({ length: 300 }, (_, index): NewRow<'applications'> => ({
	id: v7(),
	number: `2026-${String(index + 1).padStart(6, '0')}`,
	batchId: 'batch',
	personId: `person-${index}`,
	series: 'engineering',
	ladder: 'engineering',
	level: 'assistant',
	state: states[index % 3] ?? 'panel_review',
	employerId: `employer-${index % 9}`,
	place: index % 2 ? '540221' : '540222',
	officeId: `office-${index % 4}`,
	holderParty: 'county',
	holderId: 'county',
	stateSince: index,
	reach: 6,
	personName: index % 2 ? '次仁' : '卓玛',
	employerName: '水利站',
	titleName: '助理工程师',
	createdAt: 1,
	updatedAt: 1
}));

beforeAll(async () => {
	store = await freshStore({ asked: (sql, values) => asked.push({ sql, values }) });
	await store.commit(
		cases.flatMap((row): Change[] => [
			insert('applications', row),
			...bigramsOf(row.personName, row.number).map((term) =>
				insert('searchTerms', { objectId: row.id, objectKind: 'application', term })
			)
		])
	);
	if (engine === 'sqlite') return;
	client = new pg.Client({ connectionString: store.at });
	await client.connect();
	await client.query('vacuum analyze');
	for (const way of ['seqscan', 'sort', 'bitmapscan', 'incremental_sort', 'hashjoin', 'mergejoin'])
		await client.query(`set enable_${way} = off`);
});
afterAll(async () => {
	await client?.end();
	await store.close();
});

const watching = async (ask: () => Promise<unknown>): Promise<readonly Asked[]> => {
	asked = [];
	await ask();
	return asked;
};

/** The plan as lines. PostgreSQL is told to avoid scans and sorts, so that it shows them where it must. */
const planOf = async ({ sql, values }: Asked): Promise<string> => {
	if (!client) {
		const rows = await store.sql(`explain query plan ${sql}`, values);
		return rows.map(({ detail }) => detail).join('\n');
	}
	const { rows } = await client.query<Record<string, string>>(`explain ${sql}`, [...values]);
	return rows.map((row) => row['QUERY PLAN']).join('\n');
};

const desk = (field: 'any' | 'place' | 'officeId' | 'employerId', value: string): CaseScope => ({
	kind: 'desk',
	field,
	value,
	reach: 2,
	personId: 'officer'
});
const scopes = {
	city: desk('any', ''),
	county: desk('place', '540221'),
	office: desk('officeId', 'office-1')
};
const sorts: readonly CaseSort[] = (
	['due', 'number', 'name', 'since', 'employer'] as const
).flatMap((by) => [{ by, dir: 'asc' } as const, { by, dir: 'desc' } as const]);

/** What grows with the number of cases: reading them all, or sorting them. */
const scans =
	engine === 'sqlite'
		? /SCAN applications|USE TEMP B-TREE/
		: /Seq Scan on applications|Sort +\(cost/;

for (const [name, scope] of Object.entries(scopes))
	test(`the ${name}’s list walks along an index in every order`, async () => {
		for (const sort of sorts)
			for (const wanted of [states.slice(0, 1), states, []]) {
				const key = ['9999-12-31', '2026-000100'] as const;
				const at = sort.by === 'since' ? ([100, '2026-000101'] as const) : key;
				for (const page of [{ number: 3 }, { after: at }, { before: at }]) {
					const queries = await watching(() =>
						store.read.applications.list(scope, { states: wanted }, sort, { size: 10, ...page })
					);
					// Own cases, recused cases, the page.
					expect(queries).toHaveLength(3);
					const plan = await planOf(queries.at(-1)!);
					expect(plan, `${sort.by} ${sort.dir}`).not.toMatch(scans);
					expect(plan).toMatch(/applications_/);
				}
			}
	});

test('the tabs of every desk are counted in one query, from an index alone', async () => {
	const tabs = { todo: states.slice(0, 1), rest: states.slice(1), all: [] };
	for (const scope of Object.values(scopes)) {
		const queries = await watching(() => store.read.applications.counts(scope, {}, tabs));
		expect(queries).toHaveLength(3);
		const plan = await planOf(queries.at(-1)!);
		expect(plan).not.toMatch(scans);
		// PostgreSQL leaves the rows alone as well, but at this size it does not matter to its planner.
		if (engine === 'sqlite')
			expect(plan.match(/USING COVERING INDEX applications_\w+/g)).toHaveLength(3);
	}
});

test('a page with the counts of its tabs looks up once what both need', async () => {
	const tabs = { todo: states.slice(0, 1), all: [] };
	const asking = (filter: { readonly text?: string }) =>
		watching(() =>
			store.read.applications.countedList(scopes.city, filter, tabs, 'all', sorts[0]!, {
				size: 10,
				number: 1
			})
		);
	// Own, recused, the counts, the page; with a word its count.
	expect(await asking({})).toHaveLength(4);
	expect(await asking({ text: '000123' })).toHaveLength(5);
});

test('a word is looked up by its rarest pair', async () => {
	const queries = await watching(() =>
		store.read.applications.list(scopes.city, { text: '000123' }, sorts[0]!, {
			size: 10,
			number: 1
		})
	);
	// Own, recused, the count of the term, the page.
	expect(queries).toHaveLength(4);
	const plan = await planOf(queries.at(-1)!);
	expect(plan).toMatch(engine === 'sqlite' ? /SEARCH search_terms/ : /Index.* search_terms/);
	expect(plan).not.toMatch(engine === 'sqlite' ? /SCAN applications/ : /Seq Scan/);
});

test('a case, a session and a person’s roles are one query each', async () => {
	const id = cases[7]!.id;
	const hot: Readonly<Record<string, () => Promise<unknown>>> = {
		case: () => store.read.applications.byId(id),
		session: () => store.read.sessions.byHash('hash'),
		roles: () => store.read.grants.openOfPerson('person-1', '2026-09-14')
	};
	for (const [name, ask] of Object.entries(hot)) {
		const queries = await watching(ask);
		expect(queries, name).toHaveLength(1);
		expect(await planOf(queries[0]!), name).not.toMatch(/^SCAN|Seq Scan/m);
	}
	// The case, its experts, who is recused from it. A case in a round asks for the chairs as well.
	const tables = (await watching(() => store.read.applications.relations(id))).map(
		(query) => / from "?(\w+)/.exec(query.sql)?.[1]
	);
	expect(tables.toSorted()).toEqual(['applications', 'assignments', 'recusals']);
});

test('the clock’s questions walk along an index', async () => {
	const ask = [
		() => store.read.clock.noticesToEnd('2026-09-14', 100),
		() => store.read.clock.correctionsToAbandon('2026-09-14', 100),
		() => store.read.clock.tasksOverdue(['county_check', 'city_check'], '2026-09-14', 100),
		() => store.read.jobs.due(1)
	];
	for (const question of ask) {
		const [query] = await watching(question);
		expect(await planOf(query!)).not.toMatch(/SCAN \w+$|Seq Scan/m);
	}
});
