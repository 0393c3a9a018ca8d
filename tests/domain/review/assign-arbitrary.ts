/** Inputs of an assignment, small and large, solvable or not. */
import fc from 'fast-check';
import type { AssignInput } from '#lib/domain/review/assign-network.ts';

export type Shape = {
	readonly cases: number;
	readonly experts: number;
	readonly need: number;
	/** The most points of a table; a few make many ties. */
	readonly points: number;
	/** Employers: a few make many conflicts. */
	readonly employers: number;
	/** Chance of a listed conflict in percent. */
	readonly conflicts: number;
};

const specialties = ['water', 'roads', 'bridges'] as const;

/** The same numbers for the same seed, cheap at any size. */
const chanceOf = (seed: number) => {
	let state = seed >>> 0;
	return (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

export const limitKinds = ['none', 'all', 'own', 'both'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** One input; `limits` says who has a limit, `tight` how much room the limits leave beyond what is needed. */
export const inputOf = (
	shape: Shape,
	seed: number,
	limits: LimitKind,
	withTable: boolean,
	tight = 1
): AssignInput => {
	const chance = chanceOf(seed);
	const share = Math.ceil((shape.cases * shape.need) / shape.experts);
	const applications = Array.from({ length: shape.cases }, (_, index) => ({
		id: `a${index}`,
		specialty: specialties[chance(specialties.length)]!,
		employer: `o${chance(shape.employers)}`
	}));
	const experts = Array.from({ length: shape.experts }, (_, index) => ({
		id: `e${index}`,
		specialties: [specialties[chance(specialties.length)]!],
		employer: `o${chance(shape.employers)}`,
		...(limits === 'own' || (limits === 'both' && chance(2) === 0)
			? { maxLoad: Math.floor(share / 2) + chance(share + 1) + tight }
			: {})
	}));
	const pairs = applications.flatMap(({ id }) => experts.map((expert) => [id, expert.id] as const));
	return {
		perApplication: shape.need,
		...(limits === 'all' || limits === 'both' ? { maxLoad: share + tight - 1 } : {}),
		applications,
		experts,
		conflicts: pairs.filter(() => chance(100) < shape.conflicts),
		...(withTable
			? {
					fit: pairs
						.filter(() => chance(10) < 7)
						.map(
							([application, expert]) => [application, expert, chance(shape.points + 1)] as const
						)
				}
			: {})
	};
};

/** Inputs of any shape up to the given numbers. */
export const anyInput = (most: { readonly cases: number; readonly experts: number }) =>
	fc
		.record({
			cases: fc.integer({ min: 0, max: most.cases }),
			experts: fc.integer({ min: 1, max: most.experts }),
			need: fc.integer({ min: 1, max: 3 }),
			points: fc.constantFrom(0, 1, 2, 9, 1000),
			employers: fc.integer({ min: 2, max: 12 }),
			conflicts: fc.constantFrom(0, 10, 30)
		})
		.chain((shape) =>
			fc
				.tuple(
					fc.integer({ min: 0, max: 2 ** 31 }),
					fc.constantFrom(...limitKinds),
					fc.boolean(),
					fc.integer({ min: 0, max: 3 })
				)
				.map(([seed, limits, withTable, tight]) => inputOf(shape, seed, limits, withTable, tight))
		);
