/**
 * A refusal is the domain's "no, because". It carries a key (the words are put on at the edge), the facts
 * that the sentence needs, and the rule it rests on. Functions that may refuse return a Refusal or
 * undefined, never `false`.
 */
export type RefusalKind =
	| 'malformed'
	| 'missing'
	| 'forbidden'
	| 'stale'
	| 'too_large'
	| 'wrong_type'
	| 'rule'
	| 'too_many'
	| 'busy';

export type Facts = Readonly<Record<string, string | number>>;

export type Refusal = {
	readonly kind: RefusalKind;
	/** Message key without the `refusal_` prefix, snake_case: `window_closed`. */
	readonly key: string;
	readonly facts?: Facts;
	/** Id of the rule or parameter that stands in the way, see `domain/rules`. */
	readonly rule?: string;
	/** Form field the refusal belongs to, so that the page can point at it. */
	readonly field?: string;
};

/** The one table from kind to HTTP status. */
export const statusOf: Readonly<Record<RefusalKind, number>> = {
	malformed: 400,
	forbidden: 403,
	missing: 404,
	stale: 409,
	too_large: 413,
	wrong_type: 415,
	rule: 422,
	too_many: 429,
	busy: 503
};

/** Thrown by use cases only; `form.ts` and the load wrapper turn it into a page. */
export class Refused extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(`refused: ${refusal.key}`);
		this.name = 'Refused';
		this.refusal = refusal;
	}
}

export const rule = (key: string, facts?: Facts, ruleId?: string): Refusal => ({
	kind: 'rule',
	key,
	...(facts && { facts }),
	...(ruleId && { rule: ruleId })
});

/** Strangers learn nothing: what you may not see does not exist. */
export const missing: Refusal = { kind: 'missing', key: 'not_found' };
