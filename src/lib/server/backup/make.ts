/** `portal backup`: database, attachments and checkpoints in one folder or archive, while the portal works. */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHash, randomBytes } from 'node:crypto';
import { checkpointFile } from '../checkpoint-file.ts';
import type { Settings } from '../settings.ts';
import { pack } from './archive.ts';
import {
	copySqlite,
	databaseName,
	describePostgres,
	describeSqlite,
	dumpPostgres,
	engineOf,
	filesDirOf,
	keysDirOf
} from './databases.ts';
import {
	BadBackup,
	codeOf,
	filesBelow,
	hashFile,
	keyFingerprints,
	manifestName,
	manifestText,
	type BackupFile,
	type Manifest
} from './manifest.ts';

export type BackupReport = {
	readonly at: string;
	readonly engine: Manifest['engine'];
	readonly files: number;
	readonly bytes: number;
	readonly log: Manifest['log'];
	readonly withKeys: boolean;
	/** Attachments that the database knows and the disk does not hold as they were sealed. */
	readonly problems: readonly string[];
};

type Options = { readonly withKeys: boolean; readonly now: number };

/** Copies a file into the backup and hashes what was written. `flush`: on the disk before it counts. */
const take = async (
	from: string,
	folder: string,
	name: string,
	flush: boolean
): Promise<BackupFile> => {
	const to = path.join(folder, name);
	await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
	const hash = createHash('sha256');
	let size = 0;
	const counter = new Transform({
		transform(part: Buffer, _encoding, next) {
			hash.update(part);
			size += part.byteLength;
			next(null, part);
		}
	});
	await pipeline(
		createReadStream(from),
		counter,
		createWriteStream(to, { mode: 0o600, flags: 'wx', flush })
	);
	return { path: name, size, sha256: hash.digest('hex') };
};

const databaseInto = async (folder: string, settings: Settings) => {
	const engine = engineOf(settings);
	const file = path.join(folder, databaseName[engine]);
	if (settings.databaseUrl === undefined) {
		await copySqlite(settings.dataDir, file);
		return describeSqlite(file);
	}
	// Read before the dump: the dump holds at least this.
	const described = await describePostgres(settings.databaseUrl);
	await dumpPostgres(settings.databaseUrl, file);
	return described;
};

/** Sealed attachments; what is still arriving is nobody's yet. */
const attachmentsInto = async (
	folder: string,
	dataDir: string,
	flush: boolean
): Promise<readonly BackupFile[]> => {
	const source = filesDirOf(dataDir);
	const taken: BackupFile[] = [];
	for (const name of await filesBelow(source)) {
		if (name.startsWith('incoming/')) continue;
		try {
			taken.push(await take(path.join(source, name), folder, `files/${name}`, flush));
		} catch (cause) {
			// Taken out of a draft a moment ago: then the copied database need not have it either.
			if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
			await rm(path.join(folder, 'files', name), { force: true });
		}
	}
	return taken;
};

const fill = async (
	folder: string,
	settings: Settings,
	options: Options,
	flush: boolean
): Promise<BackupReport> => {
	const { dataDir } = settings;
	const engine = engineOf(settings);
	// The database first: every file that it names was sealed before.
	const { migrations, log, attachments } = await databaseInto(folder, settings);
	const files: BackupFile[] = [
		{ path: databaseName[engine], ...(await hashFile(path.join(folder, databaseName[engine]))) },
		...(await attachmentsInto(folder, dataDir, flush))
	];
	const held = new Map(files.map((file) => [file.path, file.sha256]));
	const problems = attachments
		.filter(({ id, sha256 }) => held.get(`files/${id.slice(-2)}/${id}`) !== sha256)
		.map(({ id }) => id);
	const checkpoints = checkpointFile(dataDir);
	if ((await filesBelow(dataDir)).includes(path.basename(checkpoints)))
		files.push(await take(checkpoints, folder, path.basename(checkpoints), flush));
	const keys = await keyFingerprints(keysDirOf(dataDir));
	if (options.withKeys)
		for (const { name } of keys)
			files.push(await take(path.join(keysDirOf(dataDir), name), folder, `keys/${name}`, flush));
	const manifest: Manifest = {
		format: 1,
		madeAt: options.now,
		engine,
		migrations,
		log,
		keys,
		withKeys: options.withKeys,
		files
	};
	await writeFile(path.join(folder, manifestName), manifestText(manifest), {
		mode: 0o600,
		flush: true
	});
	return {
		at: '',
		engine,
		files: files.length,
		bytes: files.reduce((sum, { size }) => sum + size, 0),
		log,
		withKeys: options.withKeys,
		problems
	};
};

const syncFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/**
 * Makes a backup at `target`: an archive where the name ends in `.tar`, else a folder. It appears under that
 * name only when it is complete. @throws {BadBackup} with a sentence for the operator
 */
export const makeBackup = async (
	settings: Settings,
	target: string,
	options: Options
): Promise<BackupReport> => {
	const goal = path.resolve(target);
	const archive = goal.endsWith('.tar');
	const existing = await readdir(goal).catch((cause: unknown) => {
		if (codeOf(cause) === 'ENOTDIR') return ['file'];
		if (codeOf(cause) === 'ENOENT') return null;
		throw cause;
	});
	if (existing && (archive || existing.length > 0))
		throw new BadBackup(`${goal} 已存在：请换一个名字，备份不覆盖已有的文件`);
	await mkdir(path.dirname(goal), { recursive: true });
	const draft = `${goal}.${randomBytes(4).toString('hex')}.part`;
	const folder = archive ? `${draft}.d` : draft;
	try {
		await mkdir(folder, { mode: 0o700 });
		// What is packed into an archive is thrown away after it: only the archive must reach the disk.
		const report = await fill(folder, settings, options, !archive);
		if (archive) await pack(folder, draft, options.now);
		else if (existing) await rm(goal, { recursive: true });
		await rename(draft, goal);
		await syncFolder(path.dirname(goal));
		return { ...report, at: goal };
	} finally {
		await rm(draft, { recursive: true, force: true });
		await rm(`${draft}.d`, { recursive: true, force: true });
	}
};

/** Copies the keys, and nothing else, into a new folder: to be kept in another place than the data. */
export const copyKeys = async (settings: Settings, target: string): Promise<readonly string[]> => {
	const goal = path.resolve(target);
	const source = keysDirOf(settings.dataDir);
	await mkdir(goal, { recursive: true, mode: 0o700 });
	if ((await readdir(goal)).length > 0) throw new BadBackup(`${goal} 不是空的：请换一个文件夹`);
	const names = (await keyFingerprints(source)).map(({ name }) => name);
	for (const name of names) {
		await copyFile(path.join(source, name), path.join(goal, name));
		await chmod(path.join(goal, name), 0o400);
	}
	await syncFolder(goal);
	return names;
};
