import { compare, parseDecimal } from '#lib/domain/decimal.ts';
import { BadInput } from '../command.ts';

type WithSource = { readonly source?: string };

/**
 * Number tokens that a binary float may not hold: 16 digits and more, or an exponent. Where a number can stand,
 * that is: digits inside a name or a digest do not make a large file slow.
 */
const suspicious = /(?:^|[[,:\s])-?\d(?:[\d.]{15}|[\d.]{0,14}[eE])/;

/** A number that a float cannot hold exactly stays the text that was written; exact types read it as it is. */
const exactNumber = (_key: string, value: unknown, context?: WithSource): unknown => {
	if (typeof value !== 'number' || context?.source === undefined) return value;
	const written = parseDecimal(context.source);
	const held = parseDecimal(value);
	return written && held && compare(written, held) === 0 ? value : context.source;
};

const parse = JSON.parse as (
	text: string,
	reviver?: (key: string, value: unknown, context?: WithSource) => unknown
) => unknown;

/** JSON to values, no digit lost. BadInput with the parser's words when it is none. */
export const parseJson = (text: string): unknown => {
	try {
		return suspicious.test(text) ? parse(text, exactNumber) : parse(text);
	} catch (reason) {
		const why = reason instanceof Error ? reason.message.replace(/\s+/g, ' ') : 'unreadable';
		throw new BadInput([`input: not JSON, ${why} (a JSON object)`]);
	}
};
