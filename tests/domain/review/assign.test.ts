import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flawsOf } from '#lib/domain/review/assign-certificate.ts';
import type { AssignInput } from '#lib/domain/review/assign-network.ts';
import type { Block } from '#lib/domain/review/assign-shortage.ts';
import { assign, type AssignmentPlan } from '#lib/domain/review/assign.ts';
import { anyInput, inputOf, limitKinds } from './assign-arbitrary.ts';
import { bestByFlow, bestOfAll, pairsOf, type Pair } from './assign-exact.ts';

const pairsIn = (plan: AssignmentPlan): readonly string[] =>
	plan.assignments.flatMap(({ application, experts }) =>
		experts.map((expert) => `${application} ${expert}`)
	);
const namesOf = (pairs: readonly Pair[]): readonly string[] =>
	pairs.map(({ application, expert }) => `${application} ${expert}`).sort();

const planned = (input: AssignInput): AssignmentPlan => {
	const found = assign(input);
	if (!found.plan) throw new Error(`impossible: ${found.blocks.map(({ why }) => why).join(', ')}`);
	expect(flawsOf(input, found.plan, found.proof)).toEqual([]);
	return found.plan;
};
const blocked = (input: AssignInput): readonly Block[] => {
	const found = assign(input);
	if (found.plan) throw new Error('possible');
	return found.blocks;
};

const application = (id: string, specialty = 'water', employer = `of ${id}`) => ({
	id,
	specialty,
	employer
});
const expert = (id: string, more: object = {}) => ({
	id,
	specialties: ['water'],
	employer: `of ${id}`,
	...more
});

describe('the order of goals', () => {
	test('without a limit the largest load counts more than points', () => {
		const plan = planned({
			perApplication: 1,
			applications: [application('a1'), application('a2')],
			experts: [expert('e1'), expert('e2', { specialties: ['roads'] })],
			conflicts: []
		});
		expect(plan).toMatchObject({ load: { min: 1, max: 1 }, points: 1 });
	});

	test('any limit, global or own, switches balancing off', () => {
		const input = {
			perApplication: 1,
			applications: [application('a1'), application('a2')],
			conflicts: []
		};
		const roads = expert('e2', { specialties: ['roads'] });
		expect(planned({ ...input, maxLoad: 2, experts: [expert('e1'), roads] })).toMatchObject({
			load: { min: 0, max: 2 },
			points: 2
		});
		expect(planned({ ...input, experts: [expert('e1'), { ...roads, maxLoad: 9 }] })).toMatchObject({
			load: { min: 0, max: 2 },
			points: 2
		});
	});

	test('an expert’s own limit replaces the global one, upwards too', () => {
		const input = {
			perApplication: 1,
			maxLoad: 1,
			applications: ['a1', 'a2', 'a3'].map((id) => application(id)),
			conflicts: []
		};
		expect(planned({ ...input, experts: [expert('e1', { maxLoad: 3 })] }).load.max).toBe(3);
		expect(
			planned({ ...input, experts: [expert('e1', { maxLoad: 0 }), expert('e2', { maxLoad: 3 })] })
				.load
		).toEqual({ min: 0, max: 3 });
	});

	test('a table of points replaces the specialties', () => {
		const plan = planned({
			perApplication: 1,
			maxLoad: 1,
			applications: [
				{ id: 'a1', employer: 'x' },
				{ id: 'a2', employer: 'x' }
			],
			experts: [
				{ id: 'e1', employer: 'y' },
				{ id: 'e2', employer: 'z' }
			],
			conflicts: [],
			fit: [
				['a1', 'e1', 9],
				['a2', 'e1', 8],
				['a1', 'e2', 5]
			]
		});
		expect(plan.points).toBe(13);
		expect(plan.assignments).toEqual([
			{ application: 'a1', experts: ['e2'] },
			{ application: 'a2', experts: ['e1'] }
		]);
	});

	test('nobody to serve is no refusal', () => {
		expect(planned({ perApplication: 2, applications: [], experts: [], conflicts: [] })).toEqual({
			assignments: [],
			load: { min: 0, max: 0 },
			points: 0
		});
	});
});

describe('the one right answer', () => {
	test('is the best of all, tickets included', () => {
		fc.assert(
			fc.property(anyInput({ cases: 4, experts: 5 }), (input) => {
				const best = bestOfAll(input);
				const found = assign(input);
				if (!best || !found.plan) {
					expect(found.plan).toBeNull();
					expect(best).toBeNull();
				} else expect(pairsIn(found.plan).toSorted()).toEqual(namesOf(best));
			}),
			{ seed: 540200, numRuns: 400 }
		);
	});

	test('is the answer of a second solver, tickets included', () => {
		fc.assert(
			fc.property(anyInput({ cases: 20, experts: 8 }), (input) => {
				const best = bestByFlow(input, { ties: true });
				const found = assign(input);
				if (!best || !found.plan) {
					expect(found.plan).toBeNull();
					expect(best).toBeNull();
				} else expect(pairsIn(found.plan).toSorted()).toEqual(namesOf(best));
			}),
			{ seed: 540201, numRuns: 120 }
		);
	});

	test.each([
		['none', 3, 4],
		['all', 5, 1],
		['own', 3, 1000],
		['both', 2, 4]
	] as const)('200 cases and 25 experts, limits: %s, tickets included', (limits, need, points) => {
		const season = { cases: 200, experts: 25, need, points, employers: 20, conflicts: 5 };
		const input = inputOf(season, 7, limits, limits !== 'all', 6);
		const best = bestByFlow(input, { ties: true });
		expect(pairsIn(planned(input)).toSorted()).toEqual(namesOf(best!));
	});

	test('does not depend on the order of rows', () => {
		const shuffled = anyInput({ cases: 30, experts: 9 }).chain((input) =>
			fc.record({
				input: fc.constant(input),
				other: fc
					.tuple(
						fc.shuffledSubarray([...input.applications], { minLength: input.applications.length }),
						fc.shuffledSubarray([...input.experts], { minLength: input.experts.length }),
						fc.shuffledSubarray([...input.conflicts], { minLength: input.conflicts.length })
					)
					.map(([applications, experts, conflicts]) => ({
						...input,
						applications,
						experts,
						conflicts: [...conflicts, ...conflicts],
						...(input.fit ? { fit: input.fit.toReversed() } : {})
					}))
			})
		);
		fc.assert(
			fc.property(shuffled, ({ input, other }) => {
				expect(assign(other)).toEqual(assign(input));
			}),
			{ seed: 540202, numRuns: 100 }
		);
	});

	test('stays when a pair that it does not use becomes a conflict', () => {
		fc.assert(
			fc.property(anyInput({ cases: 15, experts: 7 }), fc.nat(), (input, pick) => {
				const { plan } = assign(input);
				if (!plan) return;
				const used = new Set(pairsIn(plan));
				const unused = pairsOf(input).filter(
					(one) => !used.has(`${one.application} ${one.expert}`)
				);
				const gone = unused[pick % Math.max(unused.length, 1)];
				if (!gone) return;
				const conflicts = [...input.conflicts, [gone.application, gone.expert] as const];
				expect(assign({ ...input, conflicts }).plan).toEqual(plan);
			}),
			{ seed: 540203, numRuns: 150 }
		);
	});

	test('ids compare by code point, and colons in them do no harm', () => {
		const plan = planned({
			perApplication: 1,
			applications: [
				application('\u{1f600}'),
				application('\uff5e'),
				application('a'),
				application('a:b')
			],
			experts: [expert('b:c'), expert('c'), expert('\u{1f600}'), expert('\uff5e')],
			conflicts: []
		});
		expect(plan.assignments.map((row) => row.application)).toEqual([
			'a',
			'a:b',
			'\uff5e',
			'\u{1f600}'
		]);
		expect(plan.load).toEqual({ min: 1, max: 1 });
	});

	test('the largest points that stay exact', () => {
		const most = 2 ** 43;
		const shape = { cases: 40, experts: 9, need: 3, points: 4, employers: 20, conflicts: 5 };
		const input = inputOf(shape, 11, 'both', true, 3);
		const large = {
			...input,
			fit: input.fit!.map(([a, e, value]) => [a, e, most - value] as const)
		};
		const best = bestByFlow(large, { ties: true });
		expect(pairsIn(planned(large)).toSorted()).toEqual(namesOf(best!));
	});
});

describe('the proof', () => {
	test.each(limitKinds)('stands at 400 cases and 40 experts, limits: %s', (limits) => {
		const shape = { cases: 400, experts: 40, need: 5, employers: 60, conflicts: 5 };
		for (const points of [0, 1, 100])
			planned(inputOf({ ...shape, points }, points + 1, limits, points > 0, 8));
	});

	test('stands where every case wants the same experts, some more than others', () => {
		const shape = { cases: 300, experts: 30, need: 4, points: 0, employers: 60, conflicts: 3 };
		const input = inputOf(shape, 5, 'none', false);
		const fit = input.applications.flatMap(({ id }, row) =>
			input.experts.map((expert, column) => [id, expert.id, row * column] as const)
		);
		planned({ ...input, fit });
	});

	test('fails for any other plan with fewer points, and for any other claim', () => {
		const input = inputOf(
			{ cases: 12, experts: 6, need: 2, points: 50, employers: 9, conflicts: 10 },
			3,
			'none',
			true
		);
		const found = assign(input);
		if (!found.plan) throw new Error('impossible');
		const { plan, proof } = found;
		expect(flawsOf(input, plan, proof)).toEqual([]);
		const claims: [AssignmentPlan, typeof proof, string][] = [
			[{ ...plan, points: plan.points + 1 }, proof, 'points: counted'],
			[{ ...plan, load: { ...plan.load, max: 99 } }, proof, 'load.max'],
			[{ ...plan, assignments: plan.assignments.slice(1) }, proof, 'an application is missing'],
			[{ ...plan, assignments: [...plan.assignments, plan.assignments[0]!] }, proof, 'twice'],
			[plan, { ...proof, prices: new Map([['e0', -1]]) }, 'a price is below 0'],
			[plan, { ...proof, prices: new Map([['e0', 49]]) }, 'points: at most'],
			[plan, { ...proof, crowded: new Set() }, 'the largest load is not proved'],
			[plan, { ...proof, crowded: null }, 'balanced where']
		];
		for (const [claimed, by, flaw] of claims)
			expect(flawsOf(input, claimed, by).join('\n')).toContain(flaw);

		const [first] = plan.assignments;
		const swap = first!.experts[0]!;
		const others = pairsOf(input).filter(
			(pair) => pair.application === first!.application && !first!.experts.includes(pair.expert)
		);
		expect(others.length).toBeGreaterThan(0);
		for (const other of others) {
			const worse = {
				...plan,
				assignments: plan.assignments.map((row) =>
					row === first
						? { ...row, experts: [...row.experts.filter((id) => id !== swap), other.expert] }
						: row
				)
			};
			expect(flawsOf(input, worse, proof)).not.toEqual([]);
		}
		const conflicts = [[first!.application, swap] as const];
		expect(flawsOf({ ...input, conflicts }, plan, proof).join()).toContain('conflict with');
		expect(flawsOf({ ...input, maxLoad: 1 }, plan, proof).join()).toContain('above the limit');
	});
});

describe('when it is impossible', () => {
	test('an application with too few experts without conflict', () => {
		expect(
			blocked({
				perApplication: 2,
				applications: [application('a1'), application('a2', 'water', 'of e1'), application('a3')],
				experts: [expert('e1'), expert('e2'), expert('e3')],
				conflicts: [['a2', 'e3']]
			})
		).toEqual([
			{ why: 'too-few-experts', applications: ['a2'], experts: ['e2'], needed: 2, places: 1 }
		]);
	});

	test('groups that need more places than their experts have, each by itself', () => {
		const only = (ids: readonly string[], apart: readonly string[]) =>
			ids.flatMap((id) => apart.map((other) => [id, other] as const));
		expect(
			blocked({
				perApplication: 1,
				maxLoad: 1,
				applications: ['a1', 'a2', 'b1', 'b2', 'c1'].map((id) => application(id)),
				experts: ['e1', 'f1', 'g1', 'g2'].map((id) => expert(id)),
				conflicts: [
					...only(['a1', 'a2'], ['f1', 'g1', 'g2']),
					...only(['b1', 'b2'], ['e1', 'g1', 'g2']),
					...only(['c1'], ['e1', 'f1'])
				]
			})
		).toEqual([
			{ why: 'load-limit', applications: ['a1', 'a2'], experts: ['e1'], needed: 2, places: 1 },
			{ why: 'load-limit', applications: ['b1', 'b2'], experts: ['f1'], needed: 2, places: 1 }
		]);
	});

	test('both causes at once: what is impossible by itself does not hide the rest', () => {
		const blocks = blocked({
			perApplication: 2,
			maxLoad: 1,
			applications: [application('a1'), application('a2'), application('a3')],
			experts: [expert('e1'), expert('e2'), expert('e3')],
			conflicts: [
				['a1', 'e1'],
				['a1', 'e2']
			]
		});
		expect(blocks.map(({ why, applications }) => ({ why, applications }))).toEqual([
			{ why: 'too-few-experts', applications: ['a1'] },
			{ why: 'load-limit', applications: ['a2', 'a3'] }
		]);
	});

	test('every block stands in the way by itself, and without them the rest can be served', () => {
		let seen = 0;
		fc.assert(
			fc.property(anyInput({ cases: 12, experts: 6 }), (input) => {
				const found = assign(input);
				if (found.plan) return;
				seen += 1;
				expect(found.blocks.length).toBeGreaterThan(0);
				const named = found.blocks.flatMap(({ applications }) => applications);
				expect(new Set(named).size).toBe(named.length);
				const among = (ids: readonly string[]) => {
					const kept = new Set(ids);
					const fit = input.fit?.filter(([id]) => kept.has(id));
					return {
						...input,
						applications: input.applications.filter(({ id }) => kept.has(id)),
						conflicts: input.conflicts.filter(([id]) => kept.has(id)),
						...(fit ? { fit } : {})
					};
				};
				for (const block of found.blocks) {
					expect(bestByFlow(among(block.applications), { ties: false })).toBeNull();
					expect(block.needed).toBeGreaterThan(block.places);
				}
				const rest = input.applications.map(({ id }) => id).filter((id) => !named.includes(id));
				expect(bestByFlow(among(rest), { ties: false })).not.toBeNull();
			}),
			{ seed: 540204, numRuns: 300 }
		);
		expect(seen).toBeGreaterThan(50);
	});
});
