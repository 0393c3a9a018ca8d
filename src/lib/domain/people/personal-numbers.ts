/**
 * Numbers in free text that must not be published. Citizen identity numbers (18 characters, or 15 of old
 * cards) and mobile numbers are found in any digits people type, with spaces, dots or dashes inside.
 */

/** Full-width digits and X count as what they are; the text keeps its length, so that places agree. */
const plain = (text: string): string =>
	text.replace(/[０-９Ｘｘ]/g, (sign) => sign.normalize('NFKC'));

const gap = '[\\s.·\\p{Pd}]{0,2}';
const digits = (count: number): string => `(?:\\d${gap}){${count}}`;

/** 17 digits and a check character; 15 digits; 11 digits that begin with 13 to 19. None inside a longer run. */
const patterns = [
	new RegExp(`(?<!\\d)${digits(17)}[\\dXx](?!\\d)`, 'gu'),
	new RegExp(`(?<!\\d)${digits(14)}\\d(?!\\d)`, 'gu'),
	new RegExp(`(?<!\\d)(?:(?:\\+|00)?86${gap})?1${gap}[3-9]${gap}${digits(8)}\\d(?!\\d)`, 'gu')
];

/** What stands where a number stood. */
export const removedNumber = '（号码已略）';

/** Ranges of numbers in a text that belong to a person. */
const found = (text: string): readonly (readonly [from: number, to: number])[] =>
	patterns.flatMap((pattern) =>
		[...plain(text).matchAll(pattern)].map((hit): [number, number] => [
			hit.index,
			hit.index + hit[0].length
		])
	);

export const holdsPersonalNumber = (text: string): boolean => found(text).length > 0;

/** The text with each such number replaced by a word that says so. */
export const withoutPersonalNumbers = (text: string): string => {
	let kept = '';
	let at = 0;
	for (const [from, to] of [...found(text)].sort((a, b) => a[0] - b[0])) {
		if (from < at) continue;
		kept += text.slice(at, from) + removedNumber;
		at = to;
	}
	return kept + text.slice(at);
};
