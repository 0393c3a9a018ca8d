/**
 * Keys of the installation and what is done with them. They lie in `DATA_DIR/keys`, one file each, readable
 * by the owner only, made at the first start, and are backed up apart from the data.
 *
 * | file | for |
 * | --- | --- |
 * | `field-<n>.key` | AES-256-GCM of ID and telephone numbers; the highest number writes, all read |
 * | `blind-<purpose>.key` | HMAC-SHA-256 blind indexes, one key per purpose |
 * | `sign-<n>.pem` | Ed25519 signatures of checkpoints and certificates; the highest number signs |
 */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	randomBytes,
	sign,
	verify
} from 'node:crypto';
import {
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import type { Secrets } from '../usecases/ports.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 160 bits in base32: 32 characters that can be read out over the telephone. */
const TOKEN_BYTES = 20;

const purposes = ['id', 'phone', 'login', 'token'] as const;
type Purpose = (typeof purposes)[number];

/**
 * Opens the keys, making those that do not exist yet. Two processes that start at once agree on one set.
 * @throws Error naming the file when a key is damaged: nothing may be written with a wrong key
 */
export const openSecrets = (keysDir: string): Secrets => {
	mkdirSync(keysDir, { recursive: true, mode: 0o700 });
	const fieldKeys = numbered(keysDir, 'field', '.key', () => randomBytes(KEY_BYTES), readKey);
	const signKeys = numbered(keysDir, 'sign', '.pem', newSignKey, readSignKey);
	const blindKeys = Object.fromEntries(
		purposes.map((purpose) => {
			const file = path.join(keysDir, `blind-${purpose}.key`);
			makeOnce(file, () => randomBytes(KEY_BYTES));
			return [purpose, readKey(file)];
		})
	) as Record<Purpose, Buffer>;

	return {
		encrypt: (context, plain) => encryptField(fieldKeys, context, plain),
		decrypt: (context, cipher) => decryptField(fieldKeys, context, cipher),
		blind: (purpose, value) =>
			createHmac('sha256', blindKeys[purpose]).update(value, 'utf8').digest('base64url'),
		sign: (text) => ({
			keyId: signKeys.current,
			signature: sign(null, Buffer.from(text, 'utf8'), keyOf(signKeys)).toString('base64url')
		}),
		verify: (text, keyId, signature) => {
			const key = signKeys.keys.get(keyId);
			return (
				key &&
				verify(
					null,
					Buffer.from(text, 'utf8'),
					createPublicKey(key),
					Buffer.from(signature, 'base64url')
				)
			);
		},
		token: () => base32(randomBytes(TOKEN_BYTES))
	};
};

type Numbered<K> = { readonly current: string; readonly keys: ReadonlyMap<string, K> };

const keyOf = <K>(keys: Numbered<K>): K => {
	const key = keys.keys.get(keys.current);
	if (key === undefined) throw new Error(`key ${keys.current} is missing`);
	return key;
};

const encryptField = (keys: Numbered<Buffer>, context: string, plain: string): string => {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', keyOf(keys), nonce, { authTagLength: TAG_BYTES });
	cipher.setAAD(Buffer.from(context, 'utf8'));
	const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
	return `v1.${keys.current}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
};

const decryptField = (keys: Numbered<Buffer>, context: string, text: string): string => {
	const [form, keyId = '', nonce = '', body = ''] = text.split('.');
	const key = keys.keys.get(keyId);
	if (form !== 'v1' || !key) throw new Error(`no key ${keyId} for a cipher of the form ${form}`);
	const sealed = Buffer.from(body, 'base64url');
	const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), {
		authTagLength: TAG_BYTES
	});
	decipher.setAAD(Buffer.from(context, 'utf8'));
	decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
	return Buffer.concat([
		decipher.update(sealed.subarray(0, -TAG_BYTES)),
		decipher.final()
	]).toString('utf8');
};

/**
 * The next key of a kind, for what is written from now on; what exists stays readable. `lost` is the highest
 * number of a key that is no longer here: its number is not given again, or what it signed would look forged.
 */
export const addKey = (keysDir: string, kind: 'field' | 'sign', lost = 0): string => {
	const [extension, make] =
		kind === 'field' ? ['.key', () => randomBytes(KEY_BYTES)] : ['.pem', newSignKey];
	const next = String(Math.max(lost, ...numbersOf(keysDir, kind, extension)) + 1);
	makeOnce(path.join(keysDir, `${kind}-${next}${extension}`), make);
	return next;
};

const numbersOf = (dir: string, kind: string, extension: string): number[] =>
	readdirSync(dir)
		.filter((name) => name.startsWith(`${kind}-`) && name.endsWith(extension))
		.map((name) => Number(name.slice(kind.length + 1, -extension.length)))
		.filter((number) => Number.isSafeInteger(number) && number > 0);

const numbered = <K>(
	dir: string,
	kind: string,
	extension: string,
	make: () => Buffer,
	read: (file: string) => K
): Numbered<K> => {
	const file = (number: number) => path.join(dir, `${kind}-${number}${extension}`);
	if (numbersOf(dir, kind, extension).length === 0) makeOnce(file(1), make);
	const numbers = numbersOf(dir, kind, extension);
	return {
		current: String(Math.max(...numbers)),
		keys: new Map(numbers.map((number) => [String(number), read(file(number))]))
	};
};

/**
 * Writes a file that did not exist, complete or not at all: under another name first, then linked, which
 * only one of several processes can do.
 */
const makeOnce = (file: string, make: () => Buffer): void => {
	if (existsSync(file)) return;
	const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
	writeFileSync(draft, make(), { mode: 0o400, flush: true });
	try {
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft, { force: true });
	}
};

const readKey = (file: string): Buffer => {
	const key = readFileSync(file);
	if (key.length !== KEY_BYTES)
		throw new Error(`${file} is damaged: restore it from the key backup`);
	return key;
};

const newSignKey = (): Buffer =>
	Buffer.from(
		generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
	);

const readSignKey = (file: string): KeyObject => {
	try {
		return createPrivateKey(readFileSync(file));
	} catch {
		throw new Error(`${file} is damaged: restore it from the key backup`);
	}
};

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Buffer): string => {
	let bits = 0;
	let held = 0;
	let text = '';
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += ALPHABET[(held >> bits) & 31] ?? '';
		}
		held &= (1 << bits) - 1;
	}
	return text;
};
