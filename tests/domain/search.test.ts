import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { bigramsOf, queryTermsOf } from '#lib/domain/search.ts';

const finds = (query: string, ...texts: readonly string[]): boolean => {
	const held = bigramsOf(...texts);
	return queryTermsOf(query).every(({ term, prefix }) =>
		held.some((other) => (prefix ? other.startsWith(term) : other === term))
	);
};

describe('search', () => {
	test('cuts words into pairs, and every character begins a term', () => {
		expect(bigramsOf('扎西次仁')).toEqual(['扎西', '西次', '次仁', '仁']);
		expect(bigramsOf('桑')).toEqual(['桑']);
	});

	test('keeps a number whole, without its zeros and by its last digits', () => {
		expect(bigramsOf('2026-000123')).toEqual(['2026', '000123', '123', '0123']);
	});

	test.each([
		['扎西', true],
		['西次', true],
		['扎西次仁', true],
		['仁', true],
		['扎仁', false],
		['水利 扎西', true],
		['水电', false],
		['2026-000123', true],
		['２０２６', true],
		['123', true],
		['0123', true],
		['23', false],
		['ABC', true]
	])('%s', (query, found) => {
		expect(finds(query, '扎西次仁', '南木林县水利站', '2026-000123', 'abc有限公司')).toBe(found);
	});

	test('a query without letters and digits asks for nothing', () => {
		expect(queryTermsOf(' -·、 ')).toEqual([]);
	});

	test('every stretch of a word finds it', () => {
		const word = fc.stringMatching(/^[扎西次仁卓玛县水利站]{1,8}$/);
		fc.assert(
			fc.property(word, fc.nat(), fc.nat(), (text, from, length) => {
				const start = from % text.length;
				const part = text.slice(start, start + 1 + (length % (text.length - start)));
				expect(finds(part, text)).toBe(true);
			})
		);
	});
});
