/** The log's chain holds whoever writes at once, and what is written in it stays (I12). */
import { expect, test } from 'vitest';
import { v7 } from 'uuid';
import { followAll, isBreak } from '#lib/domain/audit/chain.ts';
import { guard, insert, type Change } from '#lib/server/usecases/ports.ts';
import { engine, freshStore } from '../support/store.ts';

const log = (action: string, detail: Record<string, unknown> = {}): Change => ({
	do: 'log',
	entry: { action, objectKind: 'case', objectId: 'one', detail },
	actor: null,
	role: 'system',
	organisation: '',
	at: 1_789_000_000_000
});

test('parallel commits of two processes leave one whole chain', async () => {
	const store = await freshStore();
	const other = await store.beside();
	const entries = (index: number): readonly Change[] => [
		...Array.from({ length: 1 + (index % 3) }, (_, part) => log(`a${index}.${part}`, { part })),
		...(index % 4 === 3 ? [guard('organisations', { id: 'nobody', version: 1 })] : [])
	];
	const tries = await Promise.allSettled(
		Array.from({ length: 60 }, (_, index) => (index % 2 ? store : other).commit(entries(index)))
	);
	const kept = tries.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
	expect(kept).toHaveLength(45);
	const expected = kept.reduce((sum, index) => sum + 1 + (index % 3), 0);
	const chain = await store.read.log.range(1, 1_000);
	expect(chain.map(({ seq }) => seq)).toEqual(Array.from({ length: expected }, (_, i) => i + 1));
	expect(chain[0]?.previous).toBe('0'.repeat(64));
	const end = followAll(chain);
	expect(isBreak(end)).toBe(false);
	expect(end).toMatchObject({ seq: expected, hash: (await store.read.log.head())?.hash });
	// The entries of one commit stand together, in their order.
	for (const index of kept) {
		const own = chain.filter(({ action }) => action.startsWith(`a${index}.`));
		expect(own.map(({ detail }) => detail['part'])).toEqual(own.map((_, part) => part));
		expect(new Set(own.map(({ seq }, part) => seq - part)).size).toBe(1);
	}
});

test('the hash covers the details whatever their order, their depth and their script', async () => {
	const store = await freshStore();
	const detail = {
		z: 1,
		a: { 名: ['次仁', null, true, 0.5, -0, 1e21], leer: {} },
		left: undefined,
		text: '540200',
		bo: 'ཚེ་རིང'
	};
	await store.commit([log('x', detail), log('y')]);
	const chain = await store.read.log.range(1, 9);
	expect(isBreak(followAll(chain))).toBe(false);
	expect(chain[0]?.detail).toEqual(JSON.parse(JSON.stringify(detail)));
});

test('the same entry has the same hash on both engines', async () => {
	const store = await freshStore();
	await store.commit([log('case.submit', { number: '2026-000123', b: 1, a: 2 })]);
	expect((await store.read.log.head())?.hash).toBe(
		'20f0ce21c72a5bd074762714eb18d0f7a25817395ba1fa296930624528adc395'
	);
});

test('I12: what is append-only can be neither changed nor removed nor written over', async () => {
	const store = await freshStore();
	await store.commit([
		log('x'),
		insert('checkpoints', {
			seq: 1,
			head: 'h',
			root: 'r',
			at: 1,
			keyId: 'k',
			signature: 's'
		}),
		insert('snapshots', {
			id: 's1',
			applicationId: 'a',
			number: 1,
			body: '{}',
			sha256: 'h',
			createdAt: 1
		}),
		insert('authorityHistory', {
			id: v7(),
			kind: 'committee',
			objectId: 'c',
			at: 1,
			by: 'p',
			reason: 'r',
			after: {}
		})
	]);
	const again = store.commit([
		insert('snapshots', {
			id: 's2',
			applicationId: 'a',
			number: 1,
			body: '{"other":1}',
			sha256: 'h',
			createdAt: 2
		})
	]);
	await expect(again).rejects.toMatchObject({ refusal: { kind: 'stale', key: 'already_done' } });
	const tables = { log: 'seq', checkpoints: 'seq', snapshots: 'id', authority_history: 'id' };
	for (const [table, key] of Object.entries(tables)) {
		const before = await store.sql(`select * from ${table}`);
		expect(before).toHaveLength(1);
		const attacks = [
			`update ${table} set ${key} = ${key}`,
			`delete from ${table}`,
			...(engine === 'sqlite'
				? [
						`replace into ${table} select * from ${table}`,
						`insert or replace into ${table} select * from ${table}`,
						...(table === 'snapshots'
							? [
									"replace into snapshots (id, application_id, number, body, sha256, created_at) values ('s3', 'a', 1, '', '', 1)"
								]
							: [])
					]
				: [
						`truncate ${table}`,
						`insert into ${table} select * from ${table} on conflict (${key}) do update set ${key} = excluded.${key}`
					])
		];
		for (const attack of attacks)
			await expect(store.sql(attack), attack).rejects.toThrow(`${table} is append-only`);
		expect(await store.sql(`select * from ${table}`)).toEqual(before);
	}
});
