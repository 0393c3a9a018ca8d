/**
 * Attachments on the local disk. An upload grows in `incoming/` and moves to its place when it is sealed, so
 * that nothing half-received can be opened. Names that users gave never reach the disk: a key is an id.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Refused, missing } from '#lib/domain/refusal.ts';
import type { Files, StoredFile } from '../usecases/ports.ts';

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const code = (cause: unknown): string | undefined =>
	cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;

/** A full disk is the portal's trouble, not the person's: busy, and nothing half-done is acknowledged. */
const orRefuse = (cause: unknown): never => {
	if (code(cause) === 'ENOENT') throw new Refused(missing);
	if (['ENOSPC', 'EDQUOT', 'EROFS'].includes(code(cause) ?? ''))
		throw new Refused({ kind: 'busy', key: 'storage_full' });
	throw cause;
};

const sizeOf = (file: string): Promise<number | null> =>
	stat(file).then(
		({ size }) => size,
		(cause: unknown) => (code(cause) === 'ENOENT' ? null : orRefuse(cause))
	);

/** A new or renamed entry is only durable once its folder is. */
const syncFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};

const writeAll = async (handle: FileHandle, chunk: Uint8Array, at: number): Promise<void> => {
	let done = 0;
	while (done < chunk.byteLength) {
		const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done, at + done);
		done += bytesWritten;
	}
};

const digestOf = async (file: string): Promise<StoredFile> => {
	const hash = createHash('sha256');
	let size = 0;
	for await (const part of createReadStream(file, { highWaterMark: 1 << 18 })) {
		const bytes = part as Buffer;
		hash.update(bytes);
		size += bytes.byteLength;
	}
	return { size, sha256: hash.digest('hex') };
};

/** Where a sealed attachment lies: the last digits of a UUIDv7 are random, they spread the files over 256 folders. */
export const fileIn = (root: string, key: string): string => path.join(root, key.slice(-2), key);

/**
 * @param root folder of the attachments, made when missing (0700)
 * Chunks are on the disk before they are acknowledged: what a phone was told has arrived need not be sent again.
 */
export const openFiles = (root: string): Files => {
	const incoming = path.join(root, 'incoming');
	const checked = (key: string): string => {
		if (!KEY.test(key)) throw new Refused(missing);
		return key;
	};
	const partOf = (key: string): string => path.join(incoming, checked(key));
	const placeOf = (key: string): string => fileIn(root, checked(key));
	const folderOf = (key: string): string => path.dirname(placeOf(key));
	const found = async (key: string): Promise<string> =>
		(await sizeOf(placeOf(key))) === null ? partOf(key) : placeOf(key);

	return {
		async append(key, offset, chunk) {
			const file = partOf(key);
			// What is sealed takes nothing more; it says so by being whole.
			const sealed = await sizeOf(placeOf(key));
			if (sealed !== null) return sealed;
			const held = await sizeOf(file);
			if (held === null && offset !== 0) return 0;
			if (held !== null && held !== offset) return held;
			if (chunk.byteLength === 0) return held ?? 0;
			try {
				await mkdir(incoming, { recursive: true, mode: 0o700 });
				const handle = await open(file, held === null ? 'wx' : 'r+', 0o600);
				try {
					await writeAll(handle, chunk, offset).catch(async (cause: unknown) => {
						// What could not be written whole was never said to have arrived.
						await handle.truncate(offset);
						throw cause;
					});
					await handle.datasync();
				} finally {
					await handle.close();
				}
				if (held === null) await syncFolder(incoming);
			} catch (cause) {
				// Another request began the same upload a moment ago: say how far it has come.
				if (code(cause) === 'EEXIST') return (await sizeOf(file)) ?? 0;
				return orRefuse(cause);
			}
			return offset + chunk.byteLength;
		},

		async seal(key) {
			const place = placeOf(key);
			if ((await sizeOf(place)) !== null) return digestOf(place);
			try {
				const handle = await open(partOf(key), 'r');
				try {
					await handle.sync();
				} finally {
					await handle.close();
				}
				const stored = await digestOf(partOf(key));
				await mkdir(folderOf(key), { recursive: true, mode: 0o700 });
				await rename(partOf(key), place);
				await syncFolder(folderOf(key));
				await syncFolder(incoming);
				return stored;
			} catch (cause) {
				return orRefuse(cause);
			}
		},

		async head(key, bytes) {
			try {
				const handle = await open(await found(key), 'r');
				try {
					const buffer = new Uint8Array(bytes);
					const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
					return buffer.subarray(0, bytesRead);
				} finally {
					await handle.close();
				}
			} catch (cause) {
				return orRefuse(cause);
			}
		},

		async open(key) {
			try {
				// Opened before the answer begins: a missing file is a refusal, not a broken download.
				const handle = await open(placeOf(key), 'r');
				return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
			} catch (cause) {
				return orRefuse(cause);
			}
		},

		async remove(key) {
			await rm(partOf(key), { force: true });
			await rm(placeOf(key), { force: true });
		}
	};
};
