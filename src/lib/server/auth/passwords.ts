/**
 * Password hashes: argon2id from `node:crypto`, 19 MiB, two passes, one lane (OWASP's minimum), written as
 * PHC strings, so that the cost can be raised later and old hashes still be read.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Refused } from '#lib/domain/refusal.ts';
import type { Passwords } from '../usecases/ports.ts';

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** Memory in KiB. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** At most two hashes at once: the machine has other work, and each takes 19 MiB. */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism()));
/** Who would wait longer than some seconds is better told so at once. */
const MAX_WAITING = 100;

/** Makes the port; the limit of hashes at once is counted in it. */
const openPasswords = (): Passwords => {
	const inTurn = limited(AT_ONCE, MAX_WAITING);
	return {
		hash: (password) =>
			inTurn(async () => {
				const salt = randomBytes(SALT_BYTES);
				return toPhc(COST, salt, await derive(password, salt, COST, TAG_BYTES));
			}),
		verify: (hash, password) =>
			inTurn(async () => {
				const known = hash === null ? undefined : fromPhc(hash);
				// Nobody there: the same work is done on a salt of its own, and the answer is no.
				const against = known ?? {
					cost: COST,
					salt: randomBytes(SALT_BYTES),
					tag: randomBytes(TAG_BYTES)
				};
				const tag = await derive(password, against.salt, against.cost, against.tag.length);
				return timingSafeEqual(tag, against.tag) && known !== undefined;
			})
	};
};

const derive = (password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		// NFKC: the same characters come from every keyboard and input method.
		const message = Buffer.from(password.normalize('NFKC'), 'utf8');
		argon2('argon2id', { message, nonce, tagLength, ...cost }, (error, tag) => {
			message.fill(0);
			if (error) reject(error);
			else resolve(tag);
		});
	});

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/={1,2}$/, '');

const toPhc = (cost: Cost, salt: Buffer, tag: Buffer): string =>
	`$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`;

const PHC =
	/^\$argon2id\$v=19\$m=(\d{4,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

const fromPhc = (text: string): { cost: Cost; salt: Buffer; tag: Buffer } | undefined => {
	const parts = PHC.exec(text);
	if (!parts) return undefined;
	const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
	return {
		cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
		salt: Buffer.from(salt, 'base64'),
		tag: Buffer.from(tag, 'base64')
	};
};

/** Runs at most `atOnce` works together, the others in the order in which they came. */
const limited = (atOnce: number, maxWaiting: number) => {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (running >= atOnce) {
			if (waiting.length >= maxWaiting) throw new Refused({ kind: 'busy', key: 'busy' });
			// The one who ends hands the place on, so `running` does not change here.
			await new Promise<void>((go) => waiting.push(go));
		} else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
};

/** One for the process, because the limit is the machine's. */
export const passwords: Passwords = openPasswords();
