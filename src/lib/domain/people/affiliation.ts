/**
 * Belonging to an employer: first registration and change of employer are one small process. The employer
 * decides; when it stays silent, the county may decide from the day that was named at the request.
 */
import type { Actor } from '../access.ts';
import type { Day } from '../day.ts';
import { rule, type Refusal } from '../refusal.ts';
import { cityCode } from '../rules/jurisdictions.ts';
import { defineWorkflow, type Need } from '../workflow.ts';

export type AffiliationState = 'pending' | 'approved' | 'refused' | 'withdrawn';
export type AffiliationParty = 'person' | 'employer' | 'county';

export type AffiliationFacts = {
	readonly today: Day;
	/** From this day on the county may act in the employer's place. */
	readonly countyFromOn: Day;
	/** What the person deciding wrote. */
	readonly reason: string;
};

const employerSilent: Need<AffiliationFacts> = {
	key: 'employer_silent',
	rule: 'desk.registration.workingDays',
	check: (f) =>
		f.today >= f.countyFromOn
			? undefined
			: rule('employer_still_has_time', { day: f.countyFromOn }, 'desk.registration.workingDays')
};

const reasonGiven: Need<AffiliationFacts> = {
	key: 'reason_given',
	rule: null,
	check: (f) =>
		f.reason.trim() === ''
			? { kind: 'malformed', key: 'reason_needed', field: 'reason' }
			: undefined
};

const ended = { holder: null, due: null, phase: 'ended' } as const;

export const affiliationWorkflow = defineWorkflow<AffiliationFacts>()({
	name: 'affiliation',
	initial: 'pending',
	states: {
		pending: { holder: 'employer', due: 'desk.registration.workingDays', phase: 'checking' },
		approved: { holder: null, due: null, phase: 'granted' },
		refused: ended,
		withdrawn: ended
	},
	moves: {
		approve: {
			from: ['pending'],
			to: 'approved',
			by: ['employer'],
			needs: [],
			tells: ['person'],
			asks: 'nothing'
		},
		refuse: {
			from: ['pending'],
			to: 'refused',
			by: ['employer'],
			needs: [reasonGiven],
			tells: ['person'],
			asks: 'reason'
		},
		approve_for_employer: {
			from: ['pending'],
			to: 'approved',
			by: ['county'],
			needs: [employerSilent, reasonGiven],
			tells: ['person', 'employer'],
			asks: 'reason'
		},
		refuse_for_employer: {
			from: ['pending'],
			to: 'refused',
			by: ['county'],
			needs: [employerSilent, reasonGiven],
			tells: ['person', 'employer'],
			asks: 'reason'
		},
		withdraw: {
			from: ['pending'],
			to: 'withdrawn',
			by: ['person'],
			needs: [],
			tells: ['employer'],
			asks: 'nothing'
		}
	}
});

export type AffiliationMove = keyof typeof affiliationWorkflow.moves;

/** What ties people to a request. */
export type AffiliationRelations = {
	readonly personId: string;
	readonly employerId: string;
	/** HR agency that acts for the employer. */
	readonly agencyId: string | null;
	/** Jurisdiction code of the employer. */
	readonly place: string;
};

/**
 * What this actor is to the request. Nobody decides their own. Where the employer sits directly under the
 * city, the city's officer stands in the county's place.
 */
export const affiliationPartiesOf = (
	actor: Actor | null,
	request: AffiliationRelations
): ReadonlySet<AffiliationParty> => {
	const parties = new Set<AffiliationParty>();
	if (!actor) return parties;
	if (actor.personId === request.personId) return parties.add('person');
	const hat = actor.hat;
	if (!hat) return parties;
	if (hat.role === 'employer_officer' && hat.scopeId === request.employerId)
		parties.add('employer');
	if (hat.role === 'hr_agency' && hat.scopeId === request.agencyId) parties.add('employer');
	if (hat.role === 'county_officer' && hat.place === request.place) parties.add('county');
	if (hat.role === 'city_officer' && request.place === cityCode) parties.add('county');
	return parties;
};

/**
 * Whether a person may ask to belong to this employer now: not twice, not to where they already are, and
 * not while another request of theirs is waiting.
 */
export const refusesRequest = (
	present: string | null,
	pending: readonly { readonly employerId: string }[],
	wanted: { readonly id: string; readonly kind: string; readonly state: string } | undefined
): Refusal | undefined => {
	if (!wanted || !employing.includes(wanted.kind) || wanted.state !== 'active')
		return { kind: 'malformed', key: 'choose_employer', field: 'employer' };
	if (present === wanted.id) return { ...rule('already_employed_there'), field: 'employer' };
	if (pending.length > 0) return { ...rule('request_already_waiting'), field: 'employer' };
	return undefined;
};

/** Kinds of organisations that people belong to. Offices have staff too. */
export const employing: readonly string[] = [
	'employer',
	'agency',
	'sector',
	'county',
	'city',
	'committee_office'
];
