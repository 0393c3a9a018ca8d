/**
 * What a backup holds, each file with its hash. The manifest carries a hash of itself, so that any byte that
 * changed anywhere shows before anything is restored.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#lib/domain/json.ts';

/** A backup that must not be restored, with a sentence for the operator. */
export class BadBackup extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'BadBackup';
	}
}

export const manifestName = 'manifest.json';

/** Forward slashes, no step up, nothing absolute. */
const SafePath = z
	.string()
	.regex(/^[\w.-]+(?:\/[\w.-]+)*$/)
	.refine((text) => !text.split('/').some((part) => part === '..' || part === '.'));
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Manifest = z.strictObject({
	format: z.literal(1),
	/** UTC milliseconds, real time. */
	madeAt: z.number().int(),
	engine: z.enum(['sqlite', 'postgres']),
	/** Migrations that had run, in order. */
	migrations: z.array(z.strictObject({ tag: z.string(), hash: Hash })),
	/** The log had at least come this far. */
	log: z.strictObject({ entries: z.number().int().nonnegative(), head: Hash }),
	/** Fingerprints of the keys that the data need; the keys themselves only where `withKeys`. */
	keys: z.array(z.strictObject({ name: SafePath, fingerprint: Hash })),
	withKeys: z.boolean(),
	files: z.array(
		z.strictObject({ path: SafePath, size: z.number().int().nonnegative(), sha256: Hash })
	)
});
export type Manifest = z.infer<typeof Manifest>;
export type BackupFile = Manifest['files'][number];

const digestOf = (manifest: Manifest): string =>
	createHash('sha256').update(canonicalJson(manifest)).digest('hex');

/** The text of `manifest.json`: one text for one manifest, whatever the order of its fields. */
export const manifestText = (manifest: Manifest): string =>
	`${JSON.stringify({ ...Manifest.parse(manifest), sha256: digestOf(manifest) }, null, '\t')}\n`;

/**
 * Reads it back. The text must be the one that was written, to the byte: a tab that became a line's end is
 * the same JSON, yet the medium has changed it.
 *
 * @throws {BadBackup}
 */
export const parseManifest = (text: string): Manifest => {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new BadBackup('备份的清单 manifest.json 不是 JSON：备份已损坏');
	}
	const { sha256: _, ...rest } = (value ?? {}) as Record<string, unknown>;
	const parsed = Manifest.safeParse(rest);
	if (!parsed.success || text !== manifestText(parsed.data))
		throw new BadBackup('备份的清单 manifest.json 与自身的校验值不符：备份已损坏');
	return parsed.data;
};

/** Size and SHA-256 of a file. */
export const hashFile = async (
	file: string
): Promise<{ readonly size: number; readonly sha256: string }> => {
	const hash = createHash('sha256');
	let size = 0;
	for await (const part of createReadStream(file, { highWaterMark: 1 << 18 })) {
		const bytes = part as Buffer;
		size += bytes.byteLength;
		hash.update(bytes);
	}
	return { size, sha256: hash.digest('hex') };
};

/** The code of a system error, `ENOENT` say; undefined for any other. */
export const codeOf = (cause: unknown): unknown =>
	cause instanceof Error && 'code' in cause ? cause.code : undefined;

/** Every file below a folder, as paths with forward slashes, sorted; none where there is no folder. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
		(cause: unknown) => {
			if (codeOf(cause) === 'ENOENT') return [];
			throw cause;
		}
	);
	return found
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
		)
		.sort();
};

/**
 * Compares an unpacked backup with its manifest: nothing changed, nothing missing, nothing more.
 * @throws {BadBackup} naming the first file that differs
 */
export const verifyBackup = async (folder: string): Promise<Manifest> => {
	const text = await readFile(path.join(folder, manifestName), 'utf8').catch(() => {
		throw new BadBackup(`这里没有备份：找不到 ${path.join(folder, manifestName)}`);
	});
	const manifest = parseManifest(text);
	const listed = new Map(manifest.files.map((file) => [file.path, file]));
	for (const name of await filesBelow(folder))
		if (name !== manifestName && !listed.has(name))
			throw new BadBackup(`备份中多出清单里没有的文件 ${name}：备份被改动过`);
	for (const file of manifest.files) {
		const found = await hashFile(path.join(folder, file.path)).catch(() => undefined);
		if (!found) throw new BadBackup(`备份中缺少 ${file.path}：备份不完整`);
		if (found.size !== file.size || found.sha256 !== file.sha256)
			throw new BadBackup(`备份中的 ${file.path} 与清单的校验值不符：备份已损坏`);
	}
	return manifest;
};

/** Fingerprints of the keys in a folder. Keys are random: a hash of a hash gives nothing away. */
export const keyFingerprints = async (keysDir: string): Promise<Manifest['keys']> =>
	Promise.all(
		(await filesBelow(keysDir))
			.filter((name) => /^[\w-]+\.(?:key|pem)$/.test(name))
			.map(async (name) => ({
				name,
				fingerprint: createHash('sha256')
					.update((await hashFile(path.join(keysDir, name))).sha256)
					.digest('hex')
			}))
	);
