/** The small types that inputs are made of. */
import { z } from 'zod';
import { isDay } from '#lib/domain/day.ts';
import { compare, parseDecimal, zero, type Rational } from '#lib/domain/decimal.ts';
import { levels, tiers } from '#lib/domain/rules/levels.ts';

export const id = z.string({ error: 'a non-empty text' }).min(1);
export const level = z.enum(levels);
export const tier = z.enum(tiers);

const dayText = 'a day like 2026-11-22';
/** A day that exists. */
export const day = z.string({ error: dayText }).refine(isDay, { error: dayText });

export const whole = z.int({ error: 'a whole number' });

export const year = whole.min(1).max(9999);

export const count = whole.min(0);

const plainDecimal = /^-?\d+(?:\.\d+)?$/;
const allowed = 'a number or a decimal text of at least 0, like 61.5';

// The same few values come a million times: each is read once.
const known = new Map<number | string, Rational>();
const KNOWN = 50_000;

const readDecimal = (value: number | string): Rational | undefined => {
	const before = known.get(value);
	if (before) return before;
	const exact =
		typeof value === 'number' || plainDecimal.test(value) ? parseDecimal(value) : undefined;
	if (exact && known.size < KNOWN) known.set(value, exact);
	return exact;
};

/** A number or a decimal text, at least 0, exact. */
export const decimal = z.unknown().transform((value, context): Rational => {
	const exact =
		typeof value === 'number' || typeof value === 'string' ? readDecimal(value) : undefined;
	if (exact && compare(exact, zero) >= 0) return exact;
	context.addIssue({ code: 'custom', message: allowed, input: value });
	return z.NEVER;
});
