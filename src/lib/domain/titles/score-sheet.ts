/** What an expert types: one number per item of the rubric. */
import { compare, integer, parseDecimal, printDecimal } from '../decimal.ts';
import { rule, type Refusal } from '../refusal.ts';
import type { Rubric, RubricItem, ScoreSheet } from './review.ts';

/** Items that experts score: points, and the veto item as pass or fail. */
export const expertItems = (rubric: Rubric): readonly RubricItem[] =>
	rubric.items.filter(({ kind }) => kind !== 'objective');

/** Full-width digits and stops, as an IME leaves them, are what the person meant. */
const clean = (text: string): string => text.normalize('NFKC').trim();

/**
 * Reads one typed score: a decimal from 0 to the item's maximum with at most one place, or pass/fail for a
 * veto item. Answers the text to store, or why not.
 */
export const readScore = (
	item: RubricItem,
	typed: string
): { readonly value: string } | { readonly refusal: Refusal } => {
	const text = clean(typed);
	if (item.kind === 'veto')
		return text === 'pass' || text === 'fail'
			? { value: text }
			: { refusal: { ...rule('score_not_a_choice', { item: item.code }), field: item.code } };
	const value = parseDecimal(text);
	const max = item.max ?? 0;
	if (!/^\d{1,3}(\.\d)?$/.test(text) || value === undefined)
		return {
			refusal: { ...rule('score_not_a_number', { item: item.code, max }), field: item.code }
		};
	if (compare(value, integer(max)) > 0)
		return { refusal: { ...rule('score_above_max', { item: item.code, max }), field: item.code } };
	return { value: printDecimal(value) };
};

/** Expert items without a score; a veto item without an entry has passed. */
export const missingScores = (rubric: Rubric, sheet: ScoreSheet): readonly string[] =>
	rubric.items
		.filter(({ kind, code }) => kind === 'expert' && sheet[code] === undefined)
		.map(({ code }) => code);
