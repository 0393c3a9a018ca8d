import { describe, expect, test } from 'vitest';
import { explainRoute } from '#lib/domain/authority/route-explanation.ts';
import {
	prepareRouting,
	route,
	type RoutedCommittee,
	type RoutedEntrustment,
	type RouteDecision,
	type RouteQuestion
} from '#lib/domain/authority/route.ts';
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';

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
