/**
 * Empty, migrated stores for tests on the engine under test (`ENGINE`, set by the Vitest project). Cheap:
 * the tables are made once and copied, as a file or as a template database.
 */
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { migratePostgres, migrateSqlite } from '#lib/server/store/migrate.ts';
import { migrationsFolder, readMigrations, type Engine } from '#lib/server/store/migrations.ts';
import type { OpenStore } from '#lib/server/store/open.ts';
import { openPostgres, type PostgresStore } from '#lib/server/store/postgres.ts';
import { openSqlite, type SqliteOptions, type SqliteStore } from '#lib/server/store/sqlite.ts';
import type { Watch } from '#lib/server/store/watch.ts';

/** The engine under test. */
export const engine: Engine = process.env['ENGINE'] === 'postgres' ? 'postgres' : 'sqlite';

export type TestStore = OpenStore & {
	/** Runs a statement behind the store's back (`?` for values), as somebody with the database's password. */
	readonly sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
	/** Opens a second store on the same database, as a second process would. */
	readonly beside: () => Promise<OpenStore>;
	/** File or address of the database. */
	readonly at: string;
};

/**
 * An empty store with all tables. Closed and removed when the test ends, or, called outside a test, by
 * `close()`.
 */
export const freshStore = async (watch: SqliteOptions = {}): Promise<TestStore> => {
	const made = engine === 'sqlite' ? freshSqlite(watch) : await freshPostgres(watch);
	let closed = false;
	const close = async (): Promise<void> => {
		if (closed) return;
		closed = true;
		await made.close();
	};
	try {
		onTestFinished(close);
	} catch {
		// Called from a hook or from the file itself: the caller closes.
	}
	return { ...made, close };
};

/** Names a template by what it holds, so that a changed migration never meets an old copy. */
const fingerprint = (): string =>
	createHash('sha256')
		.update(JSON.stringify(readMigrations(migrationsFolder(engine)).map(({ hash }) => hash)))
		.digest('hex')
		.slice(0, 16);

const freshSqlite = (options: SqliteOptions): TestStore => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-store-'));
	const file = path.join(folder, 'portal.sqlite');
	copyFileSync(sqliteTemplate(), file);
	const store: SqliteStore = openSqlite(file, options);
	const others: OpenStore[] = [];
	return {
		...store,
		at: file,
		sql: async (text, values = []) => {
			const db = new Database(file);
			try {
				const statement = db.prepare(text);
				if (statement.reader) return statement.all(...values) as Record<string, unknown>[];
				statement.run(...values);
				return [];
			} finally {
				db.close();
			}
		},
		beside: async () => {
			const other = openSqlite(file);
			others.push(other);
			return other;
		},
		close: async () => {
			await Promise.all([store, ...others].map((open) => open.close()));
			rmSync(folder, { recursive: true, force: true });
		}
	};
};

const sqliteTemplate = (): string => {
	const template = path.join(tmpdir(), `portal-template-${fingerprint()}.sqlite`);
	if (!existsSync(template)) {
		const mine = `${template}.${randomUUID()}`;
		migrateSqlite(mine, { now: 0 });
		// Two workers may have made one each; they are the same.
		renameSync(mine, template);
	}
	return template;
};

const freshPostgres = async (watch: Watch): Promise<TestStore> => {
	const server = process.env['DATABASE_URL_TEST'];
	if (server === undefined) {
		throw new Error('DATABASE_URL_TEST is not set: run this test in the Vitest project "postgres"');
	}
	const template = await postgresTemplate(server);
	const name = `store_${randomUUID().replaceAll('-', '')}`;
	// Copied as files: nothing of a throw-away database has to be in a log.
	await administer(server, [`create database ${name} template ${template} strategy file_copy`]);
	const url = databaseUrl(server, name);
	const store: PostgresStore = openPostgres(url, watch);
	const others: OpenStore[] = [];
	return {
		...store,
		at: url,
		sql: async (text, values = []) => {
			let position = 0;
			const numbered = text.replaceAll('?', () => `$${++position}`);
			return (await store.connection.query<Record<string, unknown>>(numbered, [...values])).rows;
		},
		beside: async () => {
			const other = openPostgres(url);
			others.push(other);
			return other;
		},
		close: async () => {
			await Promise.all([store, ...others].map((open) => open.close()));
			await administer(server, [`drop database if exists ${name} with (force)`]);
		}
	};
};

const databaseUrl = (server: string, name: string): string => {
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
};

/** One template for the whole cluster; workers that ask at once wait for the first. */
const postgresTemplate = async (server: string): Promise<string> => {
	const name = `template_${fingerprint()}`;
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock(5402099)');
		const found = await client.query('select 1 from pg_database where datname = $1', [name]);
		if (found.rows.length === 0) {
			await client.query(`create database ${name}_making template template0`);
			await migratePostgres(databaseUrl(server, `${name}_making`), { now: 0 });
			await client.query(`alter database ${name}_making rename to ${name}`);
		}
		return name;
	} finally {
		await client.end();
	}
};

const administer = async (server: string, statements: readonly string[]): Promise<void> => {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
};
