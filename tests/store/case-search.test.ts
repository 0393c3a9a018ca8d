/** A search finds what holds all of its pairs, for the desk that asks, whichever way it is looked up. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseScope } from '#lib/domain/access.ts';
import { bigramsOf, queryTermsOf } from '#lib/domain/search.ts';
import type { CaseKey, CasePage } from '#lib/server/store/reads/case-list.ts';
import { insert, type Change, type NewRow } from '#lib/server/usecases/ports.ts';
import { freshStore, type TestStore } from '../support/store.ts';

const desk = (field: 'any' | 'place', value: string): CaseScope => ({
	kind: 'desk',
	field,
	value,
	reach: 1,
	personId: 'officer'
});
const city = desk('any', '');
const numbered = { by: 'number', dir: 'asc' } as const;

const aCase = (index: number, more: Partial<NewRow<'applications'>>): NewRow<'applications'> => ({
	id: v7(),
	number: `2026-${String(index + 1).padStart(6, '0')}`,
	batchId: 'batch',
	personId: `person-${index}`,
	series: 'engineering',
	ladder: 'engineering',
	level: 'assistant',
	state: 'county_check',
	employerId: 'employer',
	place: '540221',
	holderParty: 'county',
	holderId: 'county',
	stateSince: index,
	reach: 3,
	personName: '次仁',
	employerName: '水利站',
	titleName: '助理工程师',
	createdAt: 1,
	updatedAt: 1,
	...more
});
const termsOf = (objectId: string, ...texts: readonly string[]): readonly Change[] =>
	bigramsOf(...texts).map((term) =>
		insert('searchTerms', { objectId, objectKind: 'application', term })
	);

describe('among a few hundred cases', () => {
	const characters = '扎西次仁卓玛水利站县12';
	const word = fc.string({
		unit: fc.constantFrom(...Array.from(characters)),
		minLength: 1,
		maxLength: 4
	});
	const cases = fc
		.sample(fc.tuple(word, word, fc.constantFrom('540221', '540222')), { seed: 1, numRuns: 300 })
		.map(([personName, employerName, place], index) =>
			aCase(index, { personName, employerName, place })
		);
	let store: TestStore;
	beforeAll(async () => {
		store = await freshStore();
		await store.commit(
			cases.flatMap((row) => [
				insert('applications', row),
				...termsOf(row.id, row.personName, row.employerName, row.number)
			])
		);
	});
	afterAll(() => store.close());

	const expected = (text: string, place?: string): readonly string[] => {
		const terms = queryTermsOf(text);
		return cases
			.filter((row) => place === undefined || row.place === place)
			.filter((row) => {
				const held = bigramsOf(row.personName, row.employerName, row.number);
				return (
					terms.length > 0 &&
					terms.every(({ term, prefix }) =>
						held.some((other) => (prefix ? other.startsWith(term) : other === term))
					)
				);
			})
			.map(({ number }) => number);
	};

	test('lists and counts equal a search by hand', async () => {
		const queries = fc.sample(
			fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
			{ seed: 2, numRuns: 80 }
		);
		let found = 0;
		for (const text of [...queries, '000123', '2026-000007', '、', '没有']) {
			for (const [scope, place] of [
				[city, undefined],
				[desk('place', '540221'), '540221']
			] as const) {
				const page = await store.read.applications.list(scope, { text }, numbered, {
					size: 300,
					number: 1
				});
				const numbers = expected(text, place);
				expect(
					page.rows.map(({ number }) => number),
					text
				).toEqual(numbers);
				const { all } = await store.read.applications.counts(scope, { text }, { all: [] });
				expect(all, text).toEqual({ count: numbers.length, more: false });
				found += numbers.length;
			}
		}
		expect(found).toBeGreaterThan(500);
	});

	test('what people type between words, or nothing, changes nothing', async () => {
		const all = { size: 300, number: 1 };
		const blank = await store.read.applications.list(city, { text: '  ' }, numbered, all);
		expect(blank.rows).toHaveLength(300);
		const two = await store.read.applications.list(city, { text: '扎西,水利' }, numbered, all);
		expect(two.rows.map(({ number }) => number)).toEqual(expected('扎西 水利'));
	});
});

describe('a word that thousands hold', () => {
	const size = 4_200;
	const small = 30;
	let store: TestStore;
	const ids: string[] = [];
	beforeAll(async () => {
		store = await freshStore();
		const changes: Change[] = [];
		for (let index = 0; index < size; index++) {
			const row = aCase(index, { place: index % 140 === 0 ? '540222' : '540221' });
			ids.push(row.number);
			changes.push(insert('applications', row));
			changes.push(
				insert('searchTerms', { objectId: row.id, objectKind: 'application', term: '水利' })
			);
		}
		await store.commit(changes);
	}, 120_000);
	afterAll(() => store.close());

	test('a small desk finds exactly and in its order', async () => {
		const scope = desk('place', '540222');
		const page = await store.read.applications.list(scope, { text: '水利' }, numbered, {
			size: 50,
			number: 1
		});
		expect(page).toMatchObject({ newestFirst: false, hasNext: false });
		expect(page.rows.map(({ number }) => number)).toEqual(ids.filter((_, i) => i % 140 === 0));
		expect(await store.read.applications.counts(scope, { text: '水利' }, { all: [] })).toEqual({
			all: { count: small, more: false }
		});
	});

	test('a large desk gets the newest, each once, forwards and backwards', async () => {
		const ask = (page: CasePage) =>
			store.read.applications.list(city, { text: '水利' }, numbered, page);
		const newest = ids.toReversed();
		const forwards: string[] = [];
		let last: CaseKey | null = null;
		for (let pages = 0; pages < 5; pages++) {
			const page: Awaited<ReturnType<typeof ask>> = await ask(
				last ? { size: 40, after: last } : { size: 40, number: 1 }
			);
			expect(page).toMatchObject({ newestFirst: true, hasNext: true, hasPrevious: pages > 0 });
			forwards.push(...page.rows.map(({ number }) => number));
			last = page.last;
		}
		expect(forwards).toEqual(newest.slice(0, 200));
		const back = await ask({ size: 40, before: last! });
		expect(back.rows.map(({ number }) => number)).toEqual(newest.slice(159, 199));
		const third = await ask({ size: 40, number: 3 });
		expect(third.rows.map(({ number }) => number)).toEqual(newest.slice(80, 120));
		const { all } = await store.read.applications.counts(city, { text: '水利' }, { all: [] });
		expect(all).toEqual({ count: 1_000, more: true });
	});
});
