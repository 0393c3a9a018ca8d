/** Migrations run once, in order, and one that fails leaves the data as they were. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import {
	MigrationFailed,
	MigrationsDiffer,
	migrationsFolder,
	readMigrations
} from '#lib/server/store/migrations.ts';
import { migrateStore, openStore } from '#lib/server/store/open.ts';
import { emptyDatabase, type EmptyDatabase } from '../support/database.ts';
import { engine } from '../support/store.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const tags = readMigrations(migrationsFolder(engine)).map(({ tag }) => tag);

/** Migrations of the test's own: file name → statements. */
const written = (
	{ folder }: EmptyDatabase,
	files: Readonly<Record<string, readonly string[]>>
): string => {
	const migrations = path.join(folder, 'migrations');
	mkdirSync(migrations, { recursive: true });
	for (const [name, statements] of Object.entries(files))
		writeFileSync(
			path.join(migrations, `${name}.sql`),
			statements.join('\n--> statement-breakpoint\n')
		);
	return migrations;
};
const first = { '0000_first': ['create table things (name text not null)'] };

test('the portal’s own run once, and the store opens on them', async () => {
	const { settings } = await emptyDatabase();
	expect(await migrateStore(settings, { now: 1 })).toEqual({
		engine,
		ran: tags,
		before: 0,
		backup: null
	});
	expect(await migrateStore(settings, { now: 2 })).toMatchObject({ ran: [], before: tags.length });
	const store = await openStore(settings);
	expect(await store.read.meta.all()).toEqual([]);
	await store.close();
});

test('a database that was not migrated is not served', async () => {
	const { settings } = await emptyDatabase();
	await expect(openStore(settings)).rejects.toThrow(MigrationsDiffer);
});

describe('a migration that fails', () => {
	test('leaves the data as they were, says so, and can be run again once it is mended', async () => {
		const database = await emptyDatabase();
		const folder = written(database, first);
		await migrateStore(database.settings, { now: 1, folder });
		await database.sql("insert into things values ('before')");
		written(database, {
			'0001_second': ['alter table things add column size integer', "update things set name = 'x'"],
			'0002_broken': [
				"insert into things values ('half', 1)",
				'create table more (a integer)',
				'insert into nowhere values (1)'
			]
		});
		const failed = await migrateStore(database.settings, { now: 2, folder }).catch(
			(reason: unknown) => reason
		);
		expect(failed).toBeInstanceOf(MigrationFailed);
		expect((failed as Error).message).toMatch(/迁移 0002_broken 失败.*原有数据没有改动.*nowhere/);
		expect(await database.sql('select name, size from things')).toEqual([
			{ name: 'x', size: null }
		]);
		await expect(database.sql('select * from more')).rejects.toThrow();

		written(database, { '0002_broken': ['create table more (a integer)'] });
		const report = await migrateStore(database.settings, { now: 3, folder });
		expect(report.ran).toEqual(['0002_broken']);
		expect(await database.sql('select * from more')).toEqual([]);
	});

	if (engine === 'sqlite')
		test('leaves a whole copy from before it', async () => {
			const database = await emptyDatabase();
			const folder = written(database, first);
			const nothing = await migrateStore(database.settings, { now: 1, folder });
			expect(nothing.backup).toBeNull();
			await database.sql("insert into things values ('before')");
			written(database, { '0001_broken': ["update things set name = 'after'", 'nonsense'] });
			const now = Date.UTC(2026, 8, 14, 1);
			const failed = await migrateStore(database.settings, { now, folder }).catch(
				(reason: unknown) => reason
			);
			const backup = (failed as MigrationFailed).backup ?? '';
			expect(path.basename(backup)).toBe('before-0001_broken-20260914T010000Z.sqlite');
			expect((failed as Error).message).toContain(backup);
			const copy = new Database(backup, { readonly: true });
			expect(copy.prepare('select name from things').all()).toEqual([{ name: 'before' }]);
			expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
			copy.close();
			expect(await database.sql('select name from things')).toEqual([{ name: 'before' }]);
		});
});

test('a migration changed after it ran, or missing here, is said and nothing is run', async () => {
	const database = await emptyDatabase();
	const second = { '0001_second': ['create table more (a integer)'] };
	const folder = written(database, { ...first, ...second });
	await migrateStore(database.settings, { now: 1, folder });
	written(database, { '0001_second': ['create table other (a integer)'] });
	await expect(migrateStore(database.settings, { now: 2, folder })).rejects.toThrow(
		/0001_second 的文件在执行之后被改动过/
	);
	const older = path.join(database.folder, 'older');
	mkdirSync(older);
	cpSync(path.join(folder, '0000_first.sql'), path.join(older, '0000_first.sql'));
	await expect(migrateStore(database.settings, { now: 3, folder: older })).rejects.toThrow(
		/执行过迁移 0001_second.*数据库比程序新/
	);
});

test('recusals that stood on sheets and in votes before are kept where they stand now', async () => {
	const database = await emptyDatabase();
	const folder = path.join(database.folder, 'before');
	mkdirSync(folder);
	for (const file of readdirSync(migrationsFolder(engine)))
		if (/^000[0-3]_.*\.sql$/.test(file))
			cpSync(path.join(migrationsFolder(engine), file), path.join(folder, file));
	await migrateStore(database.settings, { now: 1, folder });
	await database.sql(`insert into applications
		(id, number, batch_id, person_id, series, ladder, level, state, holder_party, holder_id, employer_id, place,
		 state_since, person_name, employer_name, title_name, created_at, updated_at)
		values ('case', '2026-000001', 'b', 'applicant', 'engineering', 'main', 'intermediate', 'deferred', '', '', 'e',
		 '540221', 1, '', '', '', 1, 1)`);
	await database.sql(`insert into assignments (id, application_id, round_id, expert_id, state, recusal_reason, created_at)
		values ('sheet', 'case', 'r', 'expert', 'recused', '师生', 7), ('other', 'case', 'r', 'free', 'submitted', null, 7)`);
	await database.sql(`insert into meetings (id, round_id, held_on, members, chairs, attending, state, created_at)
		values ('meeting', 'r', '2026-09-16', '[]', '[]', '[]', 'closed', 9)`);
	await database.sql(`insert into meeting_cases (id, meeting_id, application_id, position, recused)
		values ('item', 'meeting', 'case', 1, '["member", "applicant"]')`);
	await migrateStore(database.settings, { now: 2 });
	expect(
		await database.sql(
			'select person_id, source, said, cast(created_at as text) as at from recusals order by id'
		)
	).toEqual([
		{ person_id: 'member', source: 'meeting', said: '', at: '9' },
		{ person_id: 'expert', source: 'self', said: '师生', at: '7' }
	]);
});

test('line ends of another checkout do not count as a change', async () => {
	const database = await emptyDatabase();
	const folder = written(database, { '0000_first': ['create table things (\n\tname text\n)'] });
	await migrateStore(database.settings, { now: 1, folder });
	const file = path.join(folder, '0000_first.sql');
	writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
	expect((await migrateStore(database.settings, { now: 2, folder })).ran).toEqual([]);
});

test('four processes that start at once migrate once', async () => {
	const { settings, sql } = await emptyDatabase();
	const env = {
		...process.env,
		DATA_DIR: settings.dataDir,
		...(settings.databaseUrl !== undefined && { DATABASE_URL: settings.databaseUrl })
	};
	const starts = await Promise.all(
		Array.from({ length: 4 }, () =>
			run(process.execPath, ['src/cli/portal.ts', 'migrate'], { cwd: root, env })
		)
	);
	const ran = starts.flatMap(
		({ stdout }) => (JSON.parse(stdout) as { readonly ran: readonly string[] }).ran
	);
	expect(ran.toSorted()).toEqual(tags);
	expect(await sql('select tag from portal_migrations order by tag')).toEqual(
		tags.map((tag) => ({ tag }))
	);
}, 60_000);

test('the migrations have not drifted from the declared tables', async () => {
	const { folder } = await emptyDatabase();
	const before = migrationsFolder(engine);
	// drizzle-kit takes its folder relative to where it runs.
	const out = path.join(folder, 'drizzle');
	cpSync(before, out, { recursive: true });
	const [dialect, schema] =
		engine === 'sqlite'
			? ['sqlite', 'src/lib/server/store/schema.ts']
			: ['postgresql', 'drizzle/postgres-tables.cjs'];
	const { stdout } = await run(
		process.execPath,
		[
			'node_modules/drizzle-kit/bin.cjs',
			...['generate', '--dialect', dialect, '--schema', schema],
			...['--out', path.relative(root, out)]
		],
		{ cwd: root }
	);
	expect(stdout).toContain('No schema changes');
	expect(readdirSync(out).toSorted()).toEqual(readdirSync(before).toSorted());
}, 60_000);
