/**
 * The one workflow engine. A process is a table of states and moves; everything that knows about the
 * process (use cases, buttons, log, messages, help pages, tests) reads that table through this file.
 */
import type { Refusal } from './refusal.ts';

/** A condition of a move. `check` says why not, or nothing. `rule` cites the parameter or regulation. */
export type Need<F> = {
	readonly key: string;
	readonly rule: string | null;
	readonly check: (facts: F) => Refusal | undefined;
};

/** Where a move leads: one state, or one of several chosen by the facts. */
export type Target<S extends string, F> =
	S | { readonly oneOf: readonly S[]; readonly choose: (facts: F) => S };

/** What the person making the move must say with it. */
export type Asks = 'nothing' | 'reason' | 'opinion' | 'defects' | 'document';

/** Nothing is optional: a column that may be left out is a hole. */
export type Move<S extends string, P extends string, F> = {
	readonly from: readonly S[];
	readonly to: Target<S, F>;
	readonly by: readonly P[];
	readonly needs: readonly Need<F>[];
	readonly tells: readonly P[];
	readonly asks: Asks;
};

/** What a state means: who must act now, within which parameter's working days, and how it ends. */
export type StateInfo<P extends string> = {
	readonly holder: P | null;
	/** Parameter key with the desk's own deadline in working days; null: none. */
	readonly due: string | null;
	readonly phase: 'preparing' | 'checking' | 'reviewing' | 'publishing' | 'granted' | 'ended';
};

export type Workflow<S extends string, M extends string, P extends string, F> = {
	readonly name: string;
	readonly initial: S;
	readonly states: Readonly<Record<S, StateInfo<P>>>;
	readonly moves: Readonly<Record<M, Move<S, P, F>>>;
};

/** Type helper: declares a workflow with its states, moves and parties inferred from the table. */
export const defineWorkflow =
	<F>() =>
	<S extends string, M extends string, P extends string>(
		workflow: Workflow<S, M, P, F>
	): Workflow<S, M, P, F> =>
		workflow;

/** All states that a move may lead to. */
export const targetsOf = <S extends string, F>(to: Target<S, F>): readonly S[] =>
	typeof to === 'string' ? [to] : to.oneOf;

/** Why this move is not theirs to make, or not now, whatever the facts; or nothing. */
export const outOfTurn = <S extends string, M extends string, P extends string, F>(
	workflow: Workflow<S, M, P, F>,
	name: M,
	state: S,
	parties: ReadonlySet<P>
): Refusal | undefined => {
	const move = workflow.moves[name];
	if (!move.by.some((party) => parties.has(party)))
		return { kind: 'forbidden', key: 'not_your_move', facts: { move: name } };
	if (!move.from.includes(state))
		return { kind: 'stale', key: 'state_does_not_allow', facts: { move: name, state } };
	return undefined;
};

/**
 * Why this move may not be made now, or nothing. Asked in the order a person would ask: is it mine,
 * is it the right moment, do the rules allow it.
 */
export const refuses = <S extends string, M extends string, P extends string, F>(
	workflow: Workflow<S, M, P, F>,
	name: M,
	state: S,
	parties: ReadonlySet<P>,
	facts: F
): Refusal | undefined => {
	const early = outOfTurn(workflow, name, state, parties);
	if (early) return early;
	for (const need of workflow.moves[name].needs) {
		const refusal = need.check(facts);
		if (refusal) return refusal;
	}
	return undefined;
};

/** The state a move leads to; call only after `refuses` found nothing. */
export const targetOf = <S extends string, M extends string, P extends string, F>(
	workflow: Workflow<S, M, P, F>,
	name: M,
	facts: F
): S => {
	const to = workflow.moves[name].to;
	if (typeof to === 'string') return to;
	const chosen = to.choose(facts);
	if (!to.oneOf.includes(chosen))
		throw new Error(`${workflow.name}.${name} chose ${chosen}, which its table does not list`);
	return chosen;
};

export type Offer<M extends string> = {
	readonly move: M;
	readonly asks: Asks;
	/** The rule that stands in the way; the button is then shown disabled, with this reason. */
	readonly refusal: Refusal | null;
};

/** The moves to show to these parties in this state, with what stands in the way of each. */
export const offers = <S extends string, M extends string, P extends string, F>(
	workflow: Workflow<S, M, P, F>,
	state: S,
	parties: ReadonlySet<P>,
	facts: F
): readonly Offer<M>[] =>
	(Object.keys(workflow.moves) as M[])
		.filter((name) => {
			const move = workflow.moves[name];
			return move.from.includes(state) && move.by.some((party) => parties.has(party));
		})
		.map((name) => ({
			move: name,
			asks: workflow.moves[name].asks,
			refusal: refuses(workflow, name, state, parties, facts) ?? null
		}));
