/** Columns of the tables by the names of `schema.ts`, and values on their way in and out. */
import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { Refused } from '#lib/domain/refusal.ts';
import type { Row, TableName } from './tables.ts';
import type * as schema from './schema.ts';

/** The tables of one engine, typed as those of `schema.ts`. */
export type Tables = Pick<typeof schema, TableName>;

/** Name in SQL, quoted. Own names only, so there is nothing to escape. */
export const tableName = (tables: Tables, table: TableName): string =>
	`"${getTableName(tables[table])}"`;

const byTable = new WeakMap<object, ReadonlyMap<string, SQLiteColumn>>();

const mapOf = (tables: Tables, table: TableName): ReadonlyMap<string, SQLiteColumn> => {
	const found = byTable.get(tables[table]);
	if (found) return found;
	const made = new Map(
		Object.entries(tables[table]).filter(
			(entry): entry is [string, SQLiteColumn] =>
				typeof entry[1] === 'object' && 'columnType' in (entry[1] as object)
		)
	);
	byTable.set(tables[table], made);
	return made;
};

export const columnsOf = (tables: Tables, table: TableName): readonly [string, SQLiteColumn][] => [
	...mapOf(tables, table)
];

/** The column of that name. TypeError when there is none: a change names what the tables do not have. */
export const columnOf = (tables: Tables, table: TableName, name: string): SQLiteColumn => {
	const column = mapOf(tables, table).get(name);
	if (!column) throw new TypeError(`${table} has no column ${name}`);
	return column;
};

/** The column that names a row: `id`, or the single-column primary key. */
export const keyOf = (tables: Tables, table: TableName): SQLiteColumn => {
	const key = columnsOf(tables, table).find(([, column]) => column.primary);
	if (!key) throw new TypeError(`${table} has no single key`);
	return key[1];
};

/** What neither engine could give back unchanged: NUL and halves of surrogate pairs, plain or in JSON. */
const UNSTORABLE_JSON = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

const refuseUnstorable = (): never => {
	throw new Refused({ kind: 'malformed', key: 'text_unstorable' });
};

/** A value as the engine's driver takes it. */
export const encode = (column: SQLiteColumn, value: unknown): unknown => {
	if (value === null || value === undefined) return null;
	const encoded: unknown = column.mapToDriverValue(value);
	if (typeof encoded === 'string') {
		if (column.dataType === 'json' ? UNSTORABLE_JSON.test(encoded) : !isStorable(encoded)) {
			refuseUnstorable();
		}
	} else if (typeof encoded === 'number' && !Number.isSafeInteger(encoded)) {
		throw new TypeError(`${column.name}: ${encoded} is no whole number`);
	}
	return encoded;
};

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** A row as the driver gives it (by SQL names) in the shape of the table. */
export const decodeRow = <T extends TableName>(
	tables: Tables,
	table: T,
	row: Readonly<Record<string, unknown>>
): Row<T> =>
	Object.fromEntries(
		columnsOf(tables, table).map(([name, column]) => {
			const value = row[column.name];
			return [name, value === null ? null : column.mapFromDriverValue(value)];
		})
	) as Row<T>;

/** Only the tables among a module's exports. */
export const tablesAmong = (module: Readonly<Record<string, unknown>>): Tables =>
	Object.fromEntries(
		Object.entries(module).filter(([, value]) => is(value, SQLiteTable))
	) as Tables;
