/**
 * What a password must be. Two policies, chosen at installation (`password.policy`):
 * - `modern` (NIST SP 800-63B-4, OWASP ASVS 5.0 6.2): long, not guessable, never expires;
 * - `dengbao` (GB/T 22239-2019 8.1.4.1 a): complex, changed every 180 days, the last five not again.
 */
import { rule, type Refusal } from '../refusal.ts';
import { commonPasswords, weakWords } from './password-words.ts';

export type PasswordPolicy = 'modern' | 'dengbao';

export const passwordPolicies: Readonly<
	Record<
		PasswordPolicy,
		{
			readonly minLength: number;
			/** Of lower case, upper case, digits and other characters. */
			readonly minClasses: number;
			readonly maxAgeDays: number | null;
			/** How many earlier passwords may not come back. */
			readonly remembered: number;
		}
	>
> = {
	modern: { minLength: 12, minClasses: 1, maxAgeDays: null, remembered: 0 },
	dengbao: { minLength: 12, minClasses: 3, maxAgeDays: 180, remembered: 5 }
};

/** Longer texts are refused before they are hashed. */
export const MAX_PASSWORD = 128;
/** What must be left of a password once everything guessable is taken out of it. */
const MIN_REST = 6;
const DAY_MS = 86_400_000;

/** What is known about the person and must not be in the password. */
export type Known = {
	readonly login: string;
	readonly name: string;
	readonly idNumber?: string;
	readonly phone?: string;
};

/** Why this password is not good enough, or nothing. The field is `password`. */
export const refusesPassword = (
	policy: PasswordPolicy,
	password: string,
	known: Known
): Refusal | undefined => {
	const { minLength, minClasses } = passwordPolicies[policy];
	const { length } = Array.from(password.normalize('NFKC'));
	const refuse = (key: string, facts: Record<string, number> = {}): Refusal => ({
		...rule(key, facts, 'password.policy'),
		field: 'password'
	});
	if (length === 0) return { kind: 'malformed', key: 'password_needed', field: 'password' };
	if (length < minLength) return refuse('password_too_short', { min: minLength, length });
	if (length > MAX_PASSWORD) return refuse('password_too_long', { max: MAX_PASSWORD });
	if (classesOf(password) < minClasses) return refuse('password_classes', { min: minClasses });
	if (holdsKnown(password, known)) return refuse('password_holds_known');
	if (isGuessable(password, known)) return refuse('password_guessable');
	return undefined;
};

/** How many of lower case, upper case, digits and others occur; letters without case count as others. */
export const classesOf = (password: string): number =>
	[/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password))
		.length;

const fold = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[@4]/g, 'a')
		.replace(/3/g, 'e')
		.replace(/[1!|]/g, 'l')
		.replace(/0/g, 'o')
		.replace(/[$5]/g, 's');

const holdsKnown = (password: string, known: Known): boolean => {
	const plain = password.normalize('NFKC').toLowerCase();
	const id = known.idNumber?.toLowerCase();
	return [
		known.login.length >= 4 ? known.login.toLowerCase() : '',
		known.name.length >= 2 ? known.name.toLowerCase() : '',
		known.phone ?? '',
		id ?? '',
		// The birthday and the last eight characters are what people take from the number.
		id?.length === 18 ? id.slice(6, 14) : '',
		id?.slice(-8) ?? ''
	].some((part) => part !== '' && plain.includes(part));
};

/**
 * On the list of common passwords, or too little left once common words, the person's own name, runs
 * (`1234`, `abcd`, `qwer`), repeats (`aaaa`, `abab`) and years are taken out.
 */
const isGuessable = (password: string, known: Known): boolean => {
	const plain = password.normalize('NFKC').toLowerCase();
	if (commonPasswords.has(plain.replace(/\s/gu, ''))) return true;
	const words = [...weakWords, ...known.name.toLowerCase().split(/\s+/u), known.login].filter(
		(word) => word.length >= 2
	);
	// A word is replaced by a space, so that its neighbours do not grow together into another one.
	const withoutWords = (text: string, shape: (word: string) => string): string =>
		words.reduce((rest, word) => rest.replaceAll(shape(word), ' '), text);
	const rests = [withoutWords(plain, (word) => word), withoutWords(fold(plain), fold)].map(
		(rest) => Array.from(withoutRuns(rest).replace(/[\p{P}\p{S}\s]/gu, '')).length
	);
	return Math.min(...rests) < MIN_REST;
};

/** Rows of keys and of the alphabet; a run of four or more along one of them is no secret. */
const rows = [
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm',
	'qazwsxedcrfvtgbyhnujm'
].flatMap((row) => [row, Array.from(row).reverse().join('')]);

const withoutRuns = (text: string): string => {
	let rest = text.replace(/(.{1,4}?)\1{2,}/gu, '').replace(/(?:19|20)\d\d/g, '');
	for (let at = 0; at < rest.length;) {
		let length = 0;
		while (
			at + length < rest.length &&
			rows.some((row) => row.includes(rest.slice(at, at + length + 1)))
		)
			length += 1;
		if (length >= 4) rest = rest.slice(0, at) + rest.slice(at + length);
		else at += 1;
	}
	return rest;
};

/** Whether the policy asks for a new password now. `setAt` and `now` are UTC milliseconds, real time. */
export const passwordExpired = (policy: PasswordPolicy, setAt: number, now: number): boolean => {
	const { maxAgeDays } = passwordPolicies[policy];
	return maxAgeDays !== null && now - setAt > maxAgeDays * DAY_MS;
};
