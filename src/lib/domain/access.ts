/**
 * Who may see and do what: the one declaration. `partiesOf` is the only place where roles, scopes and
 * conflicts are joined; everything else asks what somebody *is to the case*, never who they are.
 */
import type { ApplicationState, CaseParty } from './titles/application-workflow.ts';

export const roles = [
	'applicant',
	'employer_officer',
	'hr_agency',
	'sector_officer',
	'county_officer',
	'city_officer',
	'committee_office',
	'expert',
	'chair',
	'inspector',
	'system_admin',
	'security_admin',
	'audit_admin'
] as const;
export type Role = (typeof roles)[number];

/** A grant in force: a role for a scope. The header changes hats among them. */
export type Hat = {
	readonly grantId: string;
	readonly role: Role;
	/** Organisation id (committee id for chair and expert may be empty). */
	readonly scopeId: string;
	readonly scopeName: string;
	/** Jurisdiction code of the scope organisation. */
	readonly place: string;
	readonly deputyFor: string | null;
};

export type Actor = {
	readonly personId: string;
	readonly accountId: string;
	readonly sessionId: string;
	readonly name: string;
	/** Null: the person acts for themselves. */
	readonly hat: Hat | null;
	readonly hats: readonly Hat[];
};

/** What ties people to a case; loaded with it. */
export type CaseRelations = {
	readonly personId: string;
	readonly assistedBy: string | null;
	readonly state: ApplicationState;
	/** Highest desk the case has reached, see `reachOf`. */
	readonly reach: number;
	readonly employerId: string;
	readonly agencyId: string | null;
	readonly place: string;
	readonly sectorId: string | null;
	readonly officeId: string | null;
	readonly experts: readonly string[];
	readonly chairs: readonly string[];
	readonly recused: readonly string[];
};

/**
 * Desks in the order in which a case meets them. A desk sees a case once it has come that far, and from
 * then on whatever happens to it. Kept on the case as `reach`, so that lists can use an index.
 */
export const reachOf = {
	employer: 1,
	inspector: 1,
	sector: 2,
	/** The city answers for all of it: it sees a case as soon as it has left the employer. */
	city: 2,
	county: 3,
	office: 5,
	expert: 6,
	chair: 6
} as const satisfies Partial<Record<CaseParty, number>>;

/** How far a state has come: the case's `reach` is the highest it ever had. */
export const reachOfState = (state: ApplicationState): number =>
	({
		draft: 0,
		submitted: 1,
		employer_check: 1,
		employer_notice: 1,
		employer_objection: 1,
		recommended: 1,
		sector_check: 2,
		county_check: 3,
		city_check: 4,
		forwarded_to_region: 4,
		region_result_recorded: 4,
		acceptance_check: 5,
		correction_requested: 5,
		accepted: 5,
		not_accepted: 5,
		rerouting: 5,
		panel_review: 6,
		defence_scheduled: 6,
		defence_absent: 6,
		defence_done: 6,
		on_agenda: 6,
		deferred: 6,
		voted_passed: 6,
		voted_failed: 6,
		result_notice: 6,
		result_objection: 6,
		confirmed: 6,
		certificate_issued: 6,
		superseded: 6,
		revoked: 6
	})[state as string] ?? 0;

const none: ReadonlySet<CaseParty> = new Set();

/** Whose drafts a role lets its holder fill in: an employer's people, an agency's, those of a county's employers. */
export type AssistScope = {
	readonly field: 'employerId' | 'agencyId' | 'place';
	readonly value: string;
};

/** The same of all grants that somebody holds now. */
export const assistScopesOf = (hats: readonly Hat[]): readonly AssistScope[] =>
	hats.flatMap(({ role, scopeId, place }): readonly AssistScope[] => {
		switch (role) {
			case 'employer_officer':
				return [{ field: 'employerId', value: scopeId }];
			case 'hr_agency':
				return [{ field: 'agencyId', value: scopeId }];
			case 'county_officer':
				return [{ field: 'place', value: place }];
			default:
				return [];
		}
	});

/** Whether one of these grants lets its holder fill in for the people of an employer. */
export const mayAssistAt = (
	hats: readonly Hat[],
	at: Pick<CaseRelations, AssistScope['field']>
): boolean => assistScopesOf(hats).some(({ field, value }) => at[field] === value);

/**
 * What this actor is to this case. Whoever fills a draft in for somebody does so by a grant that they still
 * hold, whichever hat is on. Nobody judges their own case, and a recused person is nothing to it at
 * all. The city's officer and the inspector see every case that has left the applicant's hands.
 */
export const partiesOf = (actor: Actor | null, c: CaseRelations): ReadonlySet<CaseParty> => {
	if (!actor) return none;
	if (actor.personId === c.personId) return new Set<CaseParty>(['applicant']);
	if (c.recused.includes(actor.personId)) return none;
	const parties = new Set<CaseParty>();
	if (c.assistedBy === actor.personId && c.state === 'draft' && mayAssistAt(actor.hats, c))
		parties.add('assistant');
	const hat = actor.hat;
	if (!hat || c.state === 'draft' || c.state === 'deleted') return parties;
	const add = (party: keyof typeof reachOf, holds: boolean) => {
		if (holds && c.reach >= reachOf[party]) parties.add(party);
	};
	switch (hat.role) {
		case 'employer_officer':
			add('employer', hat.scopeId === c.employerId);
			break;
		case 'hr_agency':
			add('employer', hat.scopeId === c.agencyId);
			break;
		case 'sector_officer':
			add('sector', hat.scopeId === c.sectorId);
			break;
		case 'county_officer':
			add('county', hat.place === c.place);
			break;
		case 'city_officer':
			add('city', true);
			break;
		case 'committee_office':
			add('office', hat.scopeId === c.officeId);
			break;
		case 'expert':
			add('expert', c.experts.includes(actor.personId));
			break;
		case 'chair':
			add('chair', c.chairs.includes(actor.personId));
			break;
		case 'inspector':
			add('inspector', true);
			break;
		default:
			break;
	}
	return parties;
};

/**
 * The same rules as a condition for lists: the store turns it into SQL, and a property test holds that a
 * case is in the list exactly when `partiesOf` is not empty.
 */
export type CaseScope =
	| { readonly kind: 'nothing' }
	| {
			readonly kind: 'desk';
			readonly field:
				'any' | 'employerId' | 'agencyId' | 'sectorId' | 'place' | 'officeId' | 'expert' | 'chair';
			readonly value: string;
			readonly reach: number;
			/** The person asking: own and recused cases are left out. */
			readonly personId: string;
	  };

export const caseScopeOf = (actor: Actor | null): CaseScope => {
	const hat = actor?.hat;
	if (!actor || !hat) return { kind: 'nothing' };
	const desk = (
		field: Extract<CaseScope, { kind: 'desk' }>['field'],
		value: string,
		party: keyof typeof reachOf
	): CaseScope => ({
		kind: 'desk',
		field,
		value,
		reach: reachOf[party],
		personId: actor.personId
	});
	switch (hat.role) {
		case 'employer_officer':
			return desk('employerId', hat.scopeId, 'employer');
		case 'hr_agency':
			return desk('agencyId', hat.scopeId, 'employer');
		case 'sector_officer':
			return desk('sectorId', hat.scopeId, 'sector');
		case 'county_officer':
			return desk('place', hat.place, 'county');
		case 'city_officer':
			return desk('any', '', 'city');
		case 'committee_office':
			return desk('officeId', hat.scopeId, 'office');
		case 'expert':
			return desk('expert', actor.personId, 'expert');
		case 'chair':
			return desk('chair', actor.personId, 'chair');
		case 'inspector':
			return desk('any', '', 'inspector');
		default:
			return { kind: 'nothing' };
	}
};

/** Field groups of a case and the parties that see each. `present()` in the use cases obeys this table. */
export const caseFields = {
	/** Number, title applied for, state, dates, holder. */
	heading: [
		'applicant',
		'assistant',
		'employer',
		'sector',
		'county',
		'city',
		'office',
		'expert',
		'chair',
		'inspector'
	],
	/** Name, sex, employer. */
	identity: [
		'applicant',
		'assistant',
		'employer',
		'sector',
		'county',
		'city',
		'office',
		'expert',
		'chair',
		'inspector'
	],
	/** Last four digits of the ID number: officers' lists only. */
	lastFour: [
		'applicant',
		'assistant',
		'employer',
		'sector',
		'county',
		'city',
		'office',
		'inspector'
	],
	/** What the applicant wrote, with attachments. */
	content: [
		'applicant',
		'assistant',
		'employer',
		'sector',
		'county',
		'city',
		'office',
		'expert',
		'chair',
		'inspector'
	],
	/** Eligibility and route with their reasons. */
	reasons: [
		'applicant',
		'assistant',
		'employer',
		'sector',
		'county',
		'city',
		'office',
		'inspector'
	],
	/** Defect lists of returns and corrections. */
	defects: ['applicant', 'employer', 'sector', 'county', 'city', 'office', 'inspector'],
	/** Offices, acts and times from the log; people of the panel never by name. */
	timeline: ['applicant', 'employer', 'sector', 'county', 'city', 'office', 'inspector'],
	/** Who the experts are. */
	experts: ['office', 'inspector'],
	/** Every expert's scores and opinions. */
	scores: ['office', 'chair', 'inspector'],
	/** Own scores and opinion. */
	ownScores: ['expert'],
	/** Totals of the vote. */
	tally: ['office', 'chair', 'city', 'inspector'],
	/** Outcome in words. */
	outcome: ['applicant', 'employer', 'sector', 'county', 'city', 'office', 'chair', 'inspector']
} as const satisfies Record<string, readonly CaseParty[]>;

export type CaseFieldGroup = keyof typeof caseFields;

export const seesCase = (parties: ReadonlySet<CaseParty>, group: CaseFieldGroup): boolean =>
	(caseFields[group] as readonly CaseParty[]).some((party) => parties.has(party));

/** Pages and acts that are not about one case: area → roles. Routes and use cases ask `mayEnter`. */
export const areas = {
	own_matters: roles,
	employer_desk: ['employer_officer', 'hr_agency'],
	check_desk: ['sector_officer', 'county_officer', 'city_officer'],
	county_people: ['county_officer', 'city_officer'],
	committee_desk: ['committee_office'],
	expert_desk: ['expert'],
	chair_desk: ['chair'],
	authority_register: ['city_officer', 'inspector'],
	edit_authority: ['city_officer'],
	coverage: ['county_officer', 'city_officer', 'sector_officer', 'inspector'],
	batches: ['city_officer'],
	calendar: ['city_officer'],
	parameters: ['city_officer'],
	administration: ['system_admin', 'security_admin', 'audit_admin'],
	accounts: ['security_admin'],
	organisations: ['system_admin', 'city_officer'],
	installation: ['system_admin'],
	security: ['security_admin'],
	audit: ['audit_admin', 'inspector'],
	inspection: ['inspector']
} as const satisfies Record<string, readonly Role[]>;
export type Area = keyof typeof areas;

export const mayEnter = (actor: Actor | null, area: Area): boolean => {
	if (!actor) return false;
	if (area === 'own_matters') return true;
	return actor.hat !== null && (areas[area] as readonly Role[]).includes(actor.hat.role);
};
