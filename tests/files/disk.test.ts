import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';
import { openFiles } from '#lib/server/files/disk.ts';

const root = mkdtempSync(path.join(tmpdir(), 'portal-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const files = openFiles(root);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const readAll = async (key: string): Promise<Buffer> => {
	const parts: Uint8Array[] = [];
	for await (const part of await files.open(key)) parts.push(part);
	return Buffer.concat(parts);
};

describe('attachments on the disk', () => {
	it('appends at the right offset only and says what it holds', async () => {
		const key = randomUUID();
		expect(await files.append(key, 5, bytes('late'))).toBe(0);
		expect(await files.append(key, 0, bytes('abc'))).toBe(3);
		expect(await files.append(key, 0, bytes('xyz'))).toBe(3);
		expect(await files.append(key, 2, bytes('z'))).toBe(3);
		expect(await files.append(key, 3, bytes('def'))).toBe(6);
		expect(await files.append(key, 6, new Uint8Array())).toBe(6);
		expect(Buffer.from(await files.head(key, 4)).toString()).toBe('abcd');
	});

	it('keeps an upload in quarantine until it is sealed', async () => {
		const key = randomUUID();
		await files.append(key, 0, bytes('quarantined'));
		await expect(files.open(key)).rejects.toThrow(Refused);
		const stored = await files.seal(key);
		expect(stored).toEqual({
			size: 11,
			sha256: createHash('sha256').update('quarantined').digest('hex')
		});
		expect((await readAll(key)).toString()).toBe('quarantined');
		expect(await files.seal(key)).toEqual(stored);
	});

	it('takes nothing more once it is sealed', async () => {
		const key = randomUUID();
		await files.append(key, 0, bytes('sealed'));
		await files.seal(key);
		expect(await files.append(key, 0, bytes('other'))).toBe(6);
		expect(await files.append(key, 6, bytes('more'))).toBe(6);
		expect((await readAll(key)).toString()).toBe('sealed');
	});

	it('resumes from any interruption with the same bytes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ minLength: 1, maxLength: 5_000 }),
				fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
				async (content, steps) => {
					const key = randomUUID();
					let offset = 0;
					for (let turn = 0; offset < content.length; turn += 1) {
						const chunk = content.subarray(offset, offset + steps[turn % steps.length]!);
						const answer = await files.append(key, offset, chunk);
						// A lost answer: the same chunk comes again and changes nothing.
						if (turn % 3 === 0) expect(await files.append(key, offset, chunk)).toBe(answer);
						offset = answer;
					}
					expect((await files.seal(key)).sha256).toBe(
						createHash('sha256').update(content).digest('hex')
					);
				}
			),
			{ numRuns: 25 }
		);
	});

	it('takes concurrent beginnings of one upload as one', async () => {
		const key = randomUUID();
		const content = randomBytes(1_000);
		await Promise.all(Array.from({ length: 8 }, () => files.append(key, 0, content)));
		expect(await files.seal(key)).toMatchObject({ size: 1_000 });
		expect(await readAll(key)).toEqual(content);
	});

	it('takes ids only, never paths', async () => {
		for (const key of ['../../etc/passwd', 'a/b', '', '.', '材料.pdf', `${randomUUID()}/..`])
			for (const attempt of [
				(): Promise<unknown> => files.append(key, 0, bytes('x')),
				() => files.seal(key),
				() => files.head(key, 1),
				() => files.open(key),
				() => files.remove(key)
			])
				await expect(Promise.resolve().then(attempt)).rejects.toThrow(Refused);
		expect(existsSync(path.join(root, '..', '..', 'etc', 'x'))).toBe(false);
	});

	it('keeps files and folders to itself', async () => {
		const key = randomUUID();
		await files.append(key, 0, bytes('x'));
		await files.seal(key);
		const folder = path.join(root, key.slice(-2));
		expect(statSync(path.join(folder, key)).mode & 0o077).toBe(0);
		expect(statSync(folder).mode & 0o077).toBe(0);
		expect(readdirSync(path.join(root, 'incoming'))).not.toContain(key);
	});

	it('removes what was received and what was sealed', async () => {
		const key = randomUUID();
		await files.append(key, 0, bytes('x'));
		await files.remove(key);
		await expect(files.head(key, 1)).rejects.toThrow(Refused);
		await files.append(key, 0, bytes('x'));
		await files.seal(key);
		await files.remove(key);
		await expect(files.open(key)).rejects.toThrow(Refused);
		await expect(files.seal(key)).rejects.toThrow(Refused);
	});
});
