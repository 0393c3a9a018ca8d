/** Names and row types of the tables, derived from the one declaration in `schema.ts`. */
import type * as schema from './schema.ts';

type Schema = typeof schema;
type Tables = {
	[
		K in keyof Schema as Schema[K] extends { readonly $inferSelect: unknown } ? K : never
	]: Schema[K];
};

export type TableName = keyof Tables;
export type Row<T extends TableName> = Tables[T] extends { readonly $inferSelect: infer R }
	? R
	: never;
export type NewRow<T extends TableName> = Tables[T] extends { readonly $inferInsert: infer R }
	? R
	: never;
/** Tables whose rows have an id and a version. */
export type TableWithVersion = {
	[K in TableName]: Row<K> extends { readonly id: string; readonly version: number } ? K : never;
}[TableName];
