/** The generated migrations as they lie under `drizzle/`, and what is said about them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Engine = 'sqlite' | 'postgres';

export type Migration = {
	/** File name without `.sql`: `0000_portal`. */
	readonly tag: string;
	/** SHA-256 of its text, so that a file changed after its release shows. */
	readonly hash: string;
	readonly statements: readonly string[];
};

export type Applied = { readonly tag: string; readonly hash: string };

export type MigrationReport = {
	readonly engine: Engine;
	/** Tags that this call ran, in order. */
	readonly ran: readonly string[];
	/** How many had run before. */
	readonly before: number;
	/** Copy of the SQLite file made before the first of them; null where there was nothing to lose. */
	readonly backup: string | null;
};

/** A migration failed: it left nothing behind, the data are as they were. */
export class MigrationFailed extends Error {
	readonly tag: string;
	readonly backup: string | null;
	constructor(tag: string, backup: string | null, cause: unknown) {
		const copy = backup === null ? '' : `，迁移前的备份在 ${backup}`;
		const reason = cause instanceof Error ? cause.message : String(cause);
		super(`数据库迁移 ${tag} 失败，已全部撤销，原有数据没有改动${copy}。原因：${reason}`, {
			cause
		});
		this.name = 'MigrationFailed';
		this.tag = tag;
		this.backup = backup;
	}
}

/** The database and the files disagree about the past, or the database is behind. */
export class MigrationsDiffer extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'MigrationsDiffer';
	}
}

/** Where the migrations lie: `drizzle/<engine>` in the folder of the project this file runs from. */
export const migrationsFolder = (engine: Engine): string => {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const found = join(folder, 'drizzle', engine);
		if (existsSync(found)) return found;
		if (folder === dirname(folder)) return join(process.cwd(), 'drizzle', engine);
	}
};

/** Every migration in order of its number. */
export const readMigrations = (folder: string): readonly Migration[] =>
	readdirSync(folder)
		.filter((name) => /^\d{4}_.+\.sql$/.test(name))
		.sort()
		.map((name) => {
			// A checkout may have changed the line ends; the migration is the same.
			const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
			return {
				tag: name.slice(0, -'.sql'.length),
				hash: createHash('sha256').update(text).digest('hex'),
				statements: text
					.split('--> statement-breakpoint')
					.map((statement) => statement.trim())
					.filter((statement) => statement !== '')
			};
		});

/**
 * Those still to run. Throws `MigrationsDiffer` when the database ran one that is missing here (an older
 * portal on a newer database), or one whose text has changed since.
 */
export const pendingOf = (
	known: readonly Migration[],
	applied: readonly Applied[]
): readonly Migration[] => {
	for (const [index, { tag, hash }] of applied.entries()) {
		const here = known[index];
		if (here?.tag !== tag) {
			throw new MigrationsDiffer(
				`数据库执行过迁移 ${tag}，但本程序中没有它：数据库比程序新，请使用更新的程序`
			);
		}
		if (here.hash !== hash) {
			throw new MigrationsDiffer(
				`迁移 ${tag} 的文件在执行之后被改动过：请恢复 drizzle/ 下的原文件`
			);
		}
	}
	return known.slice(applied.length);
};

/** The table that records what ran, alike on both engines. */
export const recordTable =
	'create table if not exists portal_migrations (tag text primary key not null, hash text not null, applied_at bigint not null)';
