import { rmSync } from 'node:fs';
import type { StoreSettings } from './open.ts';
import { sqliteFile } from './open.ts';

/**
 * Throws a whole database away: for a demo that was interrupted while it was being filled, and for nothing
 * else. The caller has made sure of that by the mark in `meta`.
 */
export const discardStore = async ({ dataDir, databaseUrl }: StoreSettings): Promise<void> => {
	if (databaseUrl === undefined) {
		for (const suffix of ['', '-wal', '-shm'])
			rmSync(sqliteFile(dataDir) + suffix, { force: true });
		return;
	}
	const { Client } = (await import('pg')).default;
	const client = new Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query('drop schema public cascade');
		await client.query('drop schema if exists drizzle cascade');
		await client.query('create schema public');
	} finally {
		await client.end();
	}
};
