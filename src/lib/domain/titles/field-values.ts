/**
 * What stands in a field of the form. A draft keeps whatever was typed, complete or not; here it is read,
 * and what is wrong with it is named. Values are text: days `2019-07-01`, months `2019-07`, hours `61.5`; a
 * date that is not complete yet keeps its boxes (`2019--`).
 */
import { isDay, type Day } from '../day.ts';
import { compare, integer, parseDecimal, zero } from '../decimal.ts';
import { titleSeries } from '../rules/series.ts';
import type { EntryData } from './application.ts';
import { optionLists, type SectionField } from './sections.ts';

/** Message keys `problem_<key>`. */
export type FieldProblem =
	| 'missing'
	| 'not_chosen'
	| 'not_agreed'
	| 'too_long'
	| 'no_day'
	| 'no_month'
	| 'no_year'
	| 'no_number'
	| 'no_hours'
	| 'no_choice'
	| 'in_future';

/** The values that a choice field allows. */
export const optionsOf = (field: SectionField): readonly string[] =>
	field.options === null
		? []
		: field.options === 'series'
			? titleSeries.map(({ slug }) => slug)
			: (optionLists[field.options] ?? []);

/** The text in a field, '' when nothing was entered. */
export const valueOf = (data: EntryData, name: string): string => {
	const value = data[name];
	return value === undefined || value === null || value === false
		? ''
		: value === true
			? 'on'
			: String(value);
};

const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as it is kept: no control characters, no broken characters, one kind of line end, no outer spaces. */
const cleanText = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		// eslint-disable-next-line no-control-regex -- that is what is taken out
		.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
		.replace(loneSurrogates, '')
		.trim();

const cleanNumber = (text: string): string => cleanText(text.normalize('NFKC')).replace(/\s+/g, '');

const padTo = (width: number, digits: string): string =>
	/^\d+$/.test(digits) ? digits.padStart(width, '0') : digits;

/**
 * A date out of its boxes. Complete boxes give `2019-07-01` or `2019-07`; others are kept as typed, with the
 * dashes in their places, so that the page can show them again.
 */
export const joinDate = (parts: readonly string[]): string => {
	const typed = parts.map((part) => cleanNumber(part).replaceAll('-', ''));
	if (typed.every((part) => part === '')) return '';
	if (typed.some((part) => part === '')) return typed.join('-');
	return typed.map((part, index) => padTo(index === 0 ? 4 : 2, part)).join('-');
};

/** The boxes of a date kept by `joinDate`: year, month, day. */
export const splitDate = (value: string): readonly [string, string, string] => {
	const [year = '', month = '', day = ''] = value.split('-');
	return [year, month, day];
};

/** The value as it is kept, out of what was typed. */
export const cleanValue = (field: SectionField, typed: string): string => {
	switch (field.type) {
		case 'text':
		case 'long':
			return cleanText(typed);
		case 'day':
		case 'month':
			return joinDate(typed.split('-'));
		case 'yes':
			return typed === '' ? '' : 'on';
		default:
			return cleanNumber(typed);
	}
};

const inRange = (text: string, pattern: RegExp, least: number, most: number): boolean =>
	pattern.test(text) && Number(text) >= least && Number(text) <= most;

const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);

const isHours = (text: string, most: number): boolean => {
	if (!/^\d{1,4}(\.\d{1,2})?$/.test(text)) return false;
	const value = parseDecimal(text);
	return value !== undefined && compare(value, zero) >= 0 && compare(value, integer(most)) <= 0;
};

/** The earliest year that a history can name. */
const earliestYear = 1940;

const problemOfDate = (
	value: string,
	complete: boolean,
	otherwise: 'no_day' | 'no_month',
	today: Day
): FieldProblem | undefined => {
	if (!complete || Number(value.slice(0, 4)) < earliestYear) return otherwise;
	return value > today.slice(0, value.length) ? 'in_future' : undefined;
};

const problemOfNothing = (field: SectionField): FieldProblem | undefined => {
	if (!field.required) return undefined;
	return field.type === 'choice' ? 'not_chosen' : field.type === 'yes' ? 'not_agreed' : 'missing';
};

/** What is wrong with a value, or nothing. `today` is the legal day: histories do not lie ahead of it. */
export const problemOf = (
	field: SectionField,
	value: string,
	today: Day
): FieldProblem | undefined => {
	if (value === '') return problemOfNothing(field);
	switch (field.type) {
		case 'text':
		case 'long':
			return Array.from(value).length > field.max ? 'too_long' : undefined;
		case 'day':
			return problemOfDate(value, isDay(value), 'no_day', today);
		case 'month':
			return problemOfDate(value, isMonth(value), 'no_month', today);
		case 'year':
			if (!inRange(value, /^\d{4}$/, earliestYear, 2999)) return 'no_year';
			return value > today.slice(0, 4) ? 'in_future' : undefined;
		case 'number':
			return inRange(value, /^\d{1,6}$/, 1, field.max) ? undefined : 'no_number';
		case 'hours':
			return isHours(value, field.max) ? undefined : 'no_hours';
		case 'choice':
			return optionsOf(field).includes(value) ? undefined : 'no_choice';
		case 'yes':
			return value === 'on' ? undefined : 'not_agreed';
	}
};
