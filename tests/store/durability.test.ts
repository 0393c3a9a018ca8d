/** What a commit promises when many come at once, and when the database cannot keep it. */
import Database from 'better-sqlite3';
import pg from 'pg';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { assertPragmas, connect } from '#lib/server/store/sqlite.ts';
import { guard, insert, type Change } from '#lib/server/usecases/ports.ts';
import { engine, freshStore } from '../support/store.ts';

const organisation = (name: string): Change =>
	insert('organisations', { id: v7(), kind: 'employer', name, place: '540221', createdAt: 1 });

test('who fails among many that commit together fails alone', async () => {
	const groups: number[] = [];
	const store = await freshStore({ committed: (callers) => groups.push(callers) });
	const tries = await Promise.allSettled(
		Array.from({ length: 64 }, (_, index) =>
			store.commit([
				organisation(`第${index}`),
				...(index % 8 === 3 ? [guard('organisations', { id: 'nobody', version: 1 })] : [])
			])
		)
	);
	const failed = tries.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
	expect(failed).toEqual([3, 11, 19, 27, 35, 43, 51, 59]);
	expect(await store.read.organisations.ofKind('employer')).toHaveLength(56);
	// SQLite: one transaction and one sync for all of them. PostgreSQL: one for each that succeeded.
	if (engine === 'sqlite') expect(groups).toEqual([64]);
	else expect(groups).toEqual(Array.from({ length: 56 }, () => 1));
});

test('an acknowledged commit is there for every other connection', async () => {
	const store = await freshStore();
	const other = await store.beside();
	for (let round = 0; round < 10; round++) {
		await Promise.all(
			Array.from({ length: 8 }, async (_, index) => {
				const key = `${round}/${index}`;
				await store.commit([insert('meta', { key, value: key })]);
				expect((await other.read.meta.get(key))?.value).toBe(key);
			})
		);
	}
});

test('two processes write to the same database without losing a commit', async () => {
	const store = await freshStore();
	const other = await store.beside();
	const tries = await Promise.allSettled(
		Array.from({ length: 100 }, (_, index) =>
			(index % 2 ? store : other).commit([organisation(`第${index}`)])
		)
	);
	expect(tries.filter(({ status }) => status === 'rejected')).toEqual([]);
	expect(await store.read.organisations.ofKind('employer')).toHaveLength(100);
});

test('after closing, commits are refused as unavailable', async () => {
	const store = await freshStore();
	const last = store.commit([organisation('最后')]);
	await Promise.all([store.close(), last]);
	await expect(store.commit([organisation('太迟')])).rejects.toMatchObject({
		refusal: { kind: 'busy', key: 'storage_unavailable' }
	});
});

if (engine === 'sqlite') {
	describe('SQLite', () => {
		test('runs every connection at full synchronisation, and says so when one does not', async () => {
			const { at } = await freshStore();
			for (const readonly of [false, true]) {
				const db = connect(at, readonly);
				expect(db.pragma('synchronous', { simple: true })).toBe(2);
				expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
				expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
				expect(db.pragma('secure_delete', { simple: true })).toBe(1);
				expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
				db.close();
			}
			const bare = new Database(at);
			expect(() => assertPragmas(bare)).toThrow(/SQLite: \w+ is \w+, must be/);
			bare.close();
		});

		test('a reader cannot write', async () => {
			const { at } = await freshStore();
			const db = connect(at, true);
			expect(() => db.prepare("delete from meta where key = ''").run()).toThrow();
			db.close();
		});

		test('a database held by somebody else is busy, and works when they let go', async () => {
			const store = await freshStore({ busyTimeoutMs: 20 });
			const holder = connect(store.at);
			holder.exec('begin immediate');
			await expect(store.commit([organisation('等待')])).rejects.toMatchObject({
				refusal: { kind: 'busy', key: 'storage_unavailable' }
			});
			holder.exec('rollback');
			holder.close();
			await store.commit([organisation('之后')]);
			expect(await store.read.organisations.ofKind('employer')).toHaveLength(1);
		});

		test('a full disk refuses everybody in the group, and nothing is half there', async () => {
			const store = await freshStore({ maxPages: 300 });
			const large = (index: number) =>
				store.commit([
					organisation(`第${index}`),
					insert('meta', { key: `k${index}`, value: 'x'.repeat(60_000) })
				]);
			const tries = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => large(i)));
			for (const tried of tries)
				if (tried.status === 'rejected')
					expect(tried.reason).toMatchObject({ refusal: { key: 'storage_unavailable' } });
			const acknowledged = tries.filter(({ status }) => status === 'fulfilled').length;
			expect(acknowledged).toBeLessThan(60);
			expect(await store.read.organisations.ofKind('employer')).toHaveLength(acknowledged);
			expect(await store.read.meta.all()).toHaveLength(acknowledged);
			await store.commit([organisation('小')]);
			expect(await store.sql('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
		});
	});
} else {
	describe('PostgreSQL', () => {
		test('a server that is not there is busy, for reading and writing', async () => {
			const store = openPostgres('postgres://portal@127.0.0.1:9/portal');
			const away = { refusal: { kind: 'busy', key: 'storage_unavailable' } };
			await expect(store.commit([organisation('无')])).rejects.toMatchObject(away);
			await expect(store.read.meta.get('a')).rejects.toMatchObject(away);
			await store.close();
		});

		test('a connection that breaks is replaced', async () => {
			const store = await freshStore();
			await store.commit([organisation('之前')]);
			const killed = store.sql(
				'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
			);
			await killed;
			await store
				.commit([organisation('其间')])
				.catch((reason: unknown) =>
					expect(reason).toMatchObject({ refusal: { key: 'storage_unavailable' } })
				);
			await store.commit([organisation('之后')]);
			const kept = await store.read.organisations.ofKind('employer');
			expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(['之前', '之后']));
		});

		test('deadlocks are tried again', async () => {
			const store = await freshStore();
			const ids = [v7(), v7()];
			await store.commit(
				ids.map((id) =>
					insert('sessions', {
						id,
						accountId: 'a',
						expiresAt: 1,
						absoluteAt: 1,
						seenAt: 0,
						createdAt: 1
					})
				)
			);
			const touch = (order: readonly string[], seenAt: number) =>
				store.commit(
					order.map((id): Change => ({ do: 'touch', table: 'sessions', id, set: { seenAt } }))
				);
			const tries = await Promise.allSettled(
				Array.from({ length: 4 }, (_, index) =>
					touch(index % 2 ? ids : ids.toReversed(), index + 1)
				)
			);
			expect(tries.filter(({ status }) => status === 'rejected')).toEqual([]);
		});
	});
}

test.runIf(engine === 'postgres')(
	'a connection that is cut in the middle of a commit ends the commit, not the process',
	async () => {
		const store = await freshStore();
		// Another transaction holds the table, so that the commit stands and waits.
		const holder = new pg.Client({ connectionString: store.at });
		await holder.connect();
		await holder.query('begin');
		await holder.query('lock table organisations in exclusive mode');
		const commit = store.commit([organisation('断线')]);
		const cut = async (): Promise<number> =>
			(
				await store.sql(
					"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
				)
			).length;
		const failed = expect(commit).rejects.toMatchObject({ refusal: { kind: 'busy' } });
		await expect.poll(cut, { timeout: 10_000 }).toBe(1);
		await failed;
		await holder.query('rollback');
		await holder.end();
		await store.commit([organisation('重连')]);
		const names = (await store.read.organisations.ofKind('employer')).map(({ name }) => name);
		expect(names).toEqual(['重连']);
	}
);
