import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds } from '#lib/domain/order.ts';

test('identifiers compare by code point', () => {
	const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
	const naive = (a: string, b: string): number => {
		const [x, y] = [points(a), points(b)];
		const at = x.findIndex((point, index) => point !== y[index]);
		return at < 0 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
	};
	const text = fc.string({ unit: fc.constantFrom('a', 'b', '\ue000', '\uffee', '𝒂', '😀') });
	fc.assert(
		fc.property(text, text, (a, b) => {
			expect(Math.sign(compareIds(a, b)) + 0).toBe(Math.sign(naive(a, b)) + 0);
		})
	);
	expect(['𝒂', '\uffee', 'b'].sort(compareIds)).toEqual(['b', '\uffee', '𝒂']);
});
