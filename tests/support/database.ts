/** An empty database of the engine under test, before any migration: for tests of migrations themselves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { StoreSettings } from '#lib/server/store/open.ts';
import { sqliteFile } from '#lib/server/store/open.ts';
import { freshDatabase } from './postgres.ts';
import { engine } from './store.ts';

export type EmptyDatabase = {
	readonly settings: StoreSettings;
	/** A folder of the test's own; the SQLite file lies inside. */
	readonly folder: string;
	readonly sql: (text: string) => Promise<Record<string, unknown>[]>;
};

export const emptyDatabase = async (): Promise<EmptyDatabase> => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-empty-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	if (engine === 'sqlite') {
		return {
			settings: { dataDir: folder },
			folder,
			sql: async (text) => {
				const db = new Database(sqliteFile(folder));
				try {
					const statement = db.prepare(text);
					if (statement.reader) return statement.all() as Record<string, unknown>[];
					statement.run();
					return [];
				} finally {
					db.close();
				}
			}
		};
	}
	const database = await freshDatabase();
	onTestFinished(() => database.drop());
	return {
		settings: { dataDir: folder, databaseUrl: database.url },
		folder,
		sql: async (text) => {
			const client = new pg.Client({ connectionString: database.url });
			await client.connect();
			try {
				return (await client.query<Record<string, unknown>>(text)).rows;
			} finally {
				await client.end();
			}
		}
	};
};
