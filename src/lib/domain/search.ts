/**
 * Chinese search without a dictionary: texts are cut into pairs of neighbouring characters, and a query finds
 * what holds all of its pairs. Numbers are found whole, without their leading zeros, and by their last digits.
 */

/** Runs of letters (with their marks) and runs of digits; everything else only separates. */
const RUNS = /\p{Nd}+|(?:\p{L}|\p{M})+/gu;
const DIGITS = /^\p{Nd}+$/u;
/** Last digits by which people know a number: of an ID number, of a certificate. */
const TAILS = [4, 6] as const;
/** Terms of one query: more of them find nothing else. */
const MAX_QUERY_TERMS = 12;

/** Half-width, lower case: how texts are compared. */
const runsOf = (text: string): readonly string[] =>
	text.normalize('NFKC').toLowerCase().match(RUNS) ?? [];

/** Code points: what a person types as one character, marks apart. */
const charactersOf = (run: string): readonly string[] => Array.from(run);

const pairsOf = (run: string): readonly string[] => {
	const characters = charactersOf(run);
	return characters.flatMap((character, index) => {
		const following = characters[index + 1];
		return following === undefined ? [] : [character + following];
	});
};

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=.)/, '');

/**
 * Every term under which a text is found, each once: the pairs of its words, the last character of each (so
 * that every character begins a term), its numbers and their last digits.
 */
export const bigramsOf = (...texts: readonly string[]): readonly string[] => {
	const terms = new Set<string>();
	for (const run of texts.flatMap(runsOf)) {
		if (DIGITS.test(run)) {
			terms.add(run);
			terms.add(withoutZeros(run));
			for (const length of TAILS) if (run.length > length) terms.add(run.slice(-length));
		} else {
			for (const pair of pairsOf(run)) terms.add(pair);
			terms.add(charactersOf(run).at(-1) ?? '');
		}
	}
	return [...terms];
};

export type QueryTerm = {
	readonly term: string;
	/** One character alone: any term that begins with it. */
	readonly prefix: boolean;
};

/** What a query looks for: all of these must be found. Empty for a query without letters and digits. */
export const queryTermsOf = (query: string): readonly QueryTerm[] => {
	const terms = new Map<string, QueryTerm>();
	for (const run of runsOf(query)) {
		const whole = DIGITS.test(run) || charactersOf(run).length === 1;
		for (const term of whole ? [run] : pairsOf(run))
			terms.set(term, { term, prefix: whole && !DIGITS.test(run) });
	}
	return [...terms.values()].slice(0, MAX_QUERY_TERMS);
};
