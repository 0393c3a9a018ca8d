import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkParameter, parameterOf } from '#lib/domain/rules/parameters.ts';
import { levels } from '#lib/domain/rules/levels.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import {
	certificateNumber,
	checkDigit,
	defaultCertificatePattern,
	hasValidCheckDigit,
	parseCertificateNumber,
	type CertificateFacts
} from '#lib/domain/titles/certificate-number.ts';

const facts: CertificateFacts = {
	year: 2026,
	series: 'engineering',
	level: 'junior_assistant',
	sequence: 1
};
const numberOf = (change: Partial<CertificateFacts> = {}, pattern?: string) => {
	const made = certificateNumber({ ...facts, ...change }, pattern);
	if ('refusal' in made) throw new Error(made.refusal.key);
	return made.number;
};

describe('the check digit, ISO 7064 MOD 11,10', () => {
	test('the standard’s example and a published one', () => {
		expect(checkDigit('0794')).toBe('5');
		expect(hasValidCheckDigit('86095742719')).toBe(true);
	});

	test('catches every single wrong digit', () => {
		const number = numberOf();
		for (let at = 0; at < number.length; at += 1)
			for (const digit of '0123456789')
				if (digit !== number[at])
					expect(hasValidCheckDigit(number.slice(0, at) + digit + number.slice(at + 1))).toBe(
						false
					);
	});
});

describe('certificate numbers', () => {
	test('540200, year, series, level, five digits, check', () => {
		expect(numberOf()).toMatch(/^540200202605200001\d$/);
		expect(numberOf({ series: 'mass-culture', level: 'full_senior', sequence: 99_999 })).toMatch(
			/^540200202691599999\d$/
		);
	});

	test('the default is the parameter’s default, and allowed', () => {
		expect(parameterOf('certificate.pattern')?.default).toBe(defaultCertificatePattern);
		expect(checkParameter('certificate.pattern', defaultCertificatePattern)).toBeUndefined();
	});

	test('another pattern', () => {
		const pattern = '54{year}{level}{series}{sequence:6}{check}';
		expect(numberOf({}, pattern)).toMatch(/^542026205000001\d$/);
		expect(parseCertificateNumber(numberOf({}, pattern), pattern)).toMatchObject({ sequence: 1 });
	});

	test('refuses a number that does not fit, and an unknown series', () => {
		const keyOf = (change: Partial<CertificateFacts>) => {
			const made = certificateNumber({ ...facts, ...change });
			return 'refusal' in made ? made.refusal.key : made.number;
		};
		expect(keyOf({ sequence: 100_000 })).toBe('certificate_numbers_used_up');
		expect(keyOf({ sequence: 0 })).toBe('certificate_numbers_used_up');
		expect(keyOf({ series: 'no-such' })).toBe('series_unknown');
	});

	test('reads back what it wrote, also as typed; different facts give different numbers', () => {
		const any = fc.record({
			year: fc.integer({ min: 2000, max: 2099 }),
			series: fc.constantFrom(...titleSeries.map((series) => series.slug)),
			level: fc.constantFrom(...levels),
			sequence: fc.integer({ min: 1, max: 99_999 })
		});
		fc.assert(
			fc.property(any, any, (one, other) => {
				const number = numberOf(one);
				expect(number).toHaveLength(19);
				const typed = ` ${number.slice(0, 6)}-${number.slice(6, 10)} ${number.slice(10)}`;
				expect(parseCertificateNumber(typed)).toMatchObject({
					year: one.year,
					level: one.level,
					sequence: one.sequence
				});
				expect(numberOf(other) === number).toBe(JSON.stringify(one) === JSON.stringify(other));
			})
		);
		expect(parseCertificateNumber('1234')).toBeUndefined();
	});
});
