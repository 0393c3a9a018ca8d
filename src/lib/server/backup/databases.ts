/** Copies of the database, for both engines: consistent, while the portal goes on working. */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import {
	beginWalk,
	endWalk,
	walkOn,
	type SignedCheckpoint,
	type Verification,
	type VerifySignature
} from '#lib/domain/audit/checkpoint.ts';
import type { Settings } from '../settings.ts';
import { sqliteFile } from '../store/open.ts';
import { connect } from '../store/sqlite.ts';
import { BadBackup } from './manifest.ts';

const run = promisify(execFile);

export const databaseName = { sqlite: 'database.sqlite', postgres: 'database.pgdump' } as const;

/** Copies the SQLite database as of one moment; writers go on meanwhile. */
export const copySqlite = async (dataDir: string, to: string): Promise<void> => {
	const reader = connect(sqliteFile(dataDir), true);
	try {
		reader.pragma('query_only = OFF');
		reader.prepare('vacuum into ?').run(to);
	} finally {
		reader.close();
	}
	await chmod(to, 0o600);
};

/** The parts of an address as the PostgreSQL tools read them: a password on a command line is seen by all. */
const environmentOf = (databaseUrl: string): NodeJS.ProcessEnv => {
	const url = new URL(databaseUrl);
	return {
		...process.env,
		PGHOST: decodeURIComponent(url.hostname),
		PGPORT: url.port || '5432',
		PGUSER: decodeURIComponent(url.username),
		PGPASSWORD: decodeURIComponent(url.password),
		PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
		PGOPTIONS: '-c lock_timeout=10s',
		PGAPPNAME: 'portal backup'
	};
};

const tool = async (name: string, args: readonly string[], databaseUrl: string): Promise<void> => {
	try {
		await run(name, args, { env: environmentOf(databaseUrl), maxBuffer: 1 << 24 });
	} catch (cause) {
		const { code, stderr = '' } = cause as NodeJS.ErrnoException & { stderr?: string };
		if (code === 'ENOENT')
			throw new BadBackup(
				`没有 ${name}：请安装 PostgreSQL 客户端（Debian：apt install postgresql-client）`
			);
		throw new BadBackup(`${name} 失败：${stderr.trim().split('\n').at(-1) ?? String(cause)}`);
	}
};

/** Dumps the PostgreSQL database as of one moment. */
export const dumpPostgres = async (databaseUrl: string, to: string): Promise<void> => {
	await tool('pg_dump', ['--format=custom', '--no-owner', `--file=${to}`], databaseUrl);
	await chmod(to, 0o600);
};

/** Replaces all that the database holds with a dump, in one transaction: all or nothing. */
export const loadPostgres = async (databaseUrl: string, from: string): Promise<void> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'portal-restore-'));
	const script = path.join(folder, 'restore.sql');
	try {
		await tool('pg_restore', ['--no-owner', `--file=${script}`, from], databaseUrl);
		await tool(
			'psql',
			[
				...['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1'],
				...['--command=drop schema public cascade', '--command=create schema public'],
				`--file=${script}`
			],
			databaseUrl
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};

/** Other sessions of the portal on the database. */
export const postgresSessions = async (databaseUrl: string): Promise<number> => {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const { rows } = await client.query<{ sessions: string }>(
			"select count(*) as sessions from pg_stat_activity where datname = current_database() and application_name = 'portal'"
		);
		return Number(rows[0]?.sessions ?? 0);
	} finally {
		await client.end();
	}
};

/** Whether the PostgreSQL database holds tables of a portal with anything in them. */
export const postgresHoldsData = async (databaseUrl: string): Promise<boolean> => {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const tables = await client.query(
			"select 1 from information_schema.tables where table_schema = 'public' and table_name = 'log'"
		);
		if (tables.rows.length === 0) return false;
		const rows = await client.query(
			'select 1 from log union all select 1 from people union all select 1 from meta limit 1'
		);
		return rows.rows.length > 0;
	} finally {
		await client.end();
	}
};

/** Whether the SQLite file holds anything; a file without tables does not. */
export const sqliteHoldsData = (file: string): boolean => {
	let db: Database.Database;
	try {
		db = new Database(file, { readonly: true, fileMustExist: true });
	} catch {
		return false;
	}
	try {
		const table = db.prepare("select 1 from sqlite_master where type = 'table' and name = 'log'");
		if (table.get() === undefined) return false;
		return (
			db
				.prepare(
					'select 1 from log union all select 1 from people union all select 1 from meta limit 1'
				)
				.get() !== undefined
		);
	} finally {
		db.close();
	}
};

/** Whether another process has the SQLite file open: only then can it not be taken for oneself. */
export const sqliteInUse = (file: string): boolean => {
	let db: Database.Database;
	try {
		db = new Database(file, { fileMustExist: true, timeout: 500 });
	} catch {
		return false;
	}
	try {
		db.pragma('locking_mode = exclusive');
		db.exec('begin exclusive; rollback');
		return false;
	} catch (cause) {
		if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return true;
		throw cause;
	} finally {
		db.close();
	}
};

type LogRow = Record<string, unknown> & { detail: string };

/**
 * Looks a copied SQLite database over without the portal: whole pages, whole log, every checkpoint borne out.
 * @throws {BadBackup}
 */
export const inspectSqlite = (file: string, verify: VerifySignature | null): Verification => {
	let db: Database.Database;
	try {
		db = new Database(file, { readonly: true, fileMustExist: true });
	} catch (cause) {
		throw new BadBackup(`数据库文件无法打开：${String(cause)}`);
	}
	try {
		const [found] = db.pragma('integrity_check') as { integrity_check: string }[];
		if (found?.integrity_check !== 'ok')
			throw new BadBackup(`数据库文件已损坏：${found?.integrity_check ?? ''}`);
		const points = db
			.prepare(
				'select seq, head, root, at, key_id as "keyId", signature from checkpoints order by seq'
			)
			.all() as SignedCheckpoint[];
		let walk = beginWalk(points, verify);
		const rows = db
			.prepare(
				'select seq, at, actor_id as "actorId", actor_name as "actorName", role, organisation, action, object_kind as "objectKind", object_id as "objectId", subject_id as "subjectId", result, detail, previous, hash from log order by seq'
			)
			.iterate() as IterableIterator<LogRow>;
		for (const row of rows)
			walk = walkOn(walk, { ...row, detail: JSON.parse(row.detail) as unknown });
		return endWalk(walk);
	} finally {
		db.close();
	}
};

/** What a SQLite copy says about itself. */
export const describeSqlite = (
	file: string
): {
	readonly migrations: { tag: string; hash: string }[];
	readonly log: { entries: number; head: string };
	readonly attachments: readonly { readonly id: string; readonly sha256: string }[];
} => {
	const db = new Database(file, { readonly: true, fileMustExist: true });
	try {
		const last = db.prepare('select seq, hash from log order by seq desc limit 1').get() as
			{ seq: number; hash: string } | undefined;
		return {
			migrations: db.prepare('select tag, hash from portal_migrations order by tag').all() as {
				tag: string;
				hash: string;
			}[],
			log: { entries: last?.seq ?? 0, head: last?.hash ?? '0'.repeat(64) },
			attachments: db
				.prepare("select id, sha256 from attachments where state = 'stored' and sha256 is not null")
				.all() as { id: string; sha256: string }[]
		};
	} finally {
		db.close();
	}
};

/** The same of the PostgreSQL database, as it is now. */
export const describePostgres = async (
	databaseUrl: string
): Promise<ReturnType<typeof describeSqlite>> => {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const last = await client.query<{ seq: string; hash: string }>(
			'select seq, hash from log order by seq desc limit 1'
		);
		const migrations = await client.query<{ tag: string; hash: string }>(
			'select tag, hash from portal_migrations order by tag'
		);
		const attachments = await client.query<{ id: string; sha256: string }>(
			"select id, sha256 from attachments where state = 'stored' and sha256 is not null"
		);
		const head = last.rows[0];
		return {
			migrations: migrations.rows,
			log: { entries: Number(head?.seq ?? 0), head: head?.hash ?? '0'.repeat(64) },
			attachments: attachments.rows
		};
	} finally {
		await client.end();
	}
};

/** Puts a copied SQLite file in place, complete or not at all. */
export const placeSqlite = async (from: string, dataDir: string): Promise<void> => {
	const file = sqliteFile(dataDir);
	const draft = `${file}.restoring`;
	await copyFile(from, draft);
	await chmod(draft, 0o600);
	const handle = await open(draft, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(draft, file);
};

export const engineOf = ({ databaseUrl }: Pick<Settings, 'databaseUrl'>): 'sqlite' | 'postgres' =>
	databaseUrl === undefined ? 'sqlite' : 'postgres';

export const keysDirOf = (dataDir: string): string => path.join(dataDir, 'keys');
export const filesDirOf = (dataDir: string): string => path.join(dataDir, 'files');
