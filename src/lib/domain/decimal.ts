/**
 * Exact numbers. Hours, scores and means are rationals of two big integers; nothing passes through binary
 * floating point. A rational is kept in lowest terms with a positive denominator.
 */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

const DECIMAL_TEXT = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

const gcd = (a: bigint, b: bigint): bigint => {
	let [x, y] = [a < 0n ? -a : a, b];
	while (y !== 0n) [x, y] = [y, x % y];
	return x;
};

const reduced = (numerator: bigint, denominator: bigint): Rational => {
	const divisor = gcd(numerator, denominator);
	return divisor === 1n || divisor === 0n
		? { numerator, denominator }
		: { numerator: numerator / divisor, denominator: denominator / divisor };
};

export const zero: Rational = { numerator: 0n, denominator: 1n };

export const integer = (value: number | bigint): Rational => ({
	numerator: BigInt(value),
	denominator: 1n
});

/** `numerator / denominator` in lowest terms. The denominator must be above 0. */
export const ratio = (numerator: number | bigint, denominator: number | bigint): Rational =>
	reduced(BigInt(numerator), BigInt(denominator));

/**
 * The exact value of a decimal as it is written: `61.50`, `7`, `-0.5`, `1e-3`; a number means its shortest
 * decimal text. Undefined for anything else (`''`, `1/2`, `NaN`, `+1`, `.5`).
 */
export const parseDecimal = (value: number | string): Rational | undefined => {
	const parts = DECIMAL_TEXT.exec(String(value));
	if (!parts) return undefined;
	const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
	const digits = BigInt(whole + fraction);
	const numerator = sign === '-' ? -digits : digits;
	const scale = fraction.length - Number(exponent);
	return scale >= 0
		? reduced(numerator, 10n ** BigInt(scale))
		: { numerator: numerator * 10n ** BigInt(-scale), denominator: 1n };
};

export const add = (a: Rational, b: Rational): Rational =>
	a.denominator === b.denominator
		? reduced(a.numerator + b.numerator, a.denominator)
		: reduced(
				a.numerator * b.denominator + b.numerator * a.denominator,
				a.denominator * b.denominator
			);

export const negate = (a: Rational): Rational => ({
	numerator: -a.numerator,
	denominator: a.denominator
});

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

/** Division by a whole number above 0. */
export const divide = (a: Rational, by: number): Rational =>
	reduced(a.numerator, a.denominator * BigInt(by));

/** Negative, zero or positive, for sorting. */
export const compare = (a: Rational, b: Rational): number => {
	const difference = a.numerator * b.denominator - b.numerator * a.denominator;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const absolute = (a: Rational): Rational => (a.numerator < 0n ? negate(a) : a);

export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero);

/** The exact mean; undefined for an empty list. */
export const mean = (values: readonly Rational[]): Rational | undefined =>
	values.length === 0 ? undefined : divide(sum(values), values.length);

/** The middle value, or the exact mean of the two middle ones; undefined for an empty list. */
export const median = (values: readonly Rational[]): Rational | undefined => {
	const sorted = [...values].sort(compare);
	const upper = sorted[sorted.length >> 1];
	const lower = sorted[(sorted.length - 1) >> 1];
	return upper && lower && divide(add(lower, upper), 2);
};

/** The nearest whole multiple of 10^-places as an integer of that unit; a half goes away from zero. */
const roundedUnits = (a: Rational, places: number): bigint => {
	const scaled = absolute(a).numerator * 10n ** BigInt(places);
	const units = (scaled * 2n + a.denominator) / (a.denominator * 2n);
	return a.numerator < 0n ? -units : units;
};

/** Fixed places, half up: `83.2` with 2 places is `83.20`. */
export const printFixed = (a: Rational, places: number): string => {
	const units = roundedUnits(a, places);
	const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const text = places === 0 ? digits : `${whole}.${digits.slice(digits.length - places)}`;
	return units < 0n ? `-${text}` : text;
};

/** At most `places` places, half up, without trailing zeros: `61.50` is `61.5`, `61.00` is `61`. */
export const printDecimal = (a: Rational, places = 2): string => {
	const text = printFixed(a, places);
	return places > 0 && text.endsWith('0') ? printDecimal(a, places - 1) : text;
};

/**
 * Every place of a value that came from a decimal, without trailing zeros. A value without a finite
 * decimal (a third) is a RangeError: such values are rounded by those who print them.
 */
export const printExact = (a: Rational): string => {
	let places = 0;
	for (let scale = 1n; scale % a.denominator !== 0n; scale *= 10n) {
		places += 1;
		if (places > 2000) throw new RangeError('not a finite decimal');
	}
	return printDecimal(a, places);
};
