/**
 * Numbers of title certificates. By default 540200 + year + series (two digits, 91 for the first local series)
 * + level digit + five digits + check digit (ISO 7064 MOD 11,10). The pattern is the parameter
 * `certificate.pattern`; numbers are never reused, so a pattern may change between years.
 */
import { rule, type Refusal } from '../refusal.ts';
import { levelFacts, levels, type Level } from '../rules/levels.ts';
import { seriesOf } from './catalogue.ts';

export const defaultCertificatePattern = '540200{year}{series}{level}{sequence:5}{check}';

export type CertificateFacts = {
	readonly year: number;
	/** Slug of the series. */
	readonly series: string;
	readonly level: Level;
	/** Counted from 1 within a year, series and level. */
	readonly sequence: number;
};

/** Two digits: national series keep their code, local series L1… are 91…. */
const seriesDigits = (code: string): string =>
	code.startsWith('L') ? String(90 + Number(code.slice(1))) : code;

/** The digit of a level is its rank: 1 员级 to 5 正高级. */
const levelDigit = (level: Level): string => String(levelFacts[level].rank);

/** ISO 7064 MOD 11,10: the digit that follows `digits`. It catches every wrong digit and most swaps. */
export const checkDigit = (digits: string): string => {
	let product = 10;
	for (const digit of digits) {
		const sum = (product + Number(digit)) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return String((11 - product) % 10);
};

/** Whether the last digit is the check digit of those before it. */
export const hasValidCheckDigit = (number: string): boolean =>
	/^\d{2,}$/.test(number) && checkDigit(number.slice(0, -1)) === number.at(-1);

const widthOf = (pattern: string): number => Number(/\{sequence:(\d)\}/.exec(pattern)?.[1] ?? 5);

/** The number of a certificate, or why there is none: an unknown series, or a year's numbers used up. */
export const certificateNumber = (
	facts: CertificateFacts,
	pattern: string = defaultCertificatePattern
): { readonly number: string } | { readonly refusal: Refusal } => {
	const series = seriesOf(facts.series);
	if (!series) return { refusal: rule('series_unknown', { series: facts.series }) };
	const width = widthOf(pattern);
	if (facts.sequence < 1 || facts.sequence >= 10 ** width)
		return {
			refusal: rule(
				'certificate_numbers_used_up',
				{ year: facts.year, series: series.slug, sequence: facts.sequence },
				'certificate.pattern'
			)
		};
	const body = pattern
		.replace('{year}', String(facts.year).padStart(4, '0'))
		.replace('{series}', seriesDigits(series.code))
		.replace('{level}', levelDigit(facts.level))
		.replace(/\{sequence:\d\}/, String(facts.sequence).padStart(width, '0'))
		.replace('{check}', '');
	return { number: body + checkDigit(body) };
};

/** What somebody typed into the verification page: full-width digits, spaces and dashes are forgiven. */
export const normaliseCertificateNumber = (text: string): string =>
	text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');

const groups = {
	'{year}': '(?<year>\\d{4})',
	'{series}': '(?<series>\\d{2})',
	'{level}': '(?<level>\\d)',
	'{check}': '\\d'
} as const;

/** The facts in a number, or undefined when it is none of this pattern or its check digit is wrong. */
export const parseCertificateNumber = (
	text: string,
	pattern: string = defaultCertificatePattern
): (Omit<CertificateFacts, 'series'> & { readonly seriesDigits: string }) | undefined => {
	const number = normaliseCertificateNumber(text);
	const expression = Object.entries(groups)
		.reduce((made, [part, group]) => made.replace(part, group), pattern)
		.replace(/\{sequence:(\d)\}/, '(?<sequence>\\d{$1})');
	const parts = new RegExp(`^${expression}$`).exec(number)?.groups;
	if (!parts || !hasValidCheckDigit(number)) return undefined;
	const level = levels.find((one) => levelDigit(one) === parts.level);
	return level && parts.series !== undefined
		? {
				year: Number(parts.year),
				seriesDigits: parts.series,
				level,
				sequence: Number(parts.sequence)
			}
		: undefined;
};
