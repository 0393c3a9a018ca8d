/** One file instead of a folder: plain POSIX tar (ustar), which every system can also open by itself. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { BadBackup, filesBelow } from './manifest.ts';

const BLOCK = 512;
/** Bytes copied at a time. */
const COPY = 1 << 18;

const octal = (value: number, width: number): string =>
	`${value.toString(8).padStart(width - 1, '0')}\0`;

const headerOf = (name: string, size: number, mtime: number): Buffer => {
	if (Buffer.byteLength(name) > 100) throw new Error(`${name}: too long for an archive`);
	const header = Buffer.alloc(BLOCK);
	header.write(name, 0, 'utf8');
	header.write(octal(0o600, 8), 100);
	header.write(octal(0, 8), 108);
	header.write(octal(0, 8), 116);
	header.write(octal(size, 12), 124);
	header.write(octal(mtime, 12), 136);
	header.write(' '.repeat(8), 148);
	header.write('0ustar\0', 156);
	header.write('00', 263);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return header;
};

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Packs every file of a folder; waits until the archive is on the disk. */
export const pack = async (folder: string, archive: string, now: number): Promise<void> => {
	const out = createWriteStream(archive, { mode: 0o600, flags: 'wx' });
	const write = async (bytes: Uint8Array): Promise<void> => {
		if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', resolve));
	};
	const failed = new Promise<never>((_, reject) => out.once('error', reject));
	const all = async (): Promise<void> => {
		for (const name of await filesBelow(folder)) {
			const file = path.join(folder, name);
			const { size } = await stat(file);
			await write(headerOf(name, size, Math.floor(now / 1000)));
			for await (const part of createReadStream(file)) await write(part as Buffer);
			await write(Buffer.alloc(padding(size)));
		}
		await write(Buffer.alloc(2 * BLOCK));
		out.end();
		await finished(out);
	};
	await Promise.race([all(), failed]);
	const handle = await open(archive, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};

const textAt = (header: Buffer, from: number, length: number): string => {
	const field = header.subarray(from, from + length);
	const end = field.indexOf(0);
	return field.subarray(0, end < 0 ? length : end).toString('utf8');
};

const sumHolds = (header: Buffer): boolean => {
	const stated = Number.parseInt(textAt(header, 148, 8).trim(), 8);
	const blank = Buffer.from(header);
	blank.fill(0x20, 148, 156);
	return blank.reduce((total, byte) => total + byte, 0) === stated;
};

/** Copies a stretch of the archive into a file of its own. */
const copyOut = async (
	archive: FileHandle,
	from: number,
	size: number,
	file: string
): Promise<void> => {
	const out = await open(file, 'wx', 0o600);
	try {
		const buffer = Buffer.alloc(Math.min(size, COPY));
		for (let done = 0; done < size;) {
			const wanted = Math.min(COPY, size - done);
			const { bytesRead } = await archive.read(buffer, 0, wanted, from + done);
			if (bytesRead === 0) throw new BadBackup('备份文件在读取时变短了');
			await out.writeFile(buffer.subarray(0, bytesRead));
			done += bytesRead;
		}
	} finally {
		await out.close();
	}
};

/**
 * Unpacks plain files into an empty folder. Names that lead out of it, links and anything that is not a plain
 * file are refused. @throws {BadBackup}
 */
export const unpack = async (archive: string, folder: string): Promise<void> => {
	const handle = await open(archive, 'r').catch(() => {
		throw new BadBackup(`无法打开备份文件 ${archive}`);
	});
	const damaged = (): never => {
		throw new BadBackup(`备份文件 ${archive} 已损坏，无法展开`);
	};
	try {
		const { size: length } = await handle.stat();
		const header = Buffer.alloc(BLOCK);
		for (let at = 0; ;) {
			const { bytesRead } = await handle.read(header, 0, BLOCK, at);
			if (bytesRead !== BLOCK) damaged();
			if (header.every((byte) => byte === 0)) return;
			const name = textAt(header, 0, 100);
			const size = Number.parseInt(textAt(header, 124, 12), 8);
			const plain = ['0', '\0', ''].includes(header.toString('latin1', 156, 157));
			if (!sumHolds(header) || !plain || !Number.isSafeInteger(size) || at + BLOCK + size > length)
				damaged();
			if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(name) || name.split('/').includes('..')) damaged();
			const file = path.join(folder, name);
			await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
			await copyOut(handle, at + BLOCK, size, file);
			at += BLOCK + size + padding(size);
		}
	} finally {
		await handle.close();
	}
};
