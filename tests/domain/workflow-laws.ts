/**
 * What must hold of every process, judged from its table without asking the engine: registered as tests by
 * the file of each process.
 */
import { expect, it } from 'vitest';
import { offers, refuses, targetOf, targetsOf, type Workflow } from '#lib/domain/workflow.ts';

/** How a need is met, and every way in which it is not, with the key of the refusal that must come then. */
export type Example<F> = {
	readonly met?: Partial<F>;
	readonly broken: readonly { readonly by: Partial<F>; readonly says: string }[];
};

export type Process<S extends string, M extends string, P extends string, F> = {
	readonly workflow: Workflow<S, M, P, F>;
	/** Everybody there is, whether or not the table names them. */
	readonly parties: readonly P[];
	/** Facts that stand in nobody's way unless a move's need asks for others. */
	readonly facts: F;
	/** By the need's key. */
	readonly needs: Readonly<Record<string, Example<F>>>;
	/** States whose holder acts in another process: they wait for a row of their own each. */
	readonly heldElsewhere?: readonly S[];
};

const keys = <K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] =>
	Object.keys(table) as K[];

/** Facts with which every need of a move is met. */
export const factsFor = <S extends string, M extends string, P extends string, F>(
	{ workflow, facts, needs }: Process<S, M, P, F>,
	move: M
): F =>
	workflow.moves[move].needs.reduce<F>((so, { key }) => ({ ...so, ...needs[key]?.met }), facts);

const list = (words: readonly string[], none = '–') => words.join(', ') || none;

/** The table of the moves on one line each, as somebody who knows the process would check it. */
export const printMoves = <S extends string, M extends string, P extends string, F>(
	{ moves }: Workflow<S, M, P, F>,
	named: Readonly<Record<string, readonly S[]>> = {}
): string => {
	const states = (of: readonly S[]) =>
		keys(named).find((name) => named[name]?.join() === of.join()) ?? list(of);
	return [
		'move | from | to | by | needs | tells | asks',
		...keys(named).map((name) => `(${name} = ${list(named[name] ?? [])})`),
		...keys(moves).map((name) => {
			const { from, to, by, needs, tells, asks } = moves[name];
			const cells = [
				states(from),
				states(targetsOf(to)),
				list(by),
				list(needs.map(({ key }) => key)),
				list(tells),
				asks === 'nothing' ? '–' : asks
			];
			return `${name} | ${cells.join(' | ')}`;
		})
	].join('\n');
};

/** States from which one of these can be reached, with them. */
const leadingTo = <S extends string>(
	goals: readonly S[],
	steps: readonly (readonly [S, S])[]
): ReadonlySet<S> => {
	const found = new Set(goals);
	for (let before = -1; before < found.size;) {
		before = found.size;
		for (const [from, to] of steps) if (found.has(to)) found.add(from);
	}
	return found;
};

export const obeysItsTable = <S extends string, M extends string, P extends string, F>(
	process: Process<S, M, P, F>
): void => {
	const { workflow, parties, needs } = process;
	const states = keys(workflow.states);
	const moves = keys(workflow.moves);
	const steps = moves.flatMap((move) =>
		workflow.moves[move].from.flatMap((from) =>
			targetsOf(workflow.moves[move].to).map((to) => [from, to] as const)
		)
	);

	it('lets every party make every move in every state exactly where the table says so', () => {
		const wrong: string[] = [];
		let asked = 0;
		for (const move of moves) {
			const { from, by } = workflow.moves[move];
			const facts = factsFor(process, move);
			for (const state of states)
				for (const party of parties) {
					const expected = !by.includes(party)
						? 'forbidden not_your_move'
						: !from.includes(state)
							? 'stale state_does_not_allow'
							: 'done';
					const refusal = refuses(workflow, move, state, new Set([party]), facts);
					const found = refusal ? `${refusal.kind} ${refusal.key}` : 'done';
					const offered = offers(workflow, state, new Set([party]), facts).find(
						(offer) => offer.move === move
					);
					const shown = offered ? (offered.refusal ? 'disabled' : 'done') : 'hidden';
					asked += 1;
					if (found !== expected || shown !== (expected === 'done' ? 'done' : 'hidden'))
						wrong.push(
							`${move} in ${state} by ${party}: ${found}, shown ${shown}, not ${expected}`
						);
				}
		}
		expect(asked).toBe(states.length * moves.length * parties.length);
		expect(wrong).toEqual([]);
	});

	it('asks whether one of the parties may, and takes nobody for everybody', () => {
		for (const move of moves) {
			const { from, by } = workflow.moves[move];
			const facts = factsFor(process, move);
			const others = new Set(parties.filter((party) => !by.includes(party)));
			for (const state of states) {
				expect(refuses(workflow, move, state, new Set<P>(), facts)?.kind).toBe('forbidden');
				expect(refuses(workflow, move, state, others, facts)?.kind).toBe('forbidden');
				expect(refuses(workflow, move, state, new Set(parties), facts)?.kind).toBe(
					from.includes(state) ? undefined : 'stale'
				);
			}
		}
	});

	it('refuses each need that is not met, in its own words, and offers the move with them', () => {
		for (const move of moves)
			for (const need of workflow.moves[move].needs)
				for (const { by, says } of needs[need.key]?.broken ?? []) {
					const { from, by: allowed } = workflow.moves[move];
					const facts = { ...factsFor(process, move), ...by };
					for (const state of from) {
						const refusal = refuses(workflow, move, state, new Set(allowed), facts);
						expect([move, refusal?.key]).toEqual([move, says]);
						expect(refusal?.kind).toMatch(/^(rule|malformed)$/);
						expect(
							offers(workflow, state, new Set(allowed), facts).find((one) => one.move === move)
						).toEqual({ move, asks: workflow.moves[move].asks, refusal });
					}
				}
	});

	it('has an example for every need', () => {
		const asked = moves.flatMap((move) => workflow.moves[move].needs.map(({ key }) => key));
		expect(keys(needs).toSorted()).toEqual([...new Set(asked)].toSorted());
		expect(Object.values(needs).every(({ broken }) => broken.length > 0)).toBe(true);
	});

	it('leads from its beginning to every state, and nowhere else', () => {
		const backwards = steps.map(([from, to]) => [to, from] as const);
		const reached = leadingTo([workflow.initial], backwards);
		expect(states.filter((state) => !reached.has(state))).toEqual([]);
		expect(steps.flat().filter((state) => !states.includes(state))).toEqual([]);
	});

	it('ends only in states that nobody holds; from every other one a way leads there', () => {
		const last = states.filter((state) => steps.every(([from]) => from !== state));
		for (const state of last)
			expect([state, workflow.states[state].holder, workflow.states[state].due]).toEqual([
				state,
				null,
				null
			]);
		for (const state of states)
			expect([state, workflow.states[state].holder === null]).toEqual([
				state,
				['ended', 'granted'].includes(workflow.states[state].phase)
			]);
		const ended = states.filter((state) => workflow.states[state].holder === null);
		const ways = leadingTo(ended, steps);
		expect(states.filter((state) => !ways.has(state))).toEqual([]);
	});

	it('gives whoever holds it a move to make', () => {
		const stuck = states.filter((state) => {
			const { holder } = workflow.states[state];
			return (
				holder !== null &&
				!moves.some(
					(move) =>
						workflow.moves[move].from.includes(state) && workflow.moves[move].by.includes(holder)
				)
			);
		});
		expect(stuck).toEqual(process.heldElsewhere ?? []);
	});

	it('goes only where its table says', () => {
		for (const move of moves) {
			const found = targetOf(workflow, move, factsFor(process, move));
			expect(targetsOf(workflow.moves[move].to)).toContain(found);
		}
	});

	it('names no state, party or move twice in one row', () => {
		for (const move of moves) {
			const { from, by, tells, needs: asked, to } = workflow.moves[move];
			for (const row of [from, by, tells, targetsOf(to), asked.map(({ key }) => key)])
				expect([move, row.length]).toEqual([move, new Set(row).size]);
		}
	});
};
