/** What JSON can say. */
export type Json =
	null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const text = (value: string): string => {
	if (LONE_SURROGATE.test(value)) throw new TypeError('a lone surrogate is no text');
	return JSON.stringify(value);
};

/**
 * RFC 8785 canonical JSON: keys sorted by UTF-16 unit, no spaces, numbers as ECMAScript prints them. Two
 * equal values give the same text, so its SHA-256 can stand for them. Keys whose value is undefined are
 * left out, as JSON.stringify does. TypeError for numbers that are not finite and for lone surrogates.
 */
export const canonicalJson = (value: Json): string => {
	if (typeof value === 'string') return text(value);
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new TypeError(`${String(value)} is no JSON number`);
		return JSON.stringify(value);
	}
	if (value === null || typeof value === 'boolean') return String(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
	// The default order of sort() is the UTF-16 order that the RFC asks for.
	const members = Object.keys(value)
		.sort()
		.flatMap((key) => {
			const member = value[key];
			return member === undefined ? [] : [`${text(key)}:${canonicalJson(member)}`];
		});
	return `{${members.join(',')}}`;
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
