import { argon2Sync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { passwords } from '#lib/server/auth/passwords.ts';

describe('password hashes', () => {
	it('are PHC strings of argon2id at 19 MiB, two passes, one lane, and never twice the same', async () => {
		const [one, two] = [
			await passwords.hash('雪线以上的小学'),
			await passwords.hash('雪线以上的小学')
		];
		expect(one).toMatch(
			/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/
		);
		expect(one).not.toBe(two);
		expect(await passwords.verify(one, '雪线以上的小学')).toBe(true);
		expect(await passwords.verify(one, '雪线以上的中学')).toBe(false);
	});

	it('match whatever width the input method typed', async () => {
		const hash = await passwords.hash('Ｙａｍｄｒｏｋ－２０２６');
		expect(await passwords.verify(hash, 'Yamdrok-2026')).toBe(true);
	});

	it('are read with the cost they were made with', async () => {
		const nonce = randomBytes(16);
		const tag = argon2Sync('argon2id', {
			message: Buffer.from('an older and cheaper one'),
			nonce,
			parallelism: 1,
			tagLength: 32,
			memory: 8192,
			passes: 1
		});
		const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
		const hash = `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}`;
		expect(await passwords.verify(hash, 'an older and cheaper one')).toBe(true);
	});

	it('refuse nobody and damaged hashes after the same work', async () => {
		for (const hash of [null, '', 'plain', '$argon2id$v=19$m=19456,t=2,p=1$short$short'])
			expect(await passwords.verify(hash, 'whatever it may be')).toBe(false);
	});

	it('say busy instead of queueing without end', async () => {
		const all = await Promise.allSettled(
			Array.from({ length: 130 }, () => passwords.verify(null, 'x'))
		);
		const refused = all.filter((one) => one.status === 'rejected');
		expect(refused).toHaveLength(130 - 102);
		expect(await passwords.verify(null, 'x')).toBe(false);
	});
});
