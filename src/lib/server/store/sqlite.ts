/**
 * The store on SQLite: one writer, one reader beside it, both on this process's thread (the driver is
 * synchronous). Commits that wait together share one transaction and one sync to disk, each in a savepoint
 * of its own, and are acknowledged after COMMIT.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { Refused } from '#lib/domain/refusal.ts';
import type { Change, CommitAnswer, Store } from '../usecases/ports.ts';
import { tablesAmong } from './columns.ts';
import { alreadyDone, planOf, unavailable, type Dialect, type Rows } from './commit.ts';
import { makeReads } from './reads/index.ts';
import { translated } from './reads/questions.ts';
import { loggerOf, type Watch } from './watch.ts';
import * as schema from './schema.ts';

export type SqliteStore = Store & {
	readonly engine: 'sqlite';
	readonly close: () => Promise<void>;
	/** The reader's connection, for backups, checks and query plans. */
	readonly connection: Database.Database;
};

export type SqliteOptions = Watch & {
	/** How long a commit waits for another process's, in milliseconds. */
	readonly busyTimeoutMs?: number;
	/** Size at which the database counts as full, in pages of 4 KiB. */
	readonly maxPages?: number;
	/**
	 * Nothing need survive a power cut yet: for filling a database that is thrown away unless it gets
	 * finished. Whoever finishes it syncs the file and opens it again without this.
	 */
	readonly filling?: boolean;
};

/** Rights of the files: nobody else on the machine reads them. */
export const OWNER_ONLY = 0o600;

type Pragma = readonly [name: string, set: string, expected: number | string];

const pragmas: readonly Pragma[] = [
	['busy_timeout', '5000', 5000],
	// The driver reopens WAL files at NORMAL, which loses acknowledged rows when the power goes.
	['synchronous', 'FULL', 2],
	['foreign_keys', 'ON', 1],
	['secure_delete', 'ON', 1],
	['trusted_schema', 'OFF', 0],
	// REPLACE must fire the triggers that keep the log append-only.
	['recursive_triggers', 'ON', 1],
	['temp_store', 'MEMORY', 2],
	['cache_size', '-65536', -65536]
];

/**
 * Opens one connection as every connection must be. Throws when a setting did not take: a database that
 * would lose acknowledged work is not served from.
 */
export const connect = (path: string, readonly = false): Database.Database => {
	// SQLite gives its side files the rights of the database, which holds personal data.
	if (!readonly) closeSync(openSync(path, 'a', OWNER_ONLY));
	const db = new Database(path, { readonly, fileMustExist: true });
	try {
		// Before the journal mode, which may have to wait for another process.
		db.pragma('busy_timeout = 5000');
		if (!readonly) db.pragma('journal_mode = WAL');
		for (const [name, set] of pragmas) db.pragma(`${name} = ${set}`);
		if (readonly) db.pragma('query_only = ON');
		assertPragmas(db);
		return db;
	} catch (error) {
		db.close();
		throw error;
	}
};

/** Reads the settings back. Throws with the first that is not as it must be. */
export const assertPragmas = (db: Database.Database): void => {
	const must: readonly Pragma[] = [['journal_mode', 'WAL', 'wal'], ...pragmas];
	for (const [name, , expected] of must) {
		const found: unknown = db.pragma(name, { simple: true });
		if (found !== expected) {
			throw new Error(`SQLite: ${name} is ${String(found)}, must be ${expected}`);
		}
	}
};

const dialect: Dialect = {
	tables: tablesAmong(schema),
	lockLog: null,
	forShare: '',
	skipLocked: ''
};

type Waiting = {
	readonly changes: readonly Change[];
	readonly resolve: (answer: CommitAnswer) => void;
	readonly reject: (reason: unknown) => void;
};

/** More callers than this wait for the next transaction: the event loop must turn. */
const GROUP = 256;

/** Opens (and if need be creates) the database file. The tables come from `migrate.ts`. */
export const openSqlite = (path: string, options: SqliteOptions = {}): SqliteStore => {
	mkdirSync(dirname(path), { recursive: true });
	const writer = connect(path);
	const reader = connect(path, true);
	if (options.busyTimeoutMs !== undefined) writer.pragma(`busy_timeout = ${options.busyTimeoutMs}`);
	if (options.maxPages !== undefined) writer.pragma(`max_page_count = ${options.maxPages}`);
	if (options.filling) writer.pragma('synchronous = OFF');
	const write = makeWriter(writer, options);
	return {
		engine: 'sqlite',
		connection: reader,
		read: translated(
			makeReads({
				db: drizzle(reader, { logger: loggerOf(options) }),
				t: dialect.tables,
				engine: 'sqlite'
			}),
			translate
		),
		commit: write.commit,
		close: async () => {
			await write.drained();
			reader.close();
			writer.close();
		}
	};
};

const makeWriter = (db: Database.Database, watch: Watch) => {
	const statements = new Map<string, Database.Statement>();
	const run = (sql: string, values: readonly unknown[] = []): Rows => {
		let statement = statements.get(sql);
		if (!statement) {
			statement = db.prepare(sql);
			statements.set(sql, statement);
		}
		if (statement.reader) return statement.all(...values) as Rows;
		statement.run(...values);
		return [];
	};
	let waiting: Waiting[] = [];
	let turn: Promise<void> | undefined;
	let closed = false;

	const perform = (changes: readonly Change[]): CommitAnswer => {
		const plan = planOf(changes, dialect);
		let step = plan.next();
		while (!step.done) step = plan.next(run(step.value.sql, step.value.values));
		return step.value;
	};

	const commitTogether = (group: readonly Waiting[]): void => {
		const outcomes: (() => void)[] = [];
		try {
			run('begin immediate');
			for (const { changes, resolve, reject } of group) {
				run('savepoint caller');
				try {
					const answer = perform(changes);
					run('release caller');
					outcomes.push(() => resolve(answer));
				} catch (error) {
					// Some errors (disk full) end the whole transaction: then nobody's work is in it.
					if (!db.inTransaction) throw error;
					run('rollback to caller');
					run('release caller');
					outcomes.push(() => reject(translate(error)));
				}
			}
			run('commit');
		} catch (error) {
			if (db.inTransaction) db.exec('rollback');
			const reason = translate(error);
			for (const { reject } of group) reject(reason);
			return;
		}
		watch.committed?.(group.length);
		for (const tell of outcomes) tell();
	};

	const flush = async (): Promise<void> => {
		while (waiting.length > 0) {
			// Whoever asks in this turn of the loop is in the same transaction.
			await new Promise((resolve) => setImmediate(resolve));
			const group = waiting.slice(0, GROUP);
			waiting = waiting.slice(GROUP);
			commitTogether(group);
		}
		turn = undefined;
	};

	return {
		commit: (changes: readonly Change[]): Promise<CommitAnswer> =>
			new Promise((resolve, reject) => {
				if (closed) return reject(new Refused(unavailable));
				waiting.push({ changes, resolve, reject });
				turn ??= flush();
			}),
		drained: async (): Promise<void> => {
			closed = true;
			await turn;
		}
	};
};

const awayCodes = [
	'SQLITE_FULL',
	'SQLITE_READONLY',
	'SQLITE_BUSY',
	'SQLITE_LOCKED',
	'SQLITE_IOERR',
	'SQLITE_CANTOPEN',
	'SQLITE_NOMEM',
	// The file is not what it was: nothing is served from it until an operator has put it right.
	'SQLITE_CORRUPT',
	'SQLITE_NOTADB'
];

/** What the driver says, as the refusal that people see; anything else stays what it is: a defect. */
const translate = (error: unknown): unknown => {
	if (!(error instanceof Database.SqliteError)) return error;
	const taken =
		error.code === 'SQLITE_CONSTRAINT_UNIQUE' ||
		error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
		// The append-only tables see it before their keys do.
		(error.code === 'SQLITE_CONSTRAINT_TRIGGER' && error.message.endsWith('already there'));
	if (taken) {
		return Object.assign(new Refused(alreadyDone), { cause: error });
	}
	return awayCodes.some((code) => error.code.startsWith(code))
		? Object.assign(new Refused(unavailable), { cause: error })
		: error;
};
