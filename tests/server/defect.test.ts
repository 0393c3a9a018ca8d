/** A defect is logged with what happened and where, and with nothing that anybody typed. */
import Database from 'better-sqlite3';
import { DrizzleQueryError, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, it } from 'vitest';
import { defectOf } from '#lib/server/defect.ts';

const secret = '540221199005011234';
const connection = new Database(':memory:');
const db = drizzle(connection);
const people = sqliteTable('people', { id: text('id').primaryKey(), idNumber: text('id_number') });
afterAll(() => connection.close());

const thrownBy = async (deed: () => unknown): Promise<unknown> => {
	try {
		await deed();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
};

const written = (error: unknown): string => JSON.stringify(defectOf(error));

describe('what is logged of a defect', () => {
	it('names a failing query of SQLite without its values', async () => {
		const error = await thrownBy(() =>
			db.select().from(people).where(eq(people.idNumber, secret)).all()
		);
		const text = written(error);
		expect(text).toContain('no such table: people');
		expect(text).toContain('defect.test.ts');
		expect(text).not.toContain(secret);
	});

	it.each([
		['a table that is not there', (sql: string) => `insert into nowhere values (${sql})`],
		['a search that does not read', (sql: string) => `select * from words where words match ${sql}`]
	])('names what SQLite said, not what it quotes: %s', async (_, statement) => {
		connection.exec('create virtual table if not exists words using fts5(word)');
		const error = await thrownBy(() => connection.prepare(statement('?')).all(`"${secret}`));
		expect(written(error)).not.toContain(secret);
		expect(defectOf(error).message).toContain('SQLITE_ERROR');
	});

	it('leaves the parameters out of what the query builder wraps', () => {
		const cause = Object.assign(new Error(`invalid input syntax for type bigint: "${secret}"`), {
			name: 'error',
			severity: 'ERROR',
			code: '22P02',
			detail: `Key (id_number)=(${secret}) already exists.`
		});
		const error = new DrizzleQueryError('select * from people where id = $1', [secret], cause);
		expect(error.message).toContain(secret);
		const { message, stack } = defectOf(new Error('the page broke', { cause: error }));
		expect(message).toBe(
			'the page broke ← failed query: select * from people where id = $1 ← error 22P02: invalid input syntax for type bigint: "…"'
		);
		expect(stack).toContain('defect.test.ts');
		expect(message + stack).not.toContain(secret);
	});

	it('takes whatever is thrown', () => {
		expect(defectOf('away').message).toBe('away');
		const endless: { cause?: unknown } & Error = new Error('round');
		endless.cause = endless;
		expect(defectOf(endless).message).toContain('round');
	});
});
