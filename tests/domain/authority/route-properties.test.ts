import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainRoute } from '#lib/domain/authority/route-explanation.ts';
import {
	committeeStates,
	missesOf,
	route,
	type Register,
	type RoutedCommittee,
	type RoutedEntrustment,
	type RouteDecision,
	type RouteQuestion
} from '#lib/domain/authority/route.ts';
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import { levels, tierOf, tiers } from '#lib/domain/rules/levels.ts';

const places = jurisdictions.map(({ code, parent }) => ({ code, parent }));

// A small world, so that collisions are common.
const place = fc.constantFrom('540000', '540200', '540221', '540222', '540237');
const specialty = fc.constantFrom(undefined, 'water', 'land');
const day = fc.constantFrom('2026-01-01', '2026-06-01', '2026-11-01', '2026-12-31', '2027-06-01');
const someTiers = fc.uniqueArray(fc.constantFrom(...tiers), { minLength: 1 });
const series = fc.constantFrom('engineering', 'engineering', 'journalism');
const committees = fc.uniqueArray(
	fc.record<RoutedCommittee>({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
		series,
		specialty,
		tiers: someTiers,
		covers: fc.uniqueArray(place, { maxLength: 3 }),
		filedOn: day,
		validTo: day,
		state: fc.constantFrom('active', 'active', 'active', ...committeeStates),
		external: fc.constantFrom(undefined, undefined, true)
	}),
	{ selector: (one) => one.id, maxLength: 8 }
);
const registers: fc.Arbitrary<Register> = committees.chain((all) =>
	fc.record({
		places: fc.constant(places),
		committees: fc.constant(all),
		entrustments:
			all.length === 0
				? fc.constant([])
				: fc.uniqueArray(
						fc.record<RoutedEntrustment>({
							id: fc.constantFrom('u', 'v', 'w', 'x', 'y', 'z'),
							from: place,
							committee: fc.constantFrom(...all.map((one) => one.id)),
							series,
							specialty,
							tiers: someTiers,
							validFrom: day,
							validTo: day
						}),
						{ selector: (one) => one.id, maxLength: 5 }
					)
	})
);
const questions: fc.Arbitrary<RouteQuestion> = fc.record({
	series,
	specialty,
	level: fc.constantFrom(...levels),
	place,
	meetingDate: day
});

/** The contract's sentences, one by one, with nothing indexed. */
const naive = (register: Register, question: RouteQuestion): RouteDecision => {
	const tier = tierOf(question.level);
	const scopeFits = (one: RoutedCommittee | RoutedEntrustment) =>
		one.series === question.series &&
		(one.specialty === undefined || one.specialty === question.specialty) &&
		one.tiers.includes(tier);
	const fits = (one: RoutedCommittee) =>
		one.state === 'active' &&
		scopeFits(one) &&
		one.filedOn <= question.meetingDate &&
		one.validTo >= question.meetingDate;
	const prefer = <T extends { specialty?: string | null | undefined }>(list: T[]) =>
		list.some((one) => one.specialty) ? list.filter((one) => one.specialty) : list;
	const chain: string[] = [];
	for (let at: string | null | undefined = question.place; at;)
		at = (chain.push(at), places.find((one) => one.code === at)?.parent);
	const byId = (id: string) => register.committees.find((one) => one.id === id)!;
	const end = (ids: string[], at: string, way: 'committee' | 'entrusted'): RouteDecision =>
		ids.length > 1
			? { route: 'ambiguous', committee: null, at, candidates: [...ids].sort(), near: [] }
			: {
					route: byId(ids[0]!).external ? 'forward' : way,
					committee: ids[0]!,
					at,
					candidates: [],
					near: []
				};
	for (const at of chain) {
		const own = prefer(register.committees.filter((one) => one.covers.includes(at) && fits(one)));
		if (own.length > 0)
			return end(
				own.map((one) => one.id),
				at,
				'committee'
			);
		const away = prefer(
			register.entrustments.filter(
				(one) =>
					one.from === at &&
					scopeFits(one) &&
					one.validFrom <= question.meetingDate &&
					one.validTo >= question.meetingDate &&
					fits(byId(one.committee))
			)
		);
		if (away.length > 0)
			return end([...new Set(away.map((one) => one.committee))], at, 'entrusted');
	}
	const near = register.committees
		.filter((one) => one.series === question.series && one.covers.some((c) => chain.includes(c)))
		.map((one) => ({ committee: one.id, misses: missesOf(one, question) }))
		.sort((a, b) => (a.committee < b.committee ? -1 : 1));
	return { route: 'none', committee: null, at: null, candidates: [], near };
};

describe('properties of routing', () => {
	test('agrees with the contract read naively', () => {
		fc.assert(
			fc.property(registers, questions, (register, question) => {
				expect(route(register, question)).toEqual(naive(register, question));
			}),
			{ numRuns: 1500 }
		);
	});

	test('the order of rows does not matter', () => {
		const shuffled = registers.chain((register) =>
			fc.tuple(
				fc.constant(register),
				fc.record({
					places: fc.shuffledSubarray([...places], { minLength: places.length }),
					committees: fc.shuffledSubarray([...register.committees], {
						minLength: register.committees.length
					}),
					entrustments: fc.shuffledSubarray([...register.entrustments], {
						minLength: register.entrustments.length
					})
				})
			)
		);
		fc.assert(
			fc.property(shuffled, questions, ([one, other], question) => {
				expect(route(other, question)).toEqual(route(one, question));
			})
		);
	});

	test('whoever is chosen is active and in validity on the meeting day', () => {
		fc.assert(
			fc.property(registers, questions, (register, question) => {
				const decision = route(register, question);
				const named = decision.committee ? [decision.committee] : decision.candidates;
				for (const id of named)
					expect(
						missesOf(
							register.committees.find((one) => one.id === id)!,
							question
						)
					).toEqual([]);
			}),
			{ numRuns: 500 }
		);
	});

	test('the most local wins: a fitting committee added at the place itself is always met first', () => {
		fc.assert(
			fc.property(registers, questions, (register, question) => {
				const own: RoutedCommittee = {
					id: 'own',
					series: question.series,
					specialty: question.specialty,
					tiers: [tierOf(question.level)],
					covers: [question.place],
					filedOn: '2020-01-01',
					validTo: '2030-01-01',
					state: 'active'
				};
				const decision = route(
					{ ...register, committees: [...register.committees, own] },
					question
				);
				expect(decision.at).toBe(question.place);
				expect([decision.committee, ...decision.candidates]).toContain(
					decision.route === 'ambiguous' ? 'own' : decision.committee
				);
				if (route(register, question).at !== question.place) expect(decision.committee).toBe('own');
			})
		);
	});

	test('ambiguity is symmetric: with any one candidate gone the others remain', () => {
		fc.assert(
			fc.property(registers, questions, (register, question) => {
				const decision = route(register, question);
				for (const id of decision.candidates) {
					const rest = decision.candidates.filter((other) => other !== id);
					const without = route(
						{
							...register,
							committees: register.committees.map((one) =>
								one.id === id ? { ...one, state: 'revoked' as const } : one
							)
						},
						question
					);
					expect(without.at).toBe(decision.at);
					expect(without.committee ? [without.committee] : without.candidates).toEqual(rest);
				}
			}),
			{ numRuns: 1000 }
		);
	});

	test('the explanation ends in the decision and names what it names', () => {
		fc.assert(
			fc.property(registers, questions, (register, question) => {
				const { decision, steps } = explainRoute(register, question);
				expect(decision).toEqual(route(register, question));
				expect(steps.at(-1)).toEqual({ key: 'decided', at: decision.at, decision });
				const fits = steps.flatMap((step) =>
					step.key === 'committee_fits' || step.key === 'entrustment_fits' ? [step] : []
				);
				const named = decision.committee ? [decision.committee] : [...decision.candidates];
				expect([...new Set(fits.map((step) => step.committee))].sort()).toEqual(named);
				expect(fits.every((step) => step.at === decision.at)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});
