import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
	chmodSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addKey, openSecrets } from '#lib/server/auth/secrets.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'portal-keys-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('keys', () => {
	it('are made once, readable by the owner only, and found again', () => {
		const first = openSecrets(folder);
		const files = readdirSync(folder).sort();
		expect(files).toEqual([
			'blind-id.key',
			'blind-login.key',
			'blind-phone.key',
			'blind-token.key',
			'field-1.key',
			'sign-1.pem'
		]);
		for (const file of files) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o400);
		const before = files.map((file) => readFileSync(path.join(folder, file), 'base64'));
		const again = openSecrets(folder);
		expect(files.map((file) => readFileSync(path.join(folder, file), 'base64'))).toEqual(before);
		expect(again.decrypt('a', first.encrypt('a', '藏'))).toBe('藏');
		expect(again.blind('id', 'x')).toBe(first.blind('id', 'x'));
	});

	it('stay readable after a new one was added, which then writes', () => {
		const old = openSecrets(folder);
		const [cipher, signed] = [old.encrypt('a', '旧'), old.sign('旧')];
		expect(addKey(folder, 'field')).toBe('2');
		expect(addKey(folder, 'sign')).toBe('2');
		const now = openSecrets(folder);
		expect(now.decrypt('a', cipher)).toBe('旧');
		expect(now.verify('旧', signed.keyId, signed.signature)).toBe(true);
		expect(now.encrypt('a', '新')).toMatch(/^v1\.2\./);
		expect(now.sign('新').keyId).toBe('2');
	});

	it('never take the number of a key that was lost, and know what they cannot verify', () => {
		const lost = openSecrets(folder).sign('旧');
		rmSync(path.join(folder, 'sign-1.pem'));
		expect(addKey(folder, 'sign', 1)).toBe('2');
		const now = openSecrets(folder);
		expect(now.sign('新').keyId).toBe('2');
		expect(now.verify('旧', lost.keyId, lost.signature)).toBeUndefined();
		expect(now.verify('旧', '2', lost.signature)).toBe(false);
	});

	it('stop the start when damaged, naming the file', () => {
		openSecrets(folder);
		const file = path.join(folder, 'blind-id.key');
		chmodSync(file, 0o600);
		writeFileSync(file, 'short');
		expect(() => openSecrets(folder)).toThrow(/blind-id\.key/);
	});
});

describe('field encryption', () => {
	it('comes back for its own place only, and never looks the same twice', () => {
		const secrets = openSecrets(folder);
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.string(),
				fc.string(),
				(plain, here, there) => {
					const cipher = secrets.encrypt(here, plain);
					expect(secrets.decrypt(here, cipher)).toBe(plain);
					expect(secrets.encrypt(here, plain)).not.toBe(cipher);
					if (here !== there) expect(() => secrets.decrypt(there, cipher)).toThrow();
				}
			)
		);
	});

	it('notices every flipped character', () => {
		const secrets = openSecrets(folder);
		const cipher = secrets.encrypt('people|id|1', '540221199001011234');
		const start = cipher.indexOf('.', 3) + 1;
		for (let at = start; at < cipher.length; at += 1) {
			const other = cipher[at] === 'A' ? 'B' : 'A';
			const forged = cipher.slice(0, at) + other + cipher.slice(at + 1);
			const read = () => secrets.decrypt('people|id|1', forged);
			// The last character of a base64 group may hold unused bits: then nothing was changed.
			const same = (text: string) =>
				text
					.split('.')
					.slice(2)
					.map((part) => Buffer.from(part, 'base64url').toString('hex'))
					.join('.');
			if (same(forged) === same(cipher)) continue;
			expect(read, `character ${at}`).toThrow();
		}
	});
});

describe('blind indexes, signatures, tokens', () => {
	it('have a key of their own per purpose and per installation', () => {
		const secrets = openSecrets(folder);
		const all = (['id', 'phone', 'login', 'token'] as const).map((purpose) =>
			secrets.blind(purpose, '13908920000')
		);
		expect(new Set(all).size).toBe(4);
		const other = mkdtempSync(path.join(tmpdir(), 'portal-keys-'));
		try {
			expect(openSecrets(other).blind('id', '13908920000')).not.toBe(all[0]);
		} finally {
			rmSync(other, { recursive: true });
		}
	});

	it('verify only the text that was signed, with the key that signed it', () => {
		const secrets = openSecrets(folder);
		const { keyId, signature } = secrets.sign('head 17');
		expect(secrets.verify('head 17', keyId, signature)).toBe(true);
		expect(secrets.verify('head 18', keyId, signature)).toBe(false);
		expect(secrets.verify('head 17', '9', signature)).toBeUndefined();
	});

	it('are 160 random bits in base32', () => {
		const secrets = openSecrets(folder);
		const tokens = Array.from({ length: 200 }, () => secrets.token());
		for (const token of tokens) expect(token).toMatch(/^[a-z2-7]{32}$/);
		expect(new Set(tokens).size).toBe(200);
	});
});
