import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#lib/domain/json.ts';

const reverseKeys = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(reverseKeys)
		: value !== null && typeof value === 'object'
			? Object.fromEntries(
					Object.entries(value)
						.reverse()
						.map(([key, member]) => [key, reverseKeys(member)])
				)
			: value;

describe('canonical JSON (RFC 8785)', () => {
	test('the example of RFC 8785 section 3.2.2', () => {
		const value = {
			numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
			string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
			literals: [null, true, false]
		};
		expect(canonicalJson(value)).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
		);
	});

	test('sorts keys by UTF-16 unit, as RFC 8785 section 3.2.3 shows', () => {
		const value = {
			'\u20ac': 1,
			'\r': 2,
			'\ufb33': 3,
			'1': 4,
			'\ud83d\ude00': 5,
			'\u0080': 6,
			ö: 7
		};
		expect(Object.values(JSON.parse(canonicalJson(value)) as object).sort()).toHaveLength(7);
		expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1])).toEqual([
			...['2', '4', '6', '7', '1', '5', '3']
		]);
	});

	test('leaves out undefined, writes -0 as 0, refuses what JSON cannot say', () => {
		expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}');
		expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
		expect(() => canonicalJson(['\ud800'])).toThrow(TypeError);
		expect(() => canonicalJson({ '\udc00': 1 })).toThrow(TypeError);
	});

	test('does not depend on the order of keys and loses nothing', () => {
		const values = fc.jsonValue() as fc.Arbitrary<Json>;
		fc.assert(
			fc.property(values, (value) => {
				const canonical = canonicalJson(value);
				expect(canonicalJson(reverseKeys(value) as Json)).toBe(canonical);
				expect(JSON.stringify(JSON.parse(canonical))).toHaveLength(canonical.length);
				expect(canonicalJson(JSON.parse(canonical) as Json)).toBe(canonical);
			})
		);
	});
});
