/**
 * The order of identifiers: by Unicode code point, whatever the locale (replay contract, fine print).
 * JavaScript's own `<` compares UTF-16 units and differs where surrogates meet U+E000 to U+FFFF.
 */
export const compareIds = (a: string, b: string): number => {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i += 1) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x !== y) return rank(x) - rank(y);
	}
	return a.length - b.length;
};

// Surrogates stand for code points above U+FFFF: lift them over the units U+E000 to U+FFFF.
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
