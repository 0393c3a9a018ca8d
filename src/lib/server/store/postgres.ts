/**
 * The store on PostgreSQL: a pool, one transaction for each commit at READ COMMITTED. A row changes only
 * if its version is the one read; the log's lock keeps its chain whole among several processes.
 */
import { createHash } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { Refused } from '#lib/domain/refusal.ts';
import type { Change, CommitAnswer, Store } from '../usecases/ports.ts';
import type { Tables } from './columns.ts';
import { alreadyDone, planOf, unavailable, type Dialect, type Statement } from './commit.ts';
import type { Applied } from './migrations.ts';
import { postgresTables } from './postgres-schema.ts';
import { makeReads } from './reads/index.ts';
import { translated, type Questions } from './reads/questions.ts';
import { loggerOf, type Watch } from './watch.ts';

// JSON is parsed once, by the column: parsed twice, the text "540200" would come back as a number.
pg.types.setTypeParser(pg.types.builtins.JSONB, (text) => text);

export type PostgresStore = Store & {
	readonly engine: 'postgres';
	readonly close: () => Promise<void>;
	readonly connection: pg.Pool;
};

/** Names of the advisory locks: one number each, the same in every process. */
export const advisory = { log: 5_402_001, migrations: 5_402_002 } as const;

const dialect: Dialect = {
	tables: postgresTables as unknown as Tables,
	lockLog: `select pg_advisory_xact_lock(${advisory.log})`,
	forShare: ' for share',
	skipLocked: ' for update skip locked'
};

const sessionSettings = (settings: Readonly<Record<string, string | number>>): string =>
	Object.entries(settings)
		.map(([name, value]) => `-c ${name}=${value}`)
		.join(' ');

const ATTEMPTS = 5;

/** Opens a pool on the database of `url`. The tables come from `migrate.ts`. */
export const openPostgres = (
	url: string,
	watch: Watch & { readonly filling?: boolean } = {}
): PostgresStore => {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 30_000,
		application_name: 'portal',
		// A database that is being filled is thrown away unless it gets finished: no commit waits for the disk.
		options: sessionSettings({
			synchronous_commit: watch.filling ? 'off' : 'on',
			statement_timeout: 30_000,
			idle_in_transaction_session_timeout: 30_000,
			// Short questions over few rows: an index look-up costs little more than the next page of a scan,
			// and neither compiling nor more processes pay.
			random_page_cost: 1.1,
			jit: 'off',
			max_parallel_workers_per_gather: 0
		})
	});
	// An idle connection that breaks is replaced by the pool; without a listener it would end the process.
	pool.on('error', () => undefined);
	const db = drizzle(pool, { logger: loggerOf(watch) }) as unknown as Questions['db'];
	return {
		engine: 'postgres',
		connection: pool,
		read: translated(makeReads({ db, t: dialect.tables, engine: 'postgres' }), translate),
		commit: async (changes) => {
			const answer = await commit(pool, changes);
			watch.committed?.(1);
			return answer;
		},
		close: () => pool.end()
	};
};

/** Which migrations ran in this database; none where nothing was migrated yet. */
export const appliedInPostgres = async (pool: pg.Pool): Promise<readonly Applied[]> => {
	const { rows: found } = await pool.query<{ name: string | null }>(
		"select to_regclass('portal_migrations') as name"
	);
	if (found[0]?.name == null) return [];
	const { rows } = await pool.query<Applied>(
		'select tag, hash from portal_migrations order by tag'
	);
	return rows;
};

const commit = async (pool: pg.Pool, changes: readonly Change[]): Promise<CommitAnswer> => {
	for (let attempt = 1; ; attempt++) {
		try {
			return await attemptCommit(pool, changes);
		} catch (error) {
			if (attempt < ATTEMPTS && isRetryable(error)) continue;
			throw translate(error);
		}
	}
};

const attemptCommit = async (pool: pg.Pool, changes: readonly Change[]): Promise<CommitAnswer> => {
	const client = await pool.connect();
	let broken: Error | undefined;
	// A connection that breaks says so as an event as well, which would end the process: the pool listens to
	// idle ones only. Its query fails too, and that is what the caller hears.
	const lost = (reason: Error): void => {
		broken = reason;
	};
	client.on('error', lost);
	try {
		await client.query('begin');
		const plan = planOf(changes, dialect);
		let step = plan.next();
		while (!step.done) step = plan.next((await client.query(prepared(step.value))).rows);
		await client.query('commit');
		return step.value;
	} catch (error) {
		await client.query('rollback').catch((reason: unknown) => {
			broken ??= reason instanceof Error ? reason : new Error(String(reason));
		});
		throw error;
	} finally {
		client.off('error', lost);
		client.release(broken);
	}
};

const texts = new Map<string, { readonly name: string; readonly text: string }>();

/** `?` becomes `$1`, `$2`, …; each text is prepared once on a connection under a name of its own. */
const prepared = ({ sql, values }: Statement): pg.QueryConfig => {
	let known = texts.get(sql);
	if (!known) {
		let position = 0;
		known = {
			name: createHash('sha256').update(sql).digest('hex').slice(0, 32),
			text: sql.replaceAll('?', () => `$${++position}`)
		};
		texts.set(sql, known);
	}
	return { ...known, values: [...values] };
};

const codeOf = (error: unknown): string =>
	typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Serialization failure, deadlock: the same commit may be tried again. */
const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

const UNIQUE = '23505';
/** Connection lost or refused, shutting down, resources gone, read-only standby; and the socket's own codes. */
const AWAY = /^(?:08|53|57P|58|25006|55P03|ECONN|EPIPE|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN)/;

const LOST =
	/^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

/** What the driver says, as the refusal that people see; anything else stays what it is: a defect. */
const translate = (error: unknown): unknown => {
	if (!(error instanceof Error) || error instanceof Refused) return error;
	// The query builder wraps what the driver threw, with the values: those stay out of logs.
	const said = error.cause instanceof Error ? error.cause : error;
	const code = codeOf(said);
	if (code === UNIQUE) return Object.assign(new Refused(alreadyDone), { cause: said });
	return AWAY.test(code) || isRetryable(said) || LOST.test(said.message)
		? Object.assign(new Refused(unavailable), { cause: said })
		: said;
};
