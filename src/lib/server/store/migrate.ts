/**
 * Brings a database to the tables of this program: each migration in one transaction together with the
 * record that it ran. Processes that start at once wait for each other and find the work done.
 */
import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import {
	MigrationFailed,
	MigrationsDiffer,
	migrationsFolder,
	pendingOf,
	readMigrations,
	recordTable,
	type Applied,
	type Migration,
	type MigrationReport
} from './migrations.ts';
import { connect, OWNER_ONLY } from './sqlite.ts';

export type MigrateOptions = {
	/** Instant (UTC milliseconds) written into the record and the backup's name. */
	readonly now: number;
	/** Another folder of migrations, for tests. */
	readonly folder?: string;
	/** Where the copy goes that is made before a database with data is changed; beside the file. */
	readonly backups?: string;
};

/** Migrates the SQLite file at `path`, creating it where there is none. */
export const migrateSqlite = (path: string, options: MigrateOptions): MigrationReport => {
	const known = readMigrations(options.folder ?? migrationsFolder('sqlite'));
	mkdirSync(dirname(path), { recursive: true });
	const db = connect(path);
	try {
		// Another process may be migrating a large table: waiting is right, giving up is not.
		db.pragma('busy_timeout = 600000');
		// Rebuilding a table drops the old one, which must not cascade.
		db.pragma('foreign_keys = OFF');
		const before = appliedIn(db).length;
		const ran: string[] = [];
		let backup: string | null = null;
		while (pendingOf(known, appliedIn(db)).length > 0) {
			db.exec('begin exclusive');
			try {
				// Read again: whoever held the lock before us may have run it.
				db.exec(recordTable);
				const next = pendingOf(known, appliedIn(db))[0];
				if (next) {
					if (before > 0) backup ??= copyOf(path, next, options);
					runSqlite(db, next, options.now, backup);
					ran.push(next.tag);
				}
				db.exec('commit');
			} catch (error) {
				if (db.inTransaction) db.exec('rollback');
				throw error;
			}
		}
		return { engine: 'sqlite', ran, before, backup };
	} finally {
		db.close();
	}
};

const appliedIn = (db: Database.Database): readonly Applied[] => {
	const exists = db
		.prepare("select 1 from sqlite_master where type = 'table' and name = 'portal_migrations'")
		.get();
	return exists === undefined
		? []
		: (db.prepare('select tag, hash from portal_migrations order by tag').all() as Applied[]);
};

const runSqlite = (
	db: Database.Database,
	migration: Migration,
	now: number,
	backup: string | null
): void => {
	try {
		for (const statement of migration.statements) db.exec(statement);
		const broken = db.pragma('foreign_key_check') as unknown[];
		if (broken.length > 0) throw new Error(`${broken.length} rows point at nothing`);
	} catch (error) {
		throw new MigrationFailed(migration.tag, backup, error);
	}
	db.prepare('insert into portal_migrations (tag, hash, applied_at) values (?, ?, ?)').run(
		migration.tag,
		migration.hash,
		now
	);
};

/** A whole, consistent copy, made while our lock keeps everybody else from writing. */
const copyOf = (path: string, next: Migration, options: MigrateOptions): string => {
	const folder = options.backups ?? join(dirname(path), 'backups');
	mkdirSync(folder, { recursive: true });
	const stamp = new Date(options.now).toISOString().replace(/[-:]|\.\d+/g, '');
	const copy = join(folder, `before-${next.tag}-${stamp}.sqlite`);
	if (existsSync(copy)) return copy;
	const reader = connect(path, true);
	try {
		reader.pragma('query_only = OFF');
		reader.prepare('vacuum into ?').run(`${copy}.part`);
	} finally {
		reader.close();
	}
	chmodSync(`${copy}.part`, OWNER_ONLY);
	renameSync(`${copy}.part`, copy);
	return copy;
};

/** Migrates the PostgreSQL database of `url`, which must exist. */
export const migratePostgres = async (
	url: string,
	options: MigrateOptions
): Promise<MigrationReport> => {
	const known = readMigrations(options.folder ?? migrationsFolder('postgres'));
	const { default: pg } = await import('pg');
	const { advisory } = await import('./postgres.ts');
	const client = new pg.Client({ connectionString: url, application_name: 'portal migrate' });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [advisory.migrations]);
		await client.query(recordTable);
		const { rows } = await client.query<Applied>(
			'select tag, hash from portal_migrations order by tag'
		);
		const ran: string[] = [];
		for (const migration of pendingOf(known, rows)) {
			try {
				await client.query('begin');
				for (const statement of migration.statements) await client.query(statement);
				await client.query(
					'insert into portal_migrations (tag, hash, applied_at) values ($1, $2, $3)',
					[migration.tag, migration.hash, options.now]
				);
				await client.query('commit');
			} catch (error) {
				await client.query('rollback').catch(() => undefined);
				throw new MigrationFailed(migration.tag, null, error);
			}
			ran.push(migration.tag);
		}
		return { engine: 'postgres', ran, before: rows.length, backup: null };
	} finally {
		// Ending the session lets the lock go.
		await client.end();
	}
};

/** Throws `MigrationsDiffer` unless exactly the migrations of this program have run. */
export const assertMigrated = (applied: readonly Applied[], known: readonly Migration[]): void => {
	const pending = pendingOf(known, applied);
	if (pending.length > 0) {
		throw new MigrationsDiffer(
			`数据库还有 ${pending.length} 个迁移没有执行：请先运行 npm run portal -- migrate`
		);
	}
};

export const appliedInSqlite = appliedIn;
