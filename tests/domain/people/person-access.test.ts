import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '#lib/domain/access.ts';
import {
	mayWithPerson,
	partiesToPerson,
	personRights,
	type PersonParty,
	type PersonRelations,
	type PersonRight
} from '#lib/domain/people/person-access.ts';

const wearing = (role: Role | null, scopeId = '', place = '', personId = 'officer'): Actor => {
	const hat = role && { grantId: 'g', role, scopeId, scopeName: '', place, deputyFor: null };
	return { personId, accountId: '', sessionId: '', name: '', hat, hats: hat ? [hat] : [] };
};
const school = { id: 'school', agencyId: 'agency', place: '540221', present: true };
const clinic = { id: 'clinic', agencyId: null, place: '540222', present: false };
const person = (...employers: PersonRelations['employers']): PersonRelations => ({
	personId: 'me',
	employers
});

describe('what somebody is to a record', () => {
	it.each<[string, Actor | null, PersonRelations, PersonParty[]]>([
		['nobody', null, person(school), []],
		['a stranger', wearing(null), person(school), []],
		[
			'oneself, with any hat',
			wearing('city_officer', 'city', '540200', 'me'),
			person(school),
			['self']
		],
		['the employer', wearing('employer_officer', 'school', '540221'), person(school), ['employer']],
		['the agency', wearing('hr_agency', 'agency', '540221'), person(school), ['employer']],
		[
			'the employer asked',
			wearing('employer_officer', 'clinic', '540222'),
			person(school, clinic),
			['asked']
		],
		[
			'the county asked, of somebody employed elsewhere',
			wearing('county_officer', 'b', '540222'),
			person(school, clinic),
			['asked']
		],
		[
			'the county asked, of somebody new',
			wearing('county_officer', 'b', '540222'),
			person(clinic),
			['county']
		],
		['the county', wearing('county_officer', 'b', '540221'), person(school), ['county']],
		['another county', wearing('county_officer', 'b', '540223'), person(school, clinic), []],
		['the city', wearing('city_officer', 'city', '540200'), person(), ['city']],
		['the system administrator', wearing('system_admin'), person(school), []],
		['the audit administrator', wearing('audit_admin'), person(school), []]
	])('%s', (_who, actor, record, expected) => {
		expect([...partiesToPerson(actor, record)]).toEqual(expected);
	});

	it('gives each party what was agreed', () => {
		const parties: readonly PersonParty[] = [
			'self',
			'employer',
			'asked',
			'county',
			'city',
			'inspector',
			'security'
		];
		const table = parties.map((party) => {
			const rights = (Object.keys(personRights) as PersonRight[]).filter((right) =>
				mayWithPerson(new Set([party]), right)
			);
			return `${party}: ${rights.join(' ')}`;
		});
		expect(table).toMatchInlineSnapshot(`
			[
			  "self: heading lastFour history trail enterTitle",
			  "employer: heading lastFour history reveal recover enterTitle",
			  "asked: heading lastFour",
			  "county: heading lastFour history reveal recover merge enterTitle decideTitle",
			  "city: heading lastFour history reveal recover merge enterTitle decideTitle",
			  "inspector: heading lastFour history trail reveal",
			  "security: heading disable",
			]
		`);
	});
});
