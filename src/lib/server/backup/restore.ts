/**
 * `portal restore`: puts a backup in place. Everything is looked at before anything is touched, what stood
 * there before is kept beside, and a backup that is not whole changes nothing.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import {
	forgedAmong,
	type Verification,
	type VerifySignature
} from '#lib/domain/audit/checkpoint.ts';
import { addKey } from '../auth/secrets.ts';
import { checkpointFile, readCheckpointFile } from '../checkpoint-file.ts';
import type { Settings } from '../settings.ts';
import {
	MigrationsDiffer,
	migrationsFolder,
	pendingOf,
	readMigrations
} from '../store/migrations.ts';
import { sqliteFile } from '../store/open.ts';
import { unpack } from './archive.ts';
import {
	databaseName,
	dumpPostgres,
	engineOf,
	filesDirOf,
	inspectSqlite,
	keysDirOf,
	loadPostgres,
	placeSqlite,
	postgresHoldsData,
	postgresSessions,
	sqliteHoldsData,
	sqliteInUse
} from './databases.ts';
import { BadBackup, filesBelow, keyFingerprints, verifyBackup, type Manifest } from './manifest.ts';
import { verifierFrom } from './verifier.ts';

export type RestoreOptions = {
	/** Goes on although there are data already; they are kept beside. */
	readonly replace: boolean;
	/** Goes on although the keys that the data need are not here. */
	readonly withoutKeys: boolean;
	readonly now: number;
};

export type RestoreReport = {
	readonly engine: Manifest['engine'];
	readonly madeAt: number;
	readonly files: number;
	readonly log: Manifest['log'];
	/** Where what stood there before has gone; null where there was nothing. */
	readonly before: string | null;
	/** Migrations that must still run. */
	readonly pending: number;
};

const refuse = (message: string): never => {
	throw new BadBackup(message);
};

/** The backup as a folder: itself, or unpacked beside the data. */
const unfolded = async (source: string, beside: string): Promise<string> => {
	const found = await stat(source).catch(() => null);
	if (!found) return refuse(`没有找到备份 ${source}`);
	if (found.isDirectory()) return source;
	await mkdir(beside, { recursive: true, mode: 0o700 });
	await unpack(source, beside);
	return beside;
};

const refuseWrongEngine = (manifest: Manifest, settings: Settings): void => {
	if (manifest.engine === engineOf(settings)) return;
	refuse(
		manifest.engine === 'sqlite'
			? '这份备份是 SQLite 的：恢复时请不要设置 DATABASE_URL'
			: '这份备份是 PostgreSQL 的：恢复时请设置 DATABASE_URL'
	);
};

const pendingIn = (manifest: Manifest): number => {
	try {
		return pendingOf(readMigrations(migrationsFolder(manifest.engine)), manifest.migrations).length;
	} catch (cause) {
		if (cause instanceof MigrationsDiffer) return refuse(cause.message);
		throw cause;
	}
};

/** Names of the keys of the backup that are not here, or are others here. */
const lackingKeys = async (manifest: Manifest, keysDir: string): Promise<readonly string[]> => {
	const here = new Map((await keyFingerprints(keysDir)).map((key) => [key.name, key.fingerprint]));
	return manifest.keys
		.filter(({ name, fingerprint }) => here.get(name) !== fingerprint)
		.map(({ name }) => name);
};

/** Without its keys a restored installation could read no number and prove no checkpoint. */
const refuseMissingKeys = async (
	manifest: Manifest,
	settings: Settings,
	options: RestoreOptions
): Promise<void> => {
	if (manifest.withKeys || options.withoutKeys) return;
	const lacking = await lackingKeys(manifest, keysDirOf(settings.dataDir));
	if (lacking.length > 0)
		refuse(
			`缺少备份时的密钥 ${lacking.join('、')}：请先把密钥备份放到 ${keysDirOf(settings.dataDir)}；确实已丢失时加 --without-keys（证件号、电话将无法读出）`
		);
};

const holdsData = async (settings: Settings): Promise<boolean> =>
	settings.databaseUrl === undefined
		? sqliteHoldsData(sqliteFile(settings.dataDir))
		: postgresHoldsData(settings.databaseUrl);

const refuseOccupied = async (settings: Settings, options: RestoreOptions): Promise<void> => {
	const attachments = (await filesBelow(filesDirOf(settings.dataDir))).length > 0;
	if (!options.replace && (attachments || (await holdsData(settings))))
		refuse('这里已有数据，没有恢复。确实要替换时加 --replace：原有数据会移到一边，不会删除');
	const busy =
		settings.databaseUrl === undefined
			? sqliteInUse(sqliteFile(settings.dataDir))
			: (await postgresSessions(settings.databaseUrl)) > 0;
	if (busy) refuse('门户正在运行：请先停止服务再恢复');
};

/** Keys to check signatures with: the backup's own, else those here, which have just been compared. */
const verifierOf = (
	folder: string,
	manifest: Manifest,
	settings: Settings,
	options: RestoreOptions
): VerifySignature | null =>
	manifest.withKeys
		? verifierFrom(path.join(folder, 'keys'))
		: options.withoutKeys
			? null
			: verifierFrom(keysDirOf(settings.dataDir));

const refuseBroken = (found: Verification, manifest: Manifest): void => {
	if (!found.ok)
		refuse(`备份中的日志链不完整：${JSON.stringify(found.broken ?? found.checkpoint)}`);
	if (found.entries < manifest.log.entries)
		refuse(`备份中的日志只有 ${found.entries} 条，清单写明 ${manifest.log.entries} 条`);
};

/** Moves what stands there aside, all into one folder; answers its name, or null where there was nothing. */
const setAside = async (
	settings: Settings,
	now: number,
	always: boolean
): Promise<string | null> => {
	const { dataDir } = settings;
	const names = [
		'portal.sqlite',
		'portal.sqlite-wal',
		'portal.sqlite-shm',
		'files',
		path.basename(checkpointFile(dataDir))
	].filter((name) => existsSync(path.join(dataDir, name)));
	if (names.length === 0 && !always) return null;
	const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
	const aside = path.join(dataDir, `replaced-${stamp}-${randomBytes(2).toString('hex')}`);
	await mkdir(aside, { mode: 0o700 });
	for (const name of names) await rename(path.join(dataDir, name), path.join(aside, name));
	return aside;
};

const placeFiles = async (
	folder: string,
	manifest: Manifest,
	settings: Settings
): Promise<void> => {
	const { dataDir } = settings;
	const copy = async (from: string, to: string): Promise<void> => {
		if (existsSync(from)) await cp(from, to, { recursive: true, errorOnExist: true });
	};
	await copy(path.join(folder, 'files'), filesDirOf(dataDir));
	const points = path.basename(checkpointFile(dataDir));
	await copy(path.join(folder, points), path.join(dataDir, points));
	if (!manifest.withKeys) return;
	const keys = keysDirOf(dataDir);
	if (existsSync(keys)) await rename(keys, `${keys}.before-${randomBytes(4).toString('hex')}`);
	await mkdir(keys, { mode: 0o700 });
	for (const { name } of manifest.keys) {
		await cp(path.join(folder, 'keys', name), path.join(keys, name));
		await chmod(path.join(keys, name), 0o400);
	}
};

/**
 * The numbers of lost keys are never given again: what they signed and encrypted then names a key that is
 * not here, instead of looking forged. Other keys of the same name are moved aside.
 */
const leaveNumbersOfLostKeys = async (manifest: Manifest, keysDir: string): Promise<void> => {
	const lost = await lackingKeys(manifest, keysDir);
	const others = lost.filter((name) => existsSync(path.join(keysDir, name)));
	await mkdir(keysDir, { recursive: true, mode: 0o700 });
	if (others.length > 0) {
		const aside = `${keysDir}.before-${randomBytes(4).toString('hex')}`;
		await mkdir(aside, { mode: 0o700 });
		for (const name of others) await rename(path.join(keysDir, name), path.join(aside, name));
	}
	for (const kind of ['field', 'sign'] as const) {
		const numbers = lost.flatMap((name) => {
			const [, number] = new RegExp(`^${kind}-(\\d+)\\.`).exec(name) ?? [];
			return number === undefined ? [] : [Number(number)];
		});
		if (numbers.length > 0) addKey(keysDir, kind, Math.max(...numbers));
	}
};

const placePostgres = async (
	databaseUrl: string,
	database: string,
	before: string | null
): Promise<void> => {
	if (before !== null && (await postgresHoldsData(databaseUrl)))
		await dumpPostgres(databaseUrl, path.join(before, databaseName.postgres));
	await loadPostgres(databaseUrl, database);
};

/** Everything that can be known about a backup without touching what is here. */
const lookOver = async (
	folder: string,
	settings: Settings,
	options: RestoreOptions
): Promise<{ readonly manifest: Manifest; readonly pending: number }> => {
	const manifest = await verifyBackup(folder);
	refuseWrongEngine(manifest, settings);
	const pending = pendingIn(manifest);
	await refuseMissingKeys(manifest, settings, options);
	await refuseOccupied(settings, options);
	const verify = verifierOf(folder, manifest, settings, options);
	const name = path.basename(checkpointFile(settings.dataDir));
	const points = await readCheckpointFile(path.join(folder, name));
	const forged = verify && forgedAmong(points, verify);
	if (forged) refuse(`备份中第 ${forged.seq} 条处的检查点签名不符`);
	if (manifest.engine === 'sqlite')
		refuseBroken(inspectSqlite(path.join(folder, databaseName.sqlite), verify), manifest);
	return { manifest, pending };
};

/** Restores the backup at `source`. @throws {BadBackup} with a sentence for the operator; nothing has changed then */
export const restoreBackup = async (
	settings: Settings,
	source: string,
	options: RestoreOptions
): Promise<RestoreReport> => {
	const { dataDir, databaseUrl } = settings;
	const made = await mkdir(dataDir, { recursive: true });
	const beside = path.join(dataDir, `restoring-${randomBytes(4).toString('hex')}`);
	let touched = false;
	try {
		const folder = await unfolded(path.resolve(source), beside);
		const { manifest, pending } = await lookOver(folder, settings, options);
		const database = path.join(folder, databaseName[manifest.engine]);
		touched = true;
		const occupied = databaseUrl !== undefined && (await postgresHoldsData(databaseUrl));
		const before = await setAside(settings, options.now, occupied);
		if (databaseUrl === undefined) await placeSqlite(database, dataDir);
		else await placePostgres(databaseUrl, database, before);
		await placeFiles(folder, manifest, settings);
		if (!manifest.withKeys) await leaveNumbersOfLostKeys(manifest, keysDirOf(dataDir));
		return {
			engine: manifest.engine,
			madeAt: manifest.madeAt,
			files: manifest.files.length,
			log: manifest.log,
			before,
			pending
		};
	} finally {
		await rm(beside, { recursive: true, force: true });
		// A data folder made only for an attempt that was refused goes as well.
		if (!touched && made !== undefined) await rm(made, { recursive: true });
	}
};
