/**
 * What a list of changes means, for both engines: a plan that yields one statement at a time and gets its
 * rows back. SQLite runs it in one go inside a transaction, PostgreSQL awaits each step.
 */
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { chained, emptyChain, type ChainState } from '#lib/domain/audit/chain.ts';
import { Refused } from '#lib/domain/refusal.ts';
import type { Change, CommitAnswer, Numbered } from '../usecases/ports.ts';
import {
	columnOf,
	columnsOf,
	decodeRow,
	encode,
	keyOf,
	tableName,
	type Tables
} from './columns.ts';
import type { Row, TableName } from './tables.ts';

/** `?` stands for each value, in order. */
export type Statement = { readonly sql: string; readonly values: readonly unknown[] };
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Where the engines differ. */
export type Dialect = {
	readonly tables: Tables;
	/** Taken before the log is continued, held to the end of the transaction; none where one writer is. */
	readonly lockLog: string | null;
	readonly forShare: string;
	readonly skipLocked: string;
};

export const stale = new Refused({ kind: 'stale', key: 'changed_meanwhile' }).refusal;
export const alreadyDone = new Refused({ kind: 'stale', key: 'already_done' }).refusal;
export const unavailable = new Refused({ kind: 'busy', key: 'storage_unavailable' }).refusal;

type Plan<T> = Generator<Statement, T, Rows>;

type Answer = {
	numbers: string[];
	counts: number[];
	jobs: Row<'jobs'>[];
	outbox: Row<'outbox'>[];
};

/**
 * The statements of one commit, in the order of the changes, the log last: whoever holds the log's lock
 * waits for nothing else, so two commits cannot wait for each other over it.
 */
export function* planOf(changes: readonly Change[], d: Dialect): Plan<CommitAnswer> {
	const answer: Answer = { numbers: [], counts: [], jobs: [], outbox: [] };
	for (const change of changes) yield* step(change, d, answer);
	const entries = changes.filter((change) => change.do === 'log');
	if (entries.length > 0) yield* appendLog(entries, d);
	return answer;
}

function* step(change: Change, d: Dialect, answer: Answer): Plan<void> {
	switch (change.do) {
		case 'insert':
			return yield* insertRow(change.table, change.row, d, answer);
		case 'update': {
			const { table, id, version, set } = change;
			const key = keyOf(d.tables, table);
			const { sql, values } = assignments(d, table, set);
			const rows = yield {
				sql: `update ${tableName(d.tables, table)} set ${sql}${sql && ', '}"version" = "version" + 1 where "${key.name}" = ? and "version" = ? returning 1 as done`,
				values: [...values, id, version]
			};
			return expectOne(rows);
		}
		case 'guard': {
			const key = keyOf(d.tables, change.table);
			const rows = yield {
				sql: `select 1 as done from ${tableName(d.tables, change.table)} where "${key.name}" = ? and "version" = ?${d.forShare}`,
				values: [change.id, change.version]
			};
			return expectOne(rows);
		}
		case 'delete': {
			const where = Object.entries(change.where);
			if (where.length === 0)
				throw new TypeError(`delete from ${change.table} without a condition`);
			const columns = where.map(([name]) => columnOf(d.tables, change.table, name));
			yield {
				sql: `delete from ${tableName(d.tables, change.table)} where ${columns.map(({ name }) => `"${name}" = ?`).join(' and ')}`,
				values: where.map(([, value]) => value)
			};
			return;
		}
		case 'touch': {
			const { sql, values } = assignments(d, change.table, change.set);
			yield {
				sql: `update ${tableName(d.tables, change.table)} set ${sql} where "id" = ?`,
				values: [...values, change.id]
			};
			return;
		}
		case 'count': {
			const began = change.at - change.windowMs;
			const rows = yield {
				sql: `insert into throttles ("key", "count", "window_started_at") values (?, 1, ?) on conflict ("key") do update set
					"count" = case when throttles.window_started_at <= ? then 1 else throttles."count" + 1 end,
					"window_started_at" = case when throttles.window_started_at <= ? then excluded.window_started_at else throttles.window_started_at end
					returning "count"`,
				values: [change.key, change.at, began, began]
			};
			answer.counts.push(Number(rows[0]?.['count']));
			return;
		}
		case 'claim':
			return yield* claim(change, d, answer);
		case 'settle': {
			const { sql, values } = assignments(d, change.table, change.set);
			const rows = yield {
				sql: `update ${tableName(d.tables, change.table)} set ${sql} where "id" = ? and "lease_until" = ? and "done_at" is null returning 1 as done`,
				values: [...values, change.id, change.leaseUntil]
			};
			return expectOne(rows);
		}
		case 'log':
			return;
	}
}

const expectOne = (rows: Rows): void => {
	if (rows.length !== 1) throw new Refused(stale);
};

const isNumbered = (value: unknown): value is Numbered =>
	typeof value === 'object' &&
	value !== null &&
	'counter' in value &&
	'format' in value &&
	typeof value.format === 'function';

function* insertRow(
	table: TableName,
	row: Readonly<Record<string, unknown>>,
	d: Dialect,
	answer: Answer
): Plan<void> {
	const given = Object.entries(row).filter(([, value]) => value !== undefined);
	const columns = given.map(([name]) => columnOf(d.tables, table, name));
	const values: unknown[] = [];
	for (const [index, [, value]] of given.entries()) {
		const plain = isNumbered(value) ? yield* nextNumber(value, answer) : value;
		values.push(encode(columns[index] as SQLiteColumn, plain));
	}
	yield {
		sql: `insert into ${tableName(d.tables, table)} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
		values
	};
}

/** The counter's row stays locked until the commit: no number is lost or given twice. */
function* nextNumber(numbered: Numbered, answer: Answer): Plan<string> {
	const rows = yield {
		sql: `insert into counters ("key", "value", "version") values (?, 1, 1) on conflict ("key") do update set "value" = counters."value" + 1, "version" = counters."version" + 1 returning "value"`,
		values: [numbered.counter]
	};
	const number = numbered.format(Number(rows[0]?.['value']));
	answer.numbers.push(number);
	return number;
}

const assignments = (d: Dialect, table: TableName, set: Readonly<Record<string, unknown>>) => {
	const given = Object.entries(set).filter(
		([name, value]) => value !== undefined && name !== 'version'
	);
	const columns = given.map(([name]) => columnOf(d.tables, table, name));
	return {
		sql: columns.map(({ name }) => `"${name}" = ?`).join(', '),
		values: given.map(([, value], index) => encode(columns[index] as SQLiteColumn, value))
	};
};

function* claim(
	{ table, now, until, limit }: Extract<Change, { do: 'claim' }>,
	d: Dialect,
	answer: Answer
): Plan<void> {
	const open =
		table === 'jobs'
			? `"done_at" is null and "dead_at" is null and "run_at" <= ? and "lease_until" <= ? order by "run_at", "id"`
			: `"done_at" is null and "lease_until" <= ? order by "created_at", "id"`;
	const name = tableName(d.tables, table);
	const rows = yield {
		sql: `update ${name} set "lease_until" = ?, "attempts" = "attempts" + 1 where "id" in (select "id" from ${name} where ${open} limit ?${d.skipLocked}) returning *`,
		values: [until, ...(table === 'jobs' ? [now, now] : [now]), limit]
	};
	const byAge = (a: { createdAt: number; id: string }, b: { createdAt: number; id: string }) =>
		a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
	if (table === 'jobs') {
		const taken = rows.map((row) => decodeRow(d.tables, 'jobs', row));
		answer.jobs.push(...taken.sort((a, b) => a.runAt - b.runAt || byAge(a, b)));
	} else {
		answer.outbox.push(...rows.map((row) => decodeRow(d.tables, 'outbox', row)).sort(byAge));
	}
}

function* appendLog(changes: readonly Extract<Change, { do: 'log' }>[], d: Dialect): Plan<void> {
	if (d.lockLog !== null) yield { sql: d.lockLog, values: [] };
	const head = yield {
		sql: `select "seq", "hash" from log order by "seq" desc limit 1`,
		values: []
	};
	let state: ChainState = head[0]
		? { seq: Number(head[0]['seq']), hash: String(head[0]['hash']) }
		: emptyChain;
	for (const { entry, actor, role, organisation, at } of changes) {
		const row = chained(state, {
			seq: state.seq + 1,
			at,
			actorId: actor?.personId ?? '',
			actorName: actor?.name ?? '',
			role,
			organisation,
			action: entry.action,
			objectKind: entry.objectKind,
			objectId: entry.objectId,
			subjectId: entry.subjectId ?? null,
			result: entry.result ?? 'done',
			// What JSON cannot hold is dropped before it is hashed, not after.
			detail: JSON.parse(JSON.stringify(entry.detail ?? {})) as Row<'log'>['detail']
		});
		const whole: Readonly<Record<string, unknown>> = row;
		const columns = columnsOf(d.tables, 'log');
		yield {
			sql: `insert into log (${columns.map(([, { name }]) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
			values: columns.map(([name, column]) => encode(column, whole[name]))
		};
		state = row;
	}
}
