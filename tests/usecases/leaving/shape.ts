/** The keys of an answer, without its values: what a page could show of it. */
export type Shape =
	| { readonly kind: 'value' }
	| { readonly kind: 'list'; readonly of: Shape | null }
	| { readonly kind: 'record'; readonly of: ReadonlyMap<string, Shape> };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

export const shapeOf = (value: unknown): Shape => {
	if (Array.isArray(value))
		return { kind: 'list', of: value.map(shapeOf).reduce<Shape | null>(both, null) };
	if (!isRecord(value)) return { kind: 'value' };
	return {
		kind: 'record',
		of: new Map(
			Object.entries(value)
				.filter(([, held]) => held !== undefined)
				.map(([key, held]) => [key, shapeOf(held)])
		)
	};
};

/** What either of two may show: the elements of a list are seldom all alike. */
const both = (a: Shape | null, b: Shape): Shape => {
	if (a === null || a.kind === 'value') return b;
	if (a.kind === 'list') return b.kind === 'list' && b.of ? { ...a, of: both(a.of, b.of) } : a;
	if (b.kind !== 'record') return a;
	const of = new Map(a.of);
	for (const [key, shape] of b.of) of.set(key, both(of.get(key) ?? null, shape));
	return { kind: 'record', of };
};

/** `{id lines[]{text}}`, keys in alphabetical order. */
export const printShape = (shape: Shape): string => {
	switch (shape.kind) {
		case 'value':
			return '';
		case 'list':
			return `[]${shape.of ? printShape(shape.of) : ''}`;
		case 'record':
			return `{${[...shape.of]
				.toSorted(([a], [b]) => (a < b ? -1 : 1))
				.map(([key, held]) => `${key}${printShape(held)}`)
				.join(' ')}}`;
	}
};

/** One line for each key of the whole; what is null, empty or nothing is not listed. */
export const printKeys = (whole: unknown): string =>
	!isRecord(whole) || Array.isArray(whole)
		? `  ${printShape(shapeOf(whole)) || 'nothing'}`
		: Object.entries(whole)
				.filter(
					([, held]) =>
						held !== null && held !== undefined && !(Array.isArray(held) && held.length === 0)
				)
				.toSorted(([a], [b]) => (a < b ? -1 : 1))
				.map(([key, held]) => `  ${key} ${printShape(shapeOf(held))}`.trimEnd())
				.join('\n');
