import { defineConfig } from 'drizzle-kit';

/** `drizzle-kit generate --config drizzle/config.postgres.ts` writes the next PostgreSQL migration. */
export default defineConfig({
	dialect: 'postgresql',
	schema: './drizzle/postgres-tables.cjs',
	out: './drizzle/postgres'
});
