import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainRoute } from '#lib/domain/authority/route-explanation.ts';
import {
	committeeStates,
	missesOf,
	prepareRouting,
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

const committee = (id: string, change: Partial<RoutedCommittee> = {}): RoutedCommittee => ({
	id,
	series: 'engineering',
	specialty: 'water',
	tiers: ['junior'],
	covers: ['540221'],
	filedOn: '2025-01-01',
	validTo: '2027-12-31',
	state: 'active',
	...change
});

const entrustment = (
	id: string,
	to: string,
	change: Partial<RoutedEntrustment> = {}
): RoutedEntrustment => ({
	id,
	from: '540222',
	committee: to,
	series: 'engineering',
	specialty: 'water',
	tiers: ['junior'],
	validFrom: '2025-01-01',
	validTo: '2027-12-31',
	...change
});

const ask = (change: Partial<RouteQuestion> = {}): RouteQuestion => ({
	series: 'engineering',
	specialty: 'water',
	level: 'junior_assistant',
	place: '540221',
	meetingDate: '2026-11-01',
	...change
});

const decide = (
	committees: readonly RoutedCommittee[],
	question = ask(),
	entrustments: readonly RoutedEntrustment[] = []
) => route({ places, committees, entrustments }, question);

const brief = (decision: RouteDecision) =>
	[decision.route, decision.committee ?? '-', decision.at ?? '-'].join(' ');

describe('route', () => {
	test('the county’s own committee reviews the county’s juniors', () => {
		expect(decide([committee('county'), committee('city', { covers: ['540200'] })])).toEqual({
			route: 'committee',
			committee: 'county',
			at: '540221',
			candidates: [],
			near: []
		});
	});

	test('without one, the city’s', () => {
		const city = committee('city', { covers: ['540200'], specialty: undefined });
		expect(brief(decide([city]))).toBe('committee city 540200');
	});

	test('中级 goes to the city, 副高 is forwarded to the region', () => {
		const all = [
			committee('county'),
			committee('city', { covers: ['540200'], tiers: ['junior', 'intermediate'] }),
			committee('region', { covers: ['540000'], tiers: ['senior'], external: true })
		];
		expect(brief(decide(all, ask({ level: 'intermediate' })))).toBe('committee city 540200');
		expect(brief(decide(all, ask({ level: 'associate_senior' })))).toBe('forward region 540000');
	});

	test('a specialty beats the series at the same place, but not a more local series-wide one', () => {
		const wide = committee('wide', { specialty: undefined });
		const cityWater = committee('city-water', { covers: ['540200'] });
		expect(brief(decide([wide, committee('water')]))).toBe('committee water 540221');
		expect(brief(decide([wide, cityWater]))).toBe('committee wide 540221');
	});

	test('an application without a specialty fits series-wide committees only', () => {
		const none = ask({ specialty: undefined });
		expect(brief(decide([committee('water')], none))).toBe('none - -');
		expect(brief(decide([committee('wide', { specialty: null })], none))).toBe(
			'committee wide 540221'
		);
	});

	test('two that fit alike are ambiguous, in code-point order, wherever they are found', () => {
		const two = decide([committee('ｂ'), committee('𝒂'), committee('a')]);
		expect(two).toEqual({
			route: 'ambiguous',
			committee: null,
			at: '540221',
			candidates: ['a', 'ｂ', '𝒂'],
			near: []
		});
	});

	test('validity is that of the meeting day, both ends included', () => {
		const one = [committee('c', { filedOn: '2026-01-01', validTo: '2026-12-31' })];
		const on = (meetingDate: string) => decide(one, ask({ meetingDate })).route;
		expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
			...['none', 'committee', 'committee', 'none']
		]);
	});

	test('near: everything of the series on the way, with all its misses in order', () => {
		const decision = decide([
			committee('z', { state: 'revoked', validTo: '2026-01-01', tiers: ['senior'] }),
			committee('a', { specialty: 'land', filedOn: '2026-12-01' }),
			committee('city', { covers: ['540200', '540221'], state: 'suspended' }),
			committee('elsewhere', { covers: ['540222'] }),
			committee('news', { series: 'journalism' })
		]);
		expect(decision.near).toEqual([
			{ committee: 'a', misses: ['not-yet-filed', 'specialty'] },
			{ committee: 'city', misses: ['inactive'] },
			{ committee: 'z', misses: ['inactive', 'expired', 'tier'] }
		]);
		expect(brief(decision)).toBe('none - -');
	});

	test('a county without a committee sends its cases where it has entrusted them', () => {
		const gyangze = ask({ place: '540222' });
		const all = [committee('namling'), committee('city', { covers: ['540200'] })];
		const way = [entrustment('e', 'namling')];
		expect(brief(decide(all, gyangze, way))).toBe('entrusted namling 540222');
		// Out of its own dates, of another tier, or with a committee that may not meet: it does not count.
		const cases: Partial<RoutedEntrustment>[] = [
			{ validTo: '2026-10-31' },
			{ validFrom: '2026-11-02' },
			{ tiers: ['intermediate'] },
			{ specialty: 'land' },
			{ from: '540223' }
		];
		for (const change of cases)
			expect(brief(decide(all, gyangze, [entrustment('e', 'namling', change)]))).toBe(
				'committee city 540200'
			);
		const asleep = [committee('namling', { state: 'suspended' }), ...all.slice(1)];
		expect(brief(decide(asleep, gyangze, way))).toBe('committee city 540200');
	});

	test('an entrustment cannot widen what its committee may review', () => {
		const wide = entrustment('e', 'land', { specialty: undefined });
		const land = committee('land', { specialty: 'land' });
		expect(decide([land], ask({ place: '540222' }), [wide]).route).toBe('none');
		expect(
			decide([committee('n', { series: 'journalism' })], ask({ place: '540222' }), [
				entrustment('e', 'n')
			]).route
		).toBe('none');
	});

	test('own committees come before entrustments, entrustments before the place above', () => {
		const all = [
			committee('own'),
			committee('other', { covers: ['540223'] }),
			committee('city', { covers: ['540200'] })
		];
		const away = [entrustment('e', 'other', { from: '540221' })];
		expect(brief(decide(all, ask(), away))).toBe('committee own 540221');
		expect(brief(decide(all.slice(1), ask(), away))).toBe('entrusted other 540221');
	});

	test('an entrusted body outside the portal is forwarded to', () => {
		const region = committee('region', { covers: [], external: true });
		expect(brief(decide([region], ask({ place: '540222' }), [entrustment('e', 'region')]))).toBe(
			'forward region 540222'
		);
	});

	test('two entrustments to one committee do not tie, to two they do', () => {
		const all = [committee('a', { covers: [] }), committee('b', { covers: [] })];
		const at = ask({ place: '540222' });
		const twice = [entrustment('e1', 'a'), entrustment('e2', 'a')];
		expect(brief(decide(all, at, twice))).toBe('entrusted a 540222');
		expect(decide(all, at, [...twice, entrustment('e3', 'b')])).toMatchObject({
			route: 'ambiguous',
			at: '540222',
			candidates: ['a', 'b']
		});
		const special = [entrustment('e1', 'a', { specialty: null }), entrustment('e3', 'b')];
		expect(brief(decide(all, at, special))).toBe('entrusted b 540222');
	});

	test('a router answers like one decision, and the same question with the same object', () => {
		const register = { places, committees: [committee('c')], entrustments: [] };
		const router = prepareRouting(register);
		expect(router(ask())).toEqual(route(register, ask()));
		expect(router(ask())).toBe(router(ask()));
		expect(router(ask({ meetingDate: '2028-01-01' })).route).toBe('none');
	});
});

describe('the explanation', () => {
	test('says why not the county’s', () => {
		const register = {
			places,
			committees: [
				committee('county', { validTo: '2026-10-31' }),
				committee('city', { covers: ['540200'] })
			],
			entrustments: []
		};
		const { steps } = explainRoute(register, ask());
		expect(steps.map((step) => step.key)).toEqual([
			...['committee_misses', 'no_entrustment', 'go_up', 'committee_fits', 'decided']
		]);
		expect(steps[0]).toEqual({
			key: 'committee_misses',
			at: '540221',
			committee: 'county',
			misses: ['expired']
		});
	});
});

// A small world, so that collisions are common.
const place = fc.constantFrom('540000', '540200', '540221', '540222', '540237');
const specialty = fc.constantFrom(undefined, 'water', 'land');
const day = fc.constantFrom('2026-01-01', '2026-06-01', '2026-11-01', '2026-12-31', '2027-06-01');
const someTiers = fc.uniqueArray(fc.constantFrom(...tiers), { minLength: 1 });
const series = fc.constantFrom('engineering', 'engineering', 'journalism');
const committees = fc.uniqueArray(
	fc.record<RoutedCommittee>({
		id: fc.constantFrom(...'abcdefgh'),
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
							id: fc.constantFrom(...'uvwxyz'),
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
				const own = committee('own', {
					...question,
					specialty: question.specialty,
					tiers: [tierOf(question.level)],
					covers: [question.place],
					filedOn: '2020-01-01',
					validTo: '2030-01-01'
				});
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
