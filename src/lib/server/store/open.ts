/** Which engine: SQLite inside the data folder, or the PostgreSQL that the address names. */
import { join } from 'node:path';
import type { Store } from '../usecases/ports.ts';
import {
	appliedInSqlite,
	assertMigrated,
	migratePostgres,
	migrateSqlite,
	type MigrateOptions
} from './migrate.ts';
import {
	migrationsFolder,
	readMigrations,
	type Applied,
	type Engine,
	type MigrationReport
} from './migrations.ts';
import { openSqlite } from './sqlite.ts';

export type StoreSettings = {
	/** Absolute path; the SQLite file lies inside. */
	readonly dataDir: string;
	readonly databaseUrl?: string | undefined;
	/** While the demo is being filled: commits do not wait for the disk (see `SqliteOptions`). */
	readonly filling?: boolean;
};

export type OpenStore = Store & {
	readonly engine: Engine;
	readonly close: () => Promise<void>;
};

/** The SQLite file of a data folder. */
export const sqliteFile = (dataDir: string): string => join(dataDir, 'portal.sqlite');

/**
 * Opens the store. Throws `MigrationsDiffer` (a sentence for the operator) when its tables are not those of
 * this program: `migrateStore` first.
 */
export const openStore = async (settings: StoreSettings): Promise<OpenStore> => {
	const store = await openEngine(settings);
	try {
		assertMigrated(await store.applied(), readMigrations(migrationsFolder(store.engine)));
		return store;
	} catch (error) {
		await store.close();
		throw error;
	}
};

/** Brings the database to the tables of this program; says what it did. */
export const migrateStore = async (
	{ dataDir, databaseUrl }: StoreSettings,
	options: MigrateOptions
): Promise<MigrationReport> =>
	databaseUrl === undefined
		? migrateSqlite(sqliteFile(dataDir), options)
		: migratePostgres(databaseUrl, options);

const openEngine = async ({
	dataDir,
	databaseUrl,
	filling = false
}: StoreSettings): Promise<OpenStore & { readonly applied: () => Promise<readonly Applied[]> }> => {
	if (databaseUrl === undefined) {
		const store = openSqlite(sqliteFile(dataDir), { filling });
		return { ...store, applied: async () => appliedInSqlite(store.connection) };
	}
	// The driver is loaded only where an address asks for it.
	const { appliedInPostgres, openPostgres } = await import('./postgres.ts');
	const store = openPostgres(databaseUrl, { filling });
	return { ...store, applied: () => appliedInPostgres(store.connection) };
};
