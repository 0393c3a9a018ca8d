/** What is shown of a person's numbers and name to those who may not see all of it. */

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/** Place (six digits) and the last four stay: `542322********1234`. Anything shorter is all stars. */
export const maskIdNumber = (number: string): string =>
	number.length === 18
		? `${number.slice(0, 6)}${stars(8)}${number.slice(-4)}`
		: stars(number.length);

/** The last four characters, which officers use to tell people of the same name apart. */
export const idNumberTail = (number: string): string => number.slice(-4);

/** `138****5678`; of other numbers the last four stay. */
export const maskPhone = (phone: string): string => {
	if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
	return phone.length > 4 ? `${stars(phone.length - 4)}${phone.slice(-4)}` : stars(phone.length);
};

// What a reader calls one character: Tibetan stacks and rare ideographs stay whole.
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The first character and one star, however long the name is: 王*, 扎*. One star for all, because the number of
 * characters alone points at few people where names are short. Names in Latin letters keep their initial.
 */
export const maskName = (name: string): string => {
	const [first] = characters.segment(name.trim());
	return first === undefined ? '' : `${first.segment}*`;
};
