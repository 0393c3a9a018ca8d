import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	add,
	compare,
	divide,
	mean,
	median,
	parseDecimal,
	printDecimal,
	printExact,
	printFixed,
	ratio,
	sum,
	zero
} from '#lib/domain/decimal.ts';

const exact = (text: string | number) => {
	const value = parseDecimal(text);
	if (!value) throw new Error(`no decimal: ${text}`);
	return value;
};

describe('decimal', () => {
	test('reads decimals as they are written', () => {
		expect(parseDecimal('61.50')).toEqual(ratio(123, 2));
		expect(parseDecimal(0.1)).toEqual(ratio(1, 10));
		expect(parseDecimal('-0.5')).toEqual(ratio(-1, 2));
		expect(parseDecimal(1e-7)).toEqual(ratio(1, 10_000_000));
		expect(parseDecimal(1e21)).toEqual(ratio(10n ** 21n, 1));
		for (const text of ['', ' 1', '1/2', 'NaN', '+1', '.5', '5.', '0x10', 'Infinity', '1e9999'])
			expect(parseDecimal(text)).toBeUndefined();
		expect(parseDecimal(Number.NaN)).toBeUndefined();
	});

	test('prints without trailing zeros, and rounds a half up', () => {
		expect(printDecimal(exact('61.50'))).toBe('61.5');
		expect(printDecimal(exact('100'))).toBe('100');
		expect(printDecimal(exact('0.005'))).toBe('0.01');
		expect(printDecimal(exact('1.005'))).toBe('1.01');
		expect(printFixed(exact('83.2'), 2)).toBe('83.20');
		expect(printFixed(exact('2.345'), 2)).toBe('2.35');
		expect(printFixed(zero, 2)).toBe('0.00');
		expect(printFixed(exact('9.5'), 0)).toBe('10');
		expect(printExact(exact('0.12500'))).toBe('0.125');
		expect(() => printExact(ratio(1, 3))).toThrow(RangeError);
	});

	test('sums what binary floats get wrong', () => {
		expect(printExact(sum([exact(0.1), exact(0.2)]))).toBe('0.3');
		expect(mean([])).toBeUndefined();
		expect(median([exact(1), exact(4), exact(2), exact(9)])).toEqual(exact(3));
	});

	test('agrees with integer arithmetic in hundredths', () => {
		const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 });
		fc.assert(
			fc.property(fc.array(hundredths, { minLength: 1, maxLength: 12 }), (values) => {
				const text = (n: number) =>
					`${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
				const total = values.reduce((a, b) => a + b, 0);
				const numbers = values.map((n) => exact(text(n)));
				expect(sum(numbers)).toEqual(ratio(total, 100));
				expect(mean(numbers)).toEqual(ratio(total, 100 * values.length));
				expect(printFixed(sum(numbers), 2)).toBe(text(total));
			})
		);
	});

	test('rounding is within half a unit and never below the half', () => {
		fc.assert(
			fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 997 }), (n, d) => {
				const value = ratio(n, d);
				const rounded = exact(printFixed(value, 2));
				const half = ratio(1, 200);
				expect(compare(rounded, add(value, half))).toBeLessThanOrEqual(0);
				expect(compare(add(rounded, half), value)).toBeGreaterThan(0);
				expect(compare(divide(value, 3), value)).toBeLessThanOrEqual(0);
			})
		);
	});
});
