import { defineConfig } from 'drizzle-kit';

/** `drizzle-kit generate --config drizzle/config.sqlite.ts` writes the next SQLite migration. */
export default defineConfig({
	dialect: 'sqlite',
	schema: './src/lib/server/store/schema.ts',
	out: './drizzle/sqlite'
});
