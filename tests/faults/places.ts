/** Folders and processes of the fault scenarios; every one is gone when its scenario ends. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { followAll, isBreak } from '#lib/domain/audit/chain.ts';
import { migrateSqlite } from '#lib/server/store/migrate.ts';

export const program = (name: string): string => path.join(import.meta.dirname, 'programs', name);

/** A new folder with an empty, migrated database in it. */
export const freshFolder = (): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-faults-'));
	migrateSqlite(path.join(folder, 'portal.sqlite'), { now: 1 });
	return folder;
};

export const removeFolder = (folder: string): void =>
	rmSync(folder, { recursive: true, force: true });

/** A child that prints a line for each thing it has done; the first line is `ready`. */
export type Speaker = {
	readonly child: ChildProcess;
	readonly ready: Promise<void>;
	/** Everything printed after `ready`. */
	readonly said: string[];
	/** Ends it with the signal and waits until it is gone. */
	readonly end: (signal: NodeJS.Signals) => Promise<void>;
};

export const speak = (
	args: readonly string[],
	env: Readonly<Record<string, string>> = {}
): Speaker => {
	const child = spawn(process.execPath, [...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let complaints = '';
	child.stderr.on('data', (part: Buffer) => (complaints += part.toString()));
	const said: string[] = [];
	const lines = createInterface({ input: child.stdout });
	const ended = once(child, 'close');
	const ready = new Promise<void>((resolve, reject) => {
		lines.on('line', (line) => (line === 'ready' ? resolve() : said.push(line)));
		void ended.then(() => reject(new Error(`ended before it was ready: ${complaints}`)));
	});
	// A child that is killed before it is ready is no failure of its own.
	ready.catch(() => undefined);
	return {
		child,
		ready,
		said,
		end: async (signal) => {
			child.kill(signal);
			await ended;
		}
	};
};

/** Where a program lies on this machine, or nothing. */
export const onPath = (name: string): string | undefined =>
	(process.env['PATH'] ?? '')
		.split(path.delimiter)
		.map((folder) => path.join(folder, name))
		.find((file) => existsSync(file));

/** Whether a command ends well. */
export const works = (command: string, args: readonly string[]): boolean => {
	try {
		execFileSync(command, [...args], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
};

export type Survey = {
	/** Acknowledged and not there. */
	readonly lost: number;
	/** A row without its entry in the log, or the other way round. */
	readonly torn: number;
	readonly integrity: string;
	readonly chain: string;
	/** Time to open and read, in milliseconds. */
	readonly openMs: number;
};

/** Opens a database after its writer died and compares it with what was acknowledged. */
export const survey = (file: string, acknowledged: readonly string[]): Survey => {
	const started = performance.now();
	const db = new Database(file);
	try {
		const rows = new Set(
			(db.prepare("select key from meta where key like 'w-%'").all() as { key: string }[]).map(
				({ key }) => key
			)
		);
		const openMs = performance.now() - started;
		const entries = db
			.prepare(
				'select seq, at, actor_id as "actorId", actor_name as "actorName", role, organisation, action, object_kind as "objectKind", object_id as "objectId", subject_id as "subjectId", result, detail, previous, hash from log order by seq'
			)
			.all() as { objectId: string; detail: string }[];
		const logged = new Set(entries.map(({ objectId }) => objectId));
		const end = followAll(
			entries.map((entry) => ({ ...entry, detail: JSON.parse(entry.detail) as unknown }))
		);
		return {
			lost: acknowledged.filter((key) => !rows.has(key)).length,
			torn: [...logged].filter((key) => !rows.has(key)).length,
			integrity: String(db.pragma('integrity_check', { simple: true })),
			chain: isBreak(end) ? `broken at ${end.seq}` : 'ok',
			openMs
		};
	} finally {
		db.close();
	}
};
