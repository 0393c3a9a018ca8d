/**
 * I11, in the store: whoever tries whatever in whichever order, a case is where the model says it is. What the
 * table does not allow changes nothing and is refused for the right reason. `MOVES` asks for more sequences
 * than the short run makes (`node scripts/faults.mjs moves`).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachOfState } from '#lib/domain/access.ts';
import { Refused, type RefusalKind } from '#lib/domain/refusal.ts';
import {
	applicationStates,
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts
} from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { caseProcess } from '../../domain/titles/case-needs.ts';
import { factsFor } from '../../domain/workflow-laws.ts';
import {
	everybody,
	isTheirs,
	makeParties,
	mayMake,
	partyOf,
	type Parties,
	type Standing,
	type Who
} from './parties.ts';

const RUNS = Number(process.env['MOVES'] ?? 20);

const { moves, states } = applicationWorkflow;
const moveNames = Object.keys(moves) as ApplicationMove[];
const suspendable = moves.suspend.from;

/** Where the case is, as the table has it. */
type Model = Standing & { readonly resume: ApplicationState | null; readonly version: number };

/** What the round asks for on the way up. */
type Round = Pick<CaseFacts, 'sectorNamed' | 'cityCheckNamed' | 'employerInCounty'>;

type Step = {
	readonly who: Who;
	readonly move: ApplicationMove;
	/** Picks a move that the table allows now, if there is one, instead of the one named. */
	readonly allowed: number | null;
	/** Which need is not met; null: all are. */
	readonly unmet: number | null;
	readonly version: 'seen' | 'older' | 'none';
	readonly round: Round;
};

const aStep: fc.Arbitrary<Step> = fc.record({
	who: fc.constantFrom(...everybody),
	move: fc.constantFrom(...moveNames),
	allowed: fc.option(fc.nat(1_000), { nil: null, freq: 2 }),
	unmet: fc.option(fc.nat(1_000), { nil: null, freq: 1 }),
	version: fc.constantFrom('seen', 'seen', 'seen', 'none', 'none', 'older'),
	round: fc.record({
		sectorNamed: fc.boolean(),
		cityCheckNamed: fc.boolean(),
		employerInCounty: fc.boolean()
	})
});
const aBeginning = fc.record({
	state: fc.constantFrom(...applicationStates),
	resume: fc.constantFrom(...suspendable),
	further: fc.integer({ min: 0, max: 6 })
});

/** The step with what it comes to here. */
const resolved = (step: Step, at: Standing) => {
	const legal =
		step.allowed === null
			? []
			: moveNames.flatMap((move) =>
					everybody.filter((who) => mayMake(who, move, at)).map((who) => ({ who, move }))
				);
	const { who, move } = legal[(step.allowed ?? 0) % Math.max(1, legal.length)] ?? step;
	const unmet =
		step.unmet === null
			? []
			: moves[move].needs.flatMap(({ key }) => caseProcess.needs[key]?.broken ?? []);
	return { who, move, unmet: unmet[(step.unmet ?? 0) % Math.max(1, unmet.length)] };
};

type Answer =
	| { readonly refused: RefusalKind; readonly key: string }
	| { readonly done: readonly ApplicationState[] };

/** The states that a move leads through, where the table leaves a choice as the handbook tells it. */
const way = (
	move: ApplicationMove,
	{ resume }: Model,
	round: Round
): readonly ApplicationState[] => {
	const fromCounty = round.cityCheckNamed ? 'city_check' : 'acceptance_check';
	const fromSector = round.employerInCounty ? 'county_check' : fromCounty;
	const up = round.sectorNamed ? 'sector_check' : fromSector;
	const { to } = moves[move];
	if (typeof to === 'string') return to === 'recommended' ? [to, up] : [to];
	if (move === 'resume') return resume === 'recommended' ? [resume, up] : [resume ?? 'submitted'];
	return [move === 'county_pass' ? fromCounty : move === 'sector_pass' ? fromSector : up];
};

const expected = (
	{ version, round }: Step,
	{ who, move, unmet }: ReturnType<typeof resolved>,
	at: Model
): Answer => {
	if (partyOf(who, at) === null) return { refused: 'missing', key: 'not_found' };
	if (version === 'older') return { refused: 'stale', key: 'stale' };
	if (!isTheirs(who, move, at)) return { refused: 'forbidden', key: 'not_your_move' };
	if (!moves[move].from.includes(at.state))
		return { refused: 'stale', key: 'state_does_not_allow' };
	if (unmet) return { refused: 'rule', key: unmet.says };
	return { done: way(move, at, round) };
};

/** What a refused attempt leaves in the log. */
const traceOf = (
	{ refused, key }: Extract<Answer, { refused: RefusalKind }>,
	who: Who,
	move: ApplicationMove
) =>
	refused === 'missing'
		? [['case.open', 'refused', 'stranger']]
		: key === 'stale' || who === 'clock' || who === 'system'
			? []
			: [[`case.${move}`, 'refused', key]];

const take = async (parties: Parties, id: string, step: Step, at: Model): Promise<Model> => {
	const what = resolved(step, at);
	const { who, move, unmet } = what;
	const answer = expected(step, what, at);
	const before = await parties.everythingOf(id);
	const facts: CaseFacts = {
		...factsFor(caseProcess, move),
		...step.round,
		...unmet?.by,
		state: at.state,
		resumeState: at.resume
	};
	const found: Answer = await makeMove(parties.contexts[who], {
		id,
		move,
		...(step.version !== 'none' && { version: at.version - (step.version === 'older' ? 1 : 0) }),
		extras: () => ({ facts })
	}).then(
		({ state }) => ({ done: [state] }),
		(cause: unknown) => {
			if (!(cause instanceof Refused)) throw cause;
			return { refused: cause.refusal.kind, key: cause.refusal.key };
		}
	);
	const after = await parties.everythingOf(id);
	const added = after.log.length - before.log.length;
	expect(after.log.slice(added)).toEqual(before.log);
	const trace = after.log
		.slice(0, added)
		.reverse()
		.map(({ action, result, detail }) => [action, result, detail['why'] ?? detail['to']]);
	expect(after.others).toEqual(before.others);
	if ('refused' in answer) {
		expect(found).toEqual(answer);
		expect(after.row).toEqual(before.row);
		expect(after.told).toEqual(before.told);
		expect(trace).toEqual(traceOf(answer, who, move));
		return at;
	}
	const [first, onward] = answer.done;
	const to = onward ?? first!;
	expect(found).toEqual({ done: [to] });
	const next: Model = {
		state: to,
		reach: Math.max(at.reach, ...answer.done.map(reachOfState)),
		resume: move === 'suspend' ? at.state : null,
		version: at.version + answer.done.length
	};
	expect({ ...after.row, resume: after.row.resumeState }).toMatchObject(next);
	expect(after.row.holderParty).toBe(states[to].holder ?? '');
	expect(trace).toEqual([
		[`case.${move}`, 'done', first],
		...(onward ? [['case.send_up', 'done', onward]] : [])
	]);
	const tells = [move, ...(onward ? (['send_up'] as const) : [])].filter(
		(name) => moves[name].tells.length > 0
	);
	expect(after.told.slice(before.told.length).map(({ event }) => event)).toEqual(
		tells.map((name) => `case.${name}`)
	);
	return next;
};

describe('a case in the hands of everybody', () => {
	it(
		`is where the table says, over ${RUNS} random sequences`,
		async () => {
			const parties = await makeParties();
			const made = { done: 0, refused: 0 };
			await fc.assert(
				fc.asyncProperty(
					aBeginning,
					fc.array(aStep, { minLength: 6, maxLength: 14, size: 'max' }),
					async ({ state, resume, further }, steps) => {
						// Refusals of one person are counted by the hour; each sequence begins a new one.
						parties.world.clock.realNow += 3_600_000;
						let at: Model = {
							state,
							reach: Math.max(reachOfState(state), further),
							resume: state === 'suspended' ? resume : null,
							version: 1
						};
						const id = await parties.caseIn(state, { reach: at.reach, resumeState: at.resume });
						for (const step of steps) {
							const next = await take(parties, id, step, at);
							made[next === at ? 'refused' : 'done'] += 1;
							at = next;
						}
					}
				),
				{ numRuns: RUNS }
			);
			// Neither half may be so thin that it says nothing.
			expect(made.done).toBeGreaterThan(RUNS / 4);
			expect(made.refused).toBeGreaterThan(RUNS / 4);
		},
		30_000 + RUNS * 2_000
	);
});
