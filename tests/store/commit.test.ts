/** A commit is all or nothing, and nobody overwrites what they have not read. */
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { guard, insert, update, type Change } from '#lib/server/usecases/ports.ts';
import { freshStore, type TestStore } from '../support/store.ts';

const organisation = (name: string): Change =>
	insert('organisations', { id: v7(), kind: 'employer', name, place: '540221', createdAt: 1 });

const refusalOf = async (commit: Promise<unknown>): Promise<Refusal> => {
	const reason: unknown = await commit.then(
		() => undefined,
		(thrown: unknown) => thrown
	);
	if (!(reason instanceof Refused)) throw new Error('not refused', { cause: reason });
	return reason.refusal;
};
const stale = { kind: 'stale', key: 'changed_meanwhile' };
const done = { kind: 'stale', key: 'already_done' };

const names = async (store: TestStore): Promise<readonly string[]> =>
	(await store.read.organisations.ofKind('employer')).map(({ name }) => name);

const anOrganisation = async (store: TestStore) => {
	await store.commit([organisation('水利站')]);
	const [found] = await store.read.organisations.ofKind('employer');
	return found!;
};

describe('all or nothing', () => {
	test('a change that fails takes the others with it', async () => {
		const store = await freshStore();
		const one = await anOrganisation(store);
		const refused = await refusalOf(
			store.commit([
				organisation('中学'),
				insert('meta', { key: 'a', value: '1' }),
				update('organisations', { ...one, version: 7 }, { name: '别名' })
			])
		);
		expect(refused).toMatchObject(stale);
		expect(await names(store)).toEqual(['水利站']);
		expect(await store.read.meta.get('a')).toBeUndefined();
	});

	test('a defect is no refusal and leaves nothing either', async () => {
		const store = await freshStore();
		const broken = { do: 'insert', table: 'meta', row: { key: 'b', nothing: 1 } } as const;
		await expect(store.commit([organisation('中学'), broken])).rejects.toThrow(TypeError);
		const impossible = insert('affiliations', {
			id: v7(),
			personId: 'p',
			employerId: 'e',
			kind: 'change',
			state: 'dreamt' as 'pending',
			requestedAt: 1,
			countyFromOn: '2026-09-20'
		});
		await expect(store.commit([organisation('中学'), impossible])).rejects.not.toThrow(Refused);
		expect(await names(store)).toEqual([]);
	});

	test('text that no engine can keep is refused before it is written', async () => {
		const store = await freshStore();
		for (const text of ['\0', 'a\uD800b']) {
			const refused = await refusalOf(store.commit([organisation(text)]));
			expect(refused).toEqual({ kind: 'malformed', key: 'text_unstorable' });
			const inJson = insert('committees', {
				id: v7(),
				name: '评委会',
				series: 'engineering',
				tiers: [text],
				covers: [],
				place: '540221',
				sponsorId: 's',
				minSize: 9,
				state: 'active',
				createdAt: 1
			});
			expect((await refusalOf(store.commit([inJson]))).kind).toBe('malformed');
		}
		// What only looks like it is text like any other.
		await store.commit([organisation('\\u0000 \\ud800')]);
		expect(await names(store)).toEqual(['\\u0000 \\ud800']);
	});
});

describe('versions', () => {
	test('grow by one, and the second of two writers is refused', async () => {
		const store = await freshStore();
		const one = await anOrganisation(store);
		await store.commit([update('organisations', one, { name: '水利局' })]);
		expect(await store.read.organisations.byId(one.id)).toMatchObject({
			name: '水利局',
			version: 2
		});
		const late = store.commit([update('organisations', one, { name: '迟到' })]);
		expect(await refusalOf(late)).toMatchObject(stale);
	});

	test('of fifty who change the same row at once, one does', async () => {
		const store = await freshStore();
		const one = await anOrganisation(store);
		const tries = await Promise.allSettled(
			Array.from({ length: 50 }, (_, index) =>
				store.commit([update('organisations', one, { phone: String(index) })])
			)
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect((await store.read.organisations.byId(one.id))?.version).toBe(2);
	});

	test('a guard holds a row that is only read', async () => {
		const store = await freshStore();
		const one = await anOrganisation(store);
		await store.commit([guard('organisations', one), organisation('中学')]);
		expect((await store.read.organisations.byId(one.id))?.version).toBe(1);
		await store.commit([update('organisations', one, { state: 'closed' })]);
		const late = store.commit([guard('organisations', one), organisation('医院')]);
		expect(await refusalOf(late)).toMatchObject(stale);
		expect(await names(store)).toHaveLength(2);
	});

	test('rows without an id are changed by their key', async () => {
		const store = await freshStore();
		await store.commit([insert('meta', { key: 'offset', value: '0' })]);
		const change = (value: string, version: number): Change => ({
			do: 'update',
			table: 'meta',
			id: 'offset',
			version,
			set: { value }
		});
		await store.commit([change('5', 1)]);
		expect(await refusalOf(store.commit([change('6', 1)]))).toMatchObject(stale);
		expect(await store.read.meta.get('offset')).toEqual({ key: 'offset', value: '5', version: 2 });
	});
});

test('what is unique is done once, however often it is sent', async () => {
	const store = await freshStore();
	const id = v7();
	const send = () =>
		store.commit([
			insert('requests', { id, accountId: 'a', digest: 'd', answer: {}, createdAt: 1 }),
			organisation('中学')
		]);
	const tries = await Promise.allSettled(Array.from({ length: 20 }, send));
	expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(await names(store)).toEqual(['中学']);
	expect(await refusalOf(send())).toMatchObject(done);
});

test('fifty commits at once draw fifty numbers without gap or repeat, failed ones none', async () => {
	const store = await freshStore();
	const other = await store.beside();
	const numbered = (name: string) => ({
		counter: 'case:2026',
		format: (value: number) => `2026-${String(value).padStart(6, '0')}/${name}`
	});
	const draw = (index: number) =>
		(index % 2 === 0 ? store : other).commit([
			insert('organisations', {
				id: v7(),
				kind: 'employer',
				name: numbered('a'),
				phone: numbered('b'),
				place: '540221',
				createdAt: 1
			}),
			...(index % 5 === 4 ? [guard('organisations', { id: 'nobody', version: 1 })] : [])
		]);
	const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => draw(index)));
	const drawn = tries.flatMap((tried) => (tried.status === 'fulfilled' ? tried.value.numbers : []));
	expect(tries.filter(({ status }) => status === 'rejected')).toHaveLength(10);
	const values = drawn.map((text) => Number(text.slice(5, 11)));
	expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
	expect((await store.read.counters.get('case:2026'))?.value).toBe(80);
	const kept = (await store.read.organisations.ofKind('employer')).flatMap((row) => [
		row.name,
		row.phone
	]);
	expect(kept.toSorted()).toEqual(drawn.toSorted());
});

test('attempts are counted in their window', async () => {
	const store = await freshStore();
	const count = async (at: number) =>
		(await store.commit([{ do: 'count', key: 'k', windowMs: 100, at }])).counts;
	expect(await count(1_000)).toEqual([1]);
	expect(await count(1_050)).toEqual([2]);
	expect(await count(1_099)).toEqual([3]);
	expect(await count(1_100)).toEqual([1]);
	await store.commit([{ do: 'delete', table: 'throttles', where: { key: 'k' } }]);
	expect(await count(1_101)).toEqual([1]);
	const twice: Change = { do: 'count', key: 'k', windowMs: 100, at: 1_102 };
	expect((await store.commit([twice, twice])).counts).toEqual([2, 3]);
});

test('sessions are touched without a version and deleted by their account', async () => {
	const store = await freshStore();
	const session = (id: string, accountId: string) =>
		insert('sessions', {
			id,
			accountId,
			expiresAt: 9,
			absoluteAt: 9,
			seenAt: 1,
			createdAt: 1
		});
	await store.commit([session('a', 'one'), session('b', 'one'), session('c', 'two')]);
	await store.commit([{ do: 'touch', table: 'sessions', id: 'a', set: { seenAt: 5 } }]);
	const seen = await store.read.sessions.ofAccount('one');
	expect(seen.map(({ id, seenAt }) => [id, seenAt])).toEqual([
		['a', 5],
		['b', 1]
	]);
	await store.commit([{ do: 'delete', table: 'sessions', where: { accountId: 'one' } }]);
	expect(await store.read.sessions.ofAccount('one')).toEqual([]);
	expect(await store.read.sessions.ofAccount('two')).toHaveLength(1);
});

describe('work is claimed', () => {
	const job = (key: string, runAt: number): Change =>
		insert('jobs', { id: v7(), kind: 'test', key, payload: { key }, runAt, createdAt: runAt });
	const claim = (now: number, limit: number): Change => ({
		do: 'claim',
		table: 'jobs',
		now,
		until: now + 10,
		limit
	});

	test('by one process at a time, oldest first, until its lease runs out', async () => {
		const store = await freshStore();
		const other = await store.beside();
		await store.commit(Array.from({ length: 40 }, (_, index) => job(`j${index}`, 100 + index)));
		const claims = await Promise.all(
			Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).commit([claim(200, 2)]))
		);
		const keys = claims.flatMap(({ jobs }) => jobs.map(({ key }) => key));
		expect(keys.toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => `j${i}`).toSorted());
		expect((await store.commit([claim(205, 5)])).jobs).toEqual([]);
		const again = (await store.commit([claim(210, 3)])).jobs;
		expect(again.map(({ key, attempts, leaseUntil }) => [key, attempts, leaseUntil])).toEqual([
			['j0', 2, 220],
			['j1', 2, 220],
			['j2', 2, 220]
		]);
		expect(again[0]?.payload).toEqual({ key: 'j0' });
	});

	test('and settled once, together with its effect', async () => {
		const store = await freshStore();
		await store.commit([job('a', 1)]);
		const [first] = (await store.commit([claim(5, 1)])).jobs;
		const [second] = (await store.commit([claim(20, 1)])).jobs;
		const settle = (leaseUntil: number): Change => ({
			do: 'settle',
			table: 'jobs',
			id: first!.id,
			leaseUntil,
			set: { doneAt: 21 }
		});
		const late = store.commit([organisation('迟到'), settle(first!.leaseUntil)]);
		expect(await refusalOf(late)).toMatchObject(stale);
		await store.commit([organisation('按时'), settle(second!.leaseUntil)]);
		const twice = store.commit([organisation('再次'), settle(second!.leaseUntil)]);
		expect(await refusalOf(twice)).toMatchObject(stale);
		expect(await names(store)).toEqual(['按时']);
		expect((await store.commit([claim(99, 1)])).jobs).toEqual([]);
	});

	test('messages likewise', async () => {
		const store = await freshStore();
		const told = (id: string): Change =>
			insert('outbox', { id, event: 'e', to: [{ party: 'employer' }], facts: {}, createdAt: 1 });
		await store.commit([told('b'), told('a')]);
		const take: Change = { do: 'claim', table: 'outbox', now: 5, until: 9, limit: 10 };
		const { outbox } = await store.commit([take]);
		expect(outbox.map(({ id, to }) => [id, to])).toEqual([
			['a', [{ party: 'employer' }]],
			['b', [{ party: 'employer' }]]
		]);
		expect((await store.commit([take])).outbox).toEqual([]);
	});
});
