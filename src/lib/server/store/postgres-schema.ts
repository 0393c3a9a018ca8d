/**
 * The PostgreSQL tables, derived by walking the tables of `schema.ts`: text → text in byte order (as
 * SQLite compares it), integer → bigint, boolean → boolean, JSON → jsonb; keys, uniques, indexes, checks,
 * defaults and generated columns alike.
 */
import { type Column, getTableName, is, SQL } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	customType,
	index,
	jsonb,
	pgTable,
	primaryKey,
	uniqueIndex,
	type AnyPgColumn,
	type PgColumnBuilderBase
} from 'drizzle-orm/pg-core';
import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import * as schema from './schema.ts';

/** Text that compares byte by byte whatever the database's collation, so that both engines sort alike. */
const byteText = customType<{ data: string; driverData: string }>({
	dataType: () => 'text COLLATE "C"'
});

/** What a column builder can do once its type is known; the builders' own types need the table's name. */
type Builder = PgColumnBuilderBase & {
	primaryKey: () => Builder;
	notNull: () => Builder;
	default: (value: unknown) => Builder;
	generatedAlwaysAs: (as: SQL) => Builder;
};

const builderOf = (column: Column): Builder => {
	switch (column.columnType) {
		case 'SQLiteText':
			return byteText(column.name) as unknown as Builder;
		case 'SQLiteInteger':
			return bigint(column.name, { mode: 'number' }) as unknown as Builder;
		case 'SQLiteBoolean':
			return boolean(column.name) as unknown as Builder;
		case 'SQLiteTextJson':
			return jsonb(column.name);
		default:
			throw new TypeError(`${column.name}: no PostgreSQL twin for ${column.columnType}`);
	}
};

const deriveColumn = (column: Column): Builder => {
	let builder = builderOf(column);
	if (column.primary) builder = builder.primaryKey();
	if (column.notNull) builder = builder.notNull();
	if (column.generated) {
		const as = column.generated.as;
		if (!is(as, SQL)) throw new TypeError(`${column.name}: declare the generated value with sql`);
		return builder.generatedAlwaysAs(as);
	}
	return column.hasDefault && column.default !== undefined
		? builder.default(column.default)
		: builder;
};

const deriveTable = (table: SQLiteTable) => {
	const config = getTableConfig(table);
	const keyOf = new Map<object, string>(
		Object.entries(table)
			.filter((entry): entry is [string, SQLiteColumn] =>
				config.columns.includes(entry[1] as SQLiteColumn)
			)
			.map(([key, column]) => [column, key])
	);
	const columns = Object.fromEntries(
		config.columns.map((column) => [keyOf.get(column) ?? column.name, deriveColumn(column)])
	);
	return pgTable(getTableName(table), columns, (own) => {
		const twin = (column: object): AnyPgColumn => {
			const found = is(column, SQL) ? undefined : own[keyOf.get(column) ?? ''];
			if (!found) throw new TypeError(`${config.name}: indexes hold columns, not expressions`);
			return found;
		};
		const twins = (list: readonly object[]) => list.map(twin) as [AnyPgColumn, ...AnyPgColumn[]];
		return [
			...config.indexes.map(({ config: { name, unique, columns: list } }) =>
				(unique ? uniqueIndex(name) : index(name)).on(...twins(list))
			),
			...config.primaryKeys.map((key) => primaryKey({ columns: twins(key.columns) })),
			...config.checks.map(({ name, value }) => check(name, value))
		];
	});
};

/** The tables under the names of `schema.ts`, typed as their twins: the queries are written once. */
export const postgresTables: Readonly<Record<string, ReturnType<typeof deriveTable>>> =
	Object.fromEntries(
		Object.entries(schema)
			.filter((entry): entry is [string, SQLiteTable & (typeof entry)[1]] =>
				is(entry[1], SQLiteTable)
			)
			.map(([name, table]) => [name, deriveTable(table)])
	);
