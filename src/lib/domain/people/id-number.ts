/**
 * Citizen identity numbers (GB 11643): six digits of a place, eight of the birth date, three of a sequence
 * whose last is odd for men, one check character. The place is that of the first registration, so codes that
 * no longer exist (5423xx until 2014) are as good as present ones, and nothing is concluded from it.
 */
import { isDay, type Day } from '../day.ts';
import type { Facts, Refusal } from '../refusal.ts';

export type Sex = 'male' | 'female';

export type IdNumber = {
	/** 18 characters, the last of them maybe `X`. */
	readonly number: string;
	readonly birthDate: Day;
	readonly sex: Sex;
	/** Six digits of the place of first registration, as printed. */
	readonly placeCode: string;
};

const LENGTH = 18;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** Present and former first digits: provinces, Taiwan, Hong Kong, Macao; 83 is for Taiwan residents. */
const provinces = new Set(
	'11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
		' '
	)
);

/** Full-width characters, spaces and dashes are forgiven, x becomes X. */
export const normaliseIdNumber = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\s\p{Pd}\u00b7]/gu, '')
		.toUpperCase();

/** The last character that belongs to the first 17 digits. */
export const idCheckCharacter = (digits: string): string => {
	const sum = weights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0);
	return checkCharacters[sum % 11] ?? '';
};

const refusal = (key: string, facts?: Facts): Refusal => ({
	kind: 'rule',
	key: `id_number_${key}`,
	...(facts && { facts }),
	rule: 'identity-number',
	field: 'idNumber'
});

const lengthProblem = (number: string): Refusal | undefined => {
	const { length } = number;
	if (length === 0) return refusal('empty');
	if (length === 15 && /^\d+$/.test(number)) return refusal('of_15_digits', { needed: LENGTH });
	if (length < LENGTH)
		return refusal('too_short', { found: length, needed: LENGTH, missing: LENGTH - length });
	return length > LENGTH
		? refusal('too_long', { found: length, needed: LENGTH, excess: length - LENGTH })
		: undefined;
};

const problemOf = (number: string, today: Day | undefined): Refusal | undefined => {
	// X only at the end; with a wrong length, too, so that the length is what is told.
	const strange = number.search(/[^\dX]|X(?=.)/);
	// A letter somewhere is told before the length: it is what the eye finds first.
	if (strange >= 0) return refusal('wrong_character', { position: strange + 1 });
	const length = lengthProblem(number);
	if (length) return length;
	if (!provinces.has(number.slice(0, 2))) return refusal('no_such_place');
	const birthDate = birthDateOf(number);
	if (!isDay(birthDate) || birthDate < '1900-01-01' || (today !== undefined && birthDate > today))
		return refusal('no_such_birth_date');
	return idCheckCharacter(number) === number[LENGTH - 1] ? undefined : refusal('wrong_check');
};

const birthDateOf = (number: string): Day =>
	`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/**
 * Reads a number as typed. The refusal says which problem it is (and how many characters are missing or too
 * many, or where a wrong one stands), never what the right number would be. `today` refuses births to come.
 */
export const parseIdNumber = (
	text: string,
	today?: Day
): { readonly id: IdNumber } | { readonly refusal: Refusal } => {
	const number = normaliseIdNumber(text);
	const problem = problemOf(number, today);
	if (problem) return { refusal: problem };
	return {
		id: {
			number,
			birthDate: birthDateOf(number),
			sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
			placeCode: number.slice(0, 6)
		}
	};
};

/** What stands against a number, or undefined. */
export const checkIdNumber = (text: string, today?: Day): Refusal | undefined => {
	const parsed = parseIdNumber(text, today);
	return 'refusal' in parsed ? parsed.refusal : undefined;
};
