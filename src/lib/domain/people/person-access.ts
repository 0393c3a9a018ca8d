/** What an actor is to a person's record, and what that lets them see and do: the one declaration. */
import type { Actor } from '../access.ts';
import { cityCode } from '../rules/jurisdictions.ts';

export type PersonParty =
	'self' | 'employer' | 'asked' | 'county' | 'city' | 'inspector' | 'security';

/** What ties people to a record: the present employer, and those that a request is waiting with. */
export type PersonRelations = {
	readonly personId: string;
	readonly employers: readonly {
		readonly id: string;
		readonly agencyId: string | null;
		readonly place: string;
		/** False: only asked so far. */
		readonly present: boolean;
	}[];
};

const none: ReadonlySet<PersonParty> = new Set();

/**
 * The present employer and its county, the city for everybody. Whoever was only asked to take the person
 * sees enough to decide and can do nothing to the account; the county asked looks after those who have no
 * other.
 */
export const partiesToPerson = (
	actor: Actor | null,
	person: PersonRelations
): ReadonlySet<PersonParty> => {
	if (!actor) return none;
	if (actor.personId === person.personId) return new Set<PersonParty>(['self']);
	const hat = actor.hat;
	const employed = person.employers.some(({ present }) => present);
	const at = (
		party: 'employer' | 'county',
		holds: (employer: PersonRelations['employers'][number]) => boolean
	): ReadonlySet<PersonParty> => {
		const found = person.employers.filter(holds);
		if (found.some(({ present }) => present)) return new Set([party]);
		if (found.length === 0) return none;
		return new Set<PersonParty>([party === 'county' && !employed ? 'county' : 'asked']);
	};
	switch (hat?.role) {
		case 'employer_officer':
			return at('employer', ({ id }) => id === hat.scopeId);
		case 'hr_agency':
			return at('employer', ({ id, agencyId }) => agencyId === hat.scopeId || id === hat.scopeId);
		case 'county_officer':
			return at('county', ({ place }) => place === hat.place);
		case 'city_officer':
			return new Set<PersonParty>(['city']);
		case 'inspector':
			return new Set<PersonParty>(['inspector']);
		case 'security_admin':
			return new Set<PersonParty>(['security']);
		default:
			return none;
	}
};

/** Field groups and deeds, and the parties that have each. */
export const personRights = {
	/** Name, sex, employer, state of the account. */
	heading: ['self', 'employer', 'asked', 'county', 'city', 'inspector', 'security'],
	/** The last four characters of ID and telephone number. */
	lastFour: ['self', 'employer', 'asked', 'county', 'city', 'inspector'],
	/** Employments, titles, certificates, requests. */
	history: ['self', 'employer', 'county', 'city', 'inspector'],
	/** Who looked, who changed what. */
	trail: ['self', 'inspector'],
	/** A full number, against a reason that the person gets to see. */
	reveal: ['employer', 'county', 'city', 'inspector'],
	/** A one-time link to set a new password. */
	recover: ['employer', 'county', 'city'],
	/** Two records of one person become one. */
	merge: ['county', 'city'],
	/** Switch an account off and on. */
	disable: ['security'],
	/** Enter a title earned before the portal. */
	enterTitle: ['self', 'employer', 'county', 'city'],
	/** Confirm or refuse such a title; never one's own. */
	decideTitle: ['county', 'city']
} as const satisfies Record<string, readonly PersonParty[]>;
export type PersonRight = keyof typeof personRights;

export const mayWithPerson = (parties: ReadonlySet<PersonParty>, right: PersonRight): boolean =>
	(personRights[right] as readonly PersonParty[]).some((party) => parties.has(party));

/** The same rules as a condition for lists; the store turns it into SQL. */
export type PersonScope =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'employer'; readonly employerId: string }
	| { readonly kind: 'agency'; readonly agencyId: string }
	| { readonly kind: 'place'; readonly place: string }
	| { readonly kind: 'all' };

export const personScopeOf = (actor: Actor | null): PersonScope => {
	const hat = actor?.hat;
	switch (hat?.role) {
		case 'employer_officer':
			return { kind: 'employer', employerId: hat.scopeId };
		case 'hr_agency':
			return { kind: 'agency', agencyId: hat.scopeId };
		case 'county_officer':
			return { kind: 'place', place: hat.place };
		case 'city_officer':
		case 'inspector':
		case 'security_admin':
			return { kind: 'all' };
		default:
			return { kind: 'nothing' };
	}
};

/** Requests to belong to an employer that this hat decides, or may once the employer is silent. */
export const affiliationScopeOf = (actor: Actor | null): PersonScope => {
	const hat = actor?.hat;
	if (hat?.role === 'city_officer') return { kind: 'place', place: cityCode };
	const scope = personScopeOf(actor);
	return scope.kind === 'all' ? { kind: 'nothing' } : scope;
};
