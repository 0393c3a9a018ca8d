/** The shape of a series in the catalogue, and the short notation that the catalogue files use. */
import { cite, type Citation, type Confidence } from './citation.ts';
import { levels, type Level } from './levels.ts';

/** How a level is assessed; only `review` and `exam_and_review` open the review flow. */
export type AssessmentMode = 'review' | 'exam' | 'exam_and_review' | 'sector';

export type Ladder = {
	readonly slug: string;
	readonly zh: string;
	readonly en: string;
	readonly confidence: Confidence;
	/** Title name per level; a level without a name has no title on this ladder. */
	readonly titles: Readonly<Partial<Record<Level, string>>>;
	/** Codes of the 2024 edition, where they have been seen. */
	readonly code2024: Readonly<Partial<Record<Level, string>>>;
};

export type TitleSeries = {
	/** `01` to `27` for national series, `L1`… for local ones. */
	readonly code: string;
	readonly codeConfidence: Confidence;
	readonly slug: string;
	readonly zh: string;
	readonly en: string;
	readonly confidence: Confidence;
	readonly kind: 'national' | 'local';
	/** The national series that a local one is reported under; null until the bureau decides. */
	readonly reportsUnder: string | null;
	readonly assessment: Readonly<Record<Level, AssessmentMode>>;
	/** Specialties in which an examination takes the place of the review (软考, 通信). */
	readonly examSpecialties: readonly string[];
	readonly ladders: readonly Ladder[];
	readonly citation: Citation;
};

export const everyLevel = (mode: AssessmentMode): Readonly<Record<Level, AssessmentMode>> => ({
	junior_entry: mode,
	junior_assistant: mode,
	intermediate: mode,
	associate_senior: mode,
	full_senior: mode
});

export const review = everyLevel('review');
/** Ships and civil aviation follow the rules of their own sector. */
export const sector = everyLevel('sector');
/** Examination for junior and intermediate, both for 副高, review for 正高. */
export const examThenReview: Readonly<Record<Level, AssessmentMode>> = {
	...everyLevel('exam'),
	associate_senior: 'exam_and_review',
	full_senior: 'review'
};
/** Examination for junior and intermediate, review above. */
export const examBelowSenior: Readonly<Record<Level, AssessmentMode>> = {
	...everyLevel('exam'),
	associate_senior: 'review',
	full_senior: 'review'
};

const highestFirst = [...levels].reverse();

/** Words are given from 正高 downwards; ladders without 员级, or with 正高 alone, just end earlier. */
const perLevel = (words: string): Readonly<Partial<Record<Level, string>>> => {
	const found: Partial<Record<Level, string>> = {};
	const list = words === '' ? [] : words.split(' ');
	highestFirst.slice(0, list.length).forEach((level, index) => (found[level] = list[index]));
	return found;
};

export const ladder = (
	slug: string,
	zh: string,
	en: string,
	confidence: Confidence,
	titles: string,
	codes = ''
): Ladder => ({ slug, zh, en, confidence, titles: perLevel(titles), code2024: perLevel(codes) });

/** Arguments: code, its confidence, slug, Chinese and English name, confidence, modes, ladders. */
export const nationalSeries = (
	code: string,
	codeConfidence: Confidence,
	slug: string,
	zh: string,
	en: string,
	confidence: Confidence,
	assessment: Readonly<Record<Level, AssessmentMode>>,
	ladders: readonly Ladder[]
): TitleSeries => ({
	code,
	codeConfidence,
	slug,
	zh,
	en,
	confidence,
	kind: 'national',
	reportsUnder: slug,
	assessment,
	examSpecialties: slug === 'engineering' ? ['computer-software', 'communications'] : [],
	ladders,
	citation: cite(`series-${slug}`, 'SERIES_2021', confidence)
});
