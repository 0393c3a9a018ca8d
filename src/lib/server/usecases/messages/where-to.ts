import type { Actor, Role } from '#lib/domain/access.ts';
import type { CaseParty } from '#lib/domain/titles/application-workflow.ts';

/** Roles that can stand behind a party; who of their holders does, `partiesOf` says. */
export const rolesBehind: Readonly<Record<CaseParty, readonly Role[]>> = {
	applicant: [],
	assistant: [],
	employer: ['employer_officer', 'hr_agency'],
	sector: ['sector_officer'],
	county: ['county_officer'],
	city: ['city_officer'],
	office: ['committee_office'],
	expert: ['expert'],
	chair: ['chair'],
	inspector: ['inspector'],
	clock: [],
	system: []
};

export const isParty = (party: string): party is CaseParty => Object.hasOwn(rolesBehind, party);

const pageOf: Readonly<Record<CaseParty, (caseId: string) => string>> = {
	applicant: (id) => `/me/applications/${id}/progress`,
	assistant: (id) => `/me/applications/${id}`,
	employer: (id) => `/employer/cases/${id}`,
	sector: (id) => `/office/cases/${id}`,
	county: (id) => `/office/cases/${id}`,
	city: (id) => `/office/cases/${id}`,
	office: (id) => `/committee/cases/${id}`,
	expert: () => '/expert',
	chair: () => '/expert/chair',
	inspector: (id) => `/inspector/cases/${id}`,
	clock: () => '',
	system: () => ''
};

export type WhereTo = {
	/** Page to go to; empty where there is none. */
	readonly href: string;
	/** Role to change to first; null where the present hat (or none) will do. */
	readonly hat: Role | null;
};

/** Where a message leads whoever reads it, under the hat they wear. */
export const whereTo = (
	actor: Actor,
	message: {
		readonly href: string;
		readonly caseId: string | null;
		readonly facts: Readonly<Record<string, string | number>>;
	}
): WhereTo => {
	const party = String(message.facts['party'] ?? '');
	const known = isParty(party) ? party : undefined;
	const href =
		message.href || (known && message.caseId !== null ? pageOf[known](message.caseId) : '');
	const roles = known ? rolesBehind[known] : [];
	const worn = actor.hat?.role;
	const fits = roles.length === 0 || (worn !== undefined && roles.includes(worn));
	const held = actor.hats.find(({ role }) => roles.includes(role))?.role;
	return { href, hat: fits ? null : (held ?? null) };
};
