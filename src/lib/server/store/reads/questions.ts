/** What every file of named questions is given, and small helpers that they share. */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Tables } from '../columns.ts';

/**
 * The database and its tables. On PostgreSQL both are that engine's own, cast once in `postgres.ts`: write
 * with what both builders share (select, joins, unions, where, order, limit) and always `await`.
 */
export type Questions = {
	readonly db: BetterSQLite3Database;
	readonly t: Tables;
	readonly engine: 'sqlite' | 'postgres';
};

/** The only row, or undefined. */
export const first = <T>(rows: readonly T[]): T | undefined => rows[0];

/** A page of a list that is read by number; `size` rows, the first page is 1. */
export type Page = { readonly size: number; readonly number: number };

export const offsetOf = (page: Page): number => (Math.max(1, page.number) - 1) * page.size;

type Preparable<R> = {
	readonly prepare: () => {
		readonly execute: (values?: Record<string, unknown>) => PromiseLike<R>;
	};
};

/**
 * Prepares a query of a hot path when it is first asked; its values are `sql.placeholder(name)`. On
 * PostgreSQL the name is the statement's on each connection, so it must be the question's own.
 */
export const prepared = <R>(
	name: string,
	query: Preparable<R>
): ((values?: Record<string, unknown>) => Promise<R>) => {
	const named = query as { readonly prepare: (name: string) => ReturnType<typeof query.prepare> };
	let statement: ReturnType<typeof query.prepare> | undefined;
	return async (values) => {
		statement ??= named.prepare(name);
		return statement.execute(values);
	};
};

type Question = (...args: never[]) => Promise<unknown>;

/** The same questions, whose errors are put into the store's words: what a lost database looks like. */
export const translated = <R extends Readonly<Record<string, Readonly<Record<string, Question>>>>>(
	reads: R,
	translate: (error: unknown) => unknown
): R =>
	Object.fromEntries(
		Object.entries(reads).map(([noun, questions]) => [
			noun,
			Object.fromEntries(
				Object.entries(questions).map(([name, ask]): [string, Question] => [
					name,
					async (...args) => {
						try {
							return await ask(...args);
						} catch (error) {
							throw translate(error);
						}
					}
				])
			)
		])
	) as R;
