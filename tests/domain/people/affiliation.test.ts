import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Hat, Role } from '#lib/domain/access.ts';
import {
	affiliationPartiesOf,
	affiliationWorkflow,
	refusesRequest,
	type AffiliationFacts,
	type AffiliationMove,
	type AffiliationParty,
	type AffiliationState
} from '#lib/domain/people/affiliation.ts';
import { offers, refuses, targetOf, targetsOf } from '#lib/domain/workflow.ts';
import { obeysItsTable } from '../workflow-laws.ts';

const facts: AffiliationFacts = {
	today: '2026-09-14',
	countyFromOn: '2026-09-21',
	reason: '在编人员'
};
const moves = Object.keys(affiliationWorkflow.moves) as AffiliationMove[];
const states = Object.keys(affiliationWorkflow.states) as AffiliationState[];
const parties: readonly AffiliationParty[] = ['person', 'employer', 'county'];

const actor = (role: Role | null, scopeId = '', place = '', personId = 'officer'): Actor => {
	const hat: Hat | null = role && {
		grantId: 'g',
		role,
		scopeId,
		scopeName: '',
		place,
		deputyFor: null
	};
	return {
		personId,
		accountId: 'a',
		sessionId: 's',
		name: '',
		hat,
		hats: hat ? [hat] : []
	};
};
const request = { personId: 'me', employerId: 'school', agencyId: 'agency', place: '540221' };

describe('affiliation workflow', () => {
	obeysItsTable({
		workflow: affiliationWorkflow,
		parties,
		facts: { ...facts, today: facts.countyFromOn },
		needs: {
			employer_silent: {
				broken: [{ by: { today: '2026-09-20' }, says: 'employer_still_has_time' }]
			},
			reason_given: { broken: [{ by: { reason: ' ' }, says: 'reason_needed' }] }
		}
	});

	it('prints as it was agreed', () => {
		const table = moves.map((move) => {
			const { from, to, by, asks, tells } = affiliationWorkflow.moves[move];
			return `${move}: ${from.join('|')} → ${targetsOf(to).join('|')} by ${by.join('|')} asks ${asks} tells ${tells.join('|')}`;
		});
		expect(table).toMatchInlineSnapshot(`
			[
			  "approve: pending → approved by employer asks nothing tells person",
			  "refuse: pending → refused by employer asks reason tells person",
			  "approve_for_employer: pending → approved by county asks reason tells person|employer",
			  "refuse_for_employer: pending → refused by county asks reason tells person|employer",
			  "withdraw: pending → withdrawn by person asks nothing tells employer",
			]
		`);
	});

	it('lets the county act on the day named and not a day sooner', () => {
		const county = new Set<AffiliationParty>(['county']);
		const on = (today: string) =>
			refuses(affiliationWorkflow, 'approve_for_employer', 'pending', county, { ...facts, today });
		expect(on('2026-09-20')).toMatchObject({
			kind: 'rule',
			key: 'employer_still_has_time',
			facts: { day: '2026-09-21' }
		});
		expect(on('2026-09-21')).toBeUndefined();
	});

	it('never leaves an ended state, whatever is tried in whatever order', () => {
		const attempt = fc.record({
			move: fc.constantFrom(...moves),
			who: fc.subarray([...parties]),
			today: fc.constantFrom('2026-09-14', '2026-09-20', '2026-09-21', '2027-01-01'),
			reason: fc.constantFrom('', '  ', '查无此人')
		});
		fc.assert(
			fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
				let state: AffiliationState = 'pending';
				let decisions = 0;
				for (const { move, who, today, reason } of attempts) {
					const now = { ...facts, today, reason };
					const refusal = refuses(affiliationWorkflow, move, state, new Set(who), now);
					const listed = offers(affiliationWorkflow, state, new Set(who), now);
					expect(listed.some((offer) => offer.move === move && !offer.refusal)).toBe(!refusal);
					if (refusal) continue;
					expect(state).toBe('pending');
					expect(affiliationWorkflow.moves[move].by.some((by) => who.includes(by))).toBe(true);
					if (who.length === 1 && who[0] === 'county')
						expect(today >= facts.countyFromOn).toBe(true);
					state = targetOf(affiliationWorkflow, move, now);
					decisions += 1;
				}
				expect(decisions).toBeLessThanOrEqual(1);
				expect(states).toContain(state);
			})
		);
	});
});

describe('parties of a request', () => {
	it.each<[string, Actor | null, AffiliationParty[]]>([
		['nobody', null, []],
		['a stranger', actor(null), []],
		['the person', actor(null, '', '', 'me'), ['person']],
		[
			'the person as officer of the same employer',
			actor('employer_officer', 'school', '540221', 'me'),
			['person']
		],
		['the employer', actor('employer_officer', 'school', '540221'), ['employer']],
		['another employer', actor('employer_officer', 'clinic', '540221'), []],
		['the agency', actor('hr_agency', 'agency'), ['employer']],
		['the county', actor('county_officer', 'bureau', '540221'), ['county']],
		['another county', actor('county_officer', 'bureau', '540222'), []],
		['the city, for a county employer', actor('city_officer', 'city', '540200'), []],
		['an administrator', actor('security_admin'), []]
	])('%s', (_who, who, expected) => {
		expect([...affiliationPartiesOf(who, request)]).toEqual(expected);
	});

	it('puts the city in the county’s place for units directly under it', () => {
		const direct = { ...request, place: '540200' };
		expect([...affiliationPartiesOf(actor('city_officer', 'city', '540200'), direct)]).toEqual([
			'county'
		]);
	});
});

describe('asking', () => {
	const school = { id: 'school', kind: 'employer', state: 'active' };
	it.each([
		['to an unknown employer', null, [], undefined, 'choose_employer'],
		['to a closed one', null, [], { ...school, state: 'closed' }, 'choose_employer'],
		['to a region', null, [], { ...school, kind: 'region' }, 'choose_employer'],
		['to where one is', 'school', [], school, 'already_employed_there'],
		['twice', null, [{ employerId: 'clinic' }], school, 'request_already_waiting'],
		['once', 'clinic', [], school, undefined]
	])('%s', (_what, present, pending, wanted, key) => {
		expect(refusesRequest(present, pending, wanted)?.key).toBe(key);
	});
});
