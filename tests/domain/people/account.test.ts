import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles, type Actor, type Hat, type Role } from '#lib/domain/access.ts';
import {
	adminRoles,
	firstHat,
	hatInForce,
	inForce,
	looksLikeIdNumber,
	mayGrant,
	noScope,
	normaliseLogin,
	refusesDeputy,
	refusesGrant,
	refusesLoginName,
	scopeKinds,
	type GrantRow,
	type GrantScope
} from '#lib/domain/people/account.ts';

const hatOf = (role: Role, scopeId = '', place = '', deputyFor: string | null = null): Hat => ({
	grantId: `${role}:${scopeId}`,
	role,
	scopeId,
	scopeName: scopeId,
	place,
	deputyFor
});
const wearing = (hat: Hat | null, personId = 'officer'): Actor => ({
	personId,
	accountId: 'a',
	sessionId: 's',
	name: '',
	hat,
	hats: hat ? [hat] : []
});
const scope = (kind: string, id: string, place = '540221', more: Partial<GrantScope> = {}) => ({
	...noScope,
	kind,
	id,
	place,
	...more
});

describe('sign-in names', () => {
	it('are compared half-width, lower case, without spaces', () => {
		expect(normaliseLogin(' Ｚｈｕｏｍａ 01 ')).toBe('zhuoma01');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(normaliseLogin(normaliseLogin(text))).toBe(normaliseLogin(text));
			})
		);
	});

	it.each([
		['zhuoma', undefined],
		['卓玛在江孜', undefined],
		['abc', 'login_name_length'],
		['a'.repeat(33), 'login_name_length'],
		['13908920001', 'login_name_letters'],
		['54022119900101123x', 'login_name_letters'],
		['zhuo<ma>', 'login_name_letters']
	])('%s: %s', (name, key) => {
		expect(refusesLoginName(name)?.key).toBe(key);
	});

	it.each([
		['540221199001011234', true],
		['54022119900101123Ｘ', true],
		['５４２３２２ 19900101 123x', true],
		['542322900101123', true],
		['zhuoma', false],
		['13908920001', false]
	])('%s means an ID number: %s', (text, expected) => {
		expect(looksLikeIdNumber(text)).toBe(expected);
	});
});

describe('who may give which role', () => {
	const scopes: readonly GrantScope[] = [
		noScope,
		scope('employer', 'school', '540221', { parentId: 'education', agencyId: 'agency' }),
		scope('employer', 'clinic', '540222'),
		scope('agency', 'agency'),
		scope('sector', 'education', '540200'),
		scope('county', 'namling'),
		scope('city', 'city', '540200'),
		scope('committee_office', 'office', '540200'),
		scope('committee', 'committee')
	];
	const givers = [
		hatOf('employer_officer', 'school', '540221'),
		hatOf('hr_agency', 'agency', '540221'),
		hatOf('sector_officer', 'education', '540200'),
		hatOf('county_officer', 'namling', '540221'),
		hatOf('city_officer', 'city', '540200'),
		hatOf('committee_office', 'office', '540200'),
		hatOf('expert'),
		hatOf('inspector', 'city', '540200'),
		hatOf('system_admin'),
		hatOf('security_admin'),
		hatOf('audit_admin')
	];

	it('prints as it was agreed', () => {
		const table = givers.map((hat) => {
			const given = scopes.flatMap((one) =>
				roles
					.filter((role): role is Exclude<Role, 'applicant'> => role !== 'applicant')
					.filter((role) => scopeKinds[role].includes(one.kind))
					.filter((role) => mayGrant(wearing(hat), role, one))
					.map((role) => `${role}@${one.id || '*'}`)
			);
			return `${hat.role}: ${given.join(' ') || '–'}`;
		});
		expect(table).toMatchInlineSnapshot(`
			[
			  "employer_officer: employer_officer@school",
			  "hr_agency: employer_officer@school hr_agency@agency",
			  "sector_officer: employer_officer@school sector_officer@education",
			  "county_officer: employer_officer@school hr_agency@agency employer_officer@namling",
			  "city_officer: expert@* employer_officer@school employer_officer@clinic hr_agency@agency employer_officer@education sector_officer@education employer_officer@namling county_officer@namling employer_officer@city employer_officer@office committee_office@office expert@committee chair@committee",
			  "committee_office: committee_office@office",
			  "expert: –",
			  "inspector: –",
			  "system_admin: –",
			  "security_admin: expert@* system_admin@* security_admin@* audit_admin@* employer_officer@school employer_officer@clinic hr_agency@agency employer_officer@education sector_officer@education employer_officer@namling county_officer@namling employer_officer@city city_officer@city inspector@city employer_officer@office committee_office@office expert@committee chair@committee",
			  "audit_admin: –",
			]
		`);
	});
});

describe('grants', () => {
	const today = '2026-09-14';
	const base = {
		actor: wearing(hatOf('security_admin')),
		personId: 'somebody',
		scope: noScope,
		held: [] as GrantRow[],
		separate: true,
		today
	};
	const grant = (role: Role, fromOn = today, toOn: string | null = null, scopeId = '') => ({
		role,
		scopeId,
		fromOn,
		toOn
	});

	it.each<[string, Partial<Parameters<typeof refusesGrant>[0]>, Role, string | undefined]>([
		['plain', {}, 'audit_admin', undefined],
		['to oneself', { personId: 'officer' }, 'audit_admin', 'not_to_yourself'],
		['without a hat', { actor: wearing(null) }, 'audit_admin', 'not_your_role_to_give'],
		[
			'scope of another kind',
			{ scope: scope('county', 'namling') },
			'audit_admin',
			'scope_does_not_suit_role'
		],
		['unknown scope', { scope: undefined }, 'county_officer', 'scope_does_not_suit_role'],
		['twice', { held: [grant('audit_admin')] }, 'audit_admin', 'already_has_role'],
		[
			'two administrations',
			{ held: [grant('system_admin')] },
			'audit_admin',
			'two_administrations'
		],
		[
			'two, where that is allowed',
			{ held: [grant('system_admin')], separate: false },
			'audit_admin',
			undefined
		],
		[
			'after the first has ended',
			{ held: [grant('system_admin', '2025-01-01', '2026-09-13')] },
			'audit_admin',
			undefined
		]
	])('%s', (_what, more, role, key) => {
		expect(refusesGrant({ ...base, ...more, wanted: grant(role) })?.key).toBe(key);
	});

	it('is in force on both its ends', () => {
		const row = grant('expert', '2026-09-10', '2026-09-14');
		expect(
			['2026-09-09', '2026-09-10', '2026-09-14', '2026-09-15'].map((day) => inForce(row, day))
		).toEqual([false, true, true, false]);
	});

	it('never end up with two administrations on one day, in whatever order they are given', () => {
		const day = fc.integer({ min: 14, max: 30 }).map((n) => `2026-09-${n}`);
		const wish = fc.record({
			role: fc.constantFrom(...adminRoles),
			fromOn: day,
			toOn: fc.option(day)
		});
		fc.assert(
			fc.property(fc.array(wish, { maxLength: 8 }), (wishes) => {
				const held: GrantRow[] = [];
				for (const one of wishes) {
					const wanted = { ...one, scopeId: '' };
					if (!refusesGrant({ ...base, held, wanted })) held.push(wanted);
				}
				for (let n = 14; n <= 30; n += 1)
					expect(
						new Set(held.filter((row) => inForce(row, `2026-09-${n}`)).map(({ role }) => role)).size
					).toBeLessThanOrEqual(1);
			})
		);
	});
});

describe('deputies', () => {
	const base = {
		actor: wearing(hatOf('county_officer', 'namling', '540221')),
		deputyId: 'colleague',
		ownToOn: null,
		deputyEmployerId: 'namling',
		fromOn: '2026-09-14',
		toOn: '2026-10-14',
		today: '2026-09-14',
		held: []
	};
	it.each<[string, Partial<Parameters<typeof refusesDeputy>[0]>, string | undefined]>([
		['a colleague', {}, undefined],
		['from another office', { deputyEmployerId: 'gyangze' }, 'deputy_from_same_office'],
		['oneself', { deputyId: 'officer' }, 'deputy_is_somebody_else'],
		[
			'of a deputy',
			{ actor: wearing(hatOf('county_officer', 'namling', '', 'boss')) },
			'deputy_names_no_deputy'
		],
		['of an expert', { actor: wearing(hatOf('expert')) }, 'no_desk_to_hand_over'],
		['without an end', { toOn: '' }, 'day_needed'],
		['backwards', { toOn: '2026-09-13' }, 'ends_before_it_begins'],
		['for six months', { toOn: '2027-03-14' }, undefined],
		['for longer', { toOn: '2027-03-15' }, 'deputy_too_long'],
		['beyond one’s own role', { ownToOn: '2026-09-15' }, 'deputy_outlasts_role']
	])('%s', (_what, more, key) => {
		expect(refusesDeputy({ ...base, ...more })?.key).toBe(key);
	});
});

describe('hats', () => {
	const own = hatOf('county_officer', 'namling');
	const deputy = hatOf('employer_officer', 'school', '', 'boss');
	it('falls off with its grant', () => {
		expect(hatInForce([own], own.grantId)).toBe(own);
		expect(hatInForce([], own.grantId)).toBeNull();
		expect(hatInForce([own], null)).toBeNull();
	});
	it('starts with one’s own before a deputy’s', () => {
		expect(firstHat([deputy, own])).toBe(own);
		expect(firstHat([deputy])).toBe(deputy);
		expect(firstHat([])).toBeNull();
	});
});
