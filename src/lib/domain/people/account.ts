/** Accounts and grants: names to sign in with, hats, who may give which role, and what must be kept apart. */
import type { Actor, Hat, Role } from '../access.ts';
import { addMonths, isDay, type Day } from '../day.ts';
import { rule, type Refusal } from '../refusal.ts';
import { normaliseIdNumber } from './id-number.ts';

/** A sign-in name as it is stored and compared: half-width, without spaces, lower case. */
export const normaliseLogin = (text: string): string =>
	text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** Whether what was typed at sign-in is meant as an ID number rather than as a name. */
export const looksLikeIdNumber = (text: string): boolean =>
	/^\d{17}[\dX]$|^\d{15}$/u.test(normaliseIdNumber(text));

/**
 * Why this cannot be a sign-in name: 4–32 letters, digits, `_`, `-` or `.`, at least one of them a letter,
 * so that a name can never be mistaken for an ID or telephone number.
 */
export const refusesLoginName = (name: string): Refusal | undefined => {
	const { length } = Array.from(name);
	if (length < 4 || length > 32)
		return { kind: 'malformed', key: 'login_name_length', field: 'login' };
	if (!/^[\p{L}\p{N}_.-]+$/u.test(name) || !/\p{L}/u.test(name) || looksLikeIdNumber(name))
		return { kind: 'malformed', key: 'login_name_letters', field: 'login' };
	return undefined;
};

export const adminRoles = ['system_admin', 'security_admin', 'audit_admin'] as const;
export const isAdminRole = (role: string): boolean =>
	(adminRoles as readonly string[]).includes(role);

/** Kind of organisation each role is for. `none`: the whole installation. */
export const scopeKinds: Readonly<Record<Exclude<Role, 'applicant'>, readonly string[]>> = {
	employer_officer: ['employer', 'sector', 'county', 'city', 'committee_office'],
	hr_agency: ['agency'],
	sector_officer: ['sector'],
	county_officer: ['county'],
	city_officer: ['city'],
	committee_office: ['committee_office'],
	expert: ['none', 'committee'],
	chair: ['committee'],
	inspector: ['city', 'region'],
	system_admin: ['none'],
	security_admin: ['none'],
	audit_admin: ['none']
};

export type GrantScope = {
	/** Organisation kind, `committee`, or `none` for the whole installation. */
	readonly kind: string;
	readonly id: string;
	readonly place: string;
	/** Organisation above: a sector department of an employer. */
	readonly parentId: string | null;
	readonly agencyId: string | null;
};

export const noScope: GrantScope = {
	kind: 'none',
	id: '',
	place: '',
	parentId: null,
	agencyId: null
};

/** Whether the actor's hat lets them give (and end) this role for this scope. */
export const mayGrant = (actor: Actor | null, role: string, scope: GrantScope): boolean => {
	const hat = actor?.hat;
	if (!hat) return false;
	const employer = role === 'employer_officer';
	const own = hat.role === role && hat.scopeId === scope.id;
	switch (hat.role) {
		case 'security_admin':
			return true;
		case 'city_officer':
			return !isAdminRole(role) && role !== 'inspector' && role !== 'city_officer';
		case 'county_officer':
			return (employer || role === 'hr_agency') && scope.place === hat.place;
		case 'sector_officer':
			return own || (employer && scope.parentId === hat.scopeId);
		case 'hr_agency':
			return own || (employer && scope.agencyId === hat.scopeId);
		case 'employer_officer':
		case 'committee_office':
			return own;
		default:
			return false;
	}
};

export type GrantRow = {
	readonly role: string;
	readonly scopeId: string;
	readonly fromOn: Day;
	readonly toOn: Day | null;
};

/** In force on a day; both ends belong to the span. */
export const inForce = (grant: GrantRow, day: Day): boolean =>
	grant.fromOn <= day && (grant.toOn === null || day <= grant.toOn);

const ends = (grant: { readonly toOn: Day | null }): Day => grant.toOn ?? '9999-12-31';
const overlap = (a: GrantRow, b: GrantRow): boolean => a.fromOn <= ends(b) && b.fromOn <= ends(a);

/**
 * Why a person may not be given this role: not to oneself, not twice, the scope must suit the role, and,
 * where the installation keeps its administrators apart (`admin.separate`), no person holds two of the
 * three in the same days (GB/T 22239-2019 8.1.5: system, security and audit administrators).
 */
export const refusesGrant = (input: {
	readonly actor: Actor;
	readonly personId: string;
	readonly wanted: GrantRow;
	readonly scope: GrantScope | undefined;
	readonly held: readonly GrantRow[];
	readonly separate: boolean;
	readonly today: Day;
}): Refusal | undefined => {
	const { actor, personId, wanted, scope, held } = input;
	const kinds = (scopeKinds as Readonly<Record<string, readonly string[]>>)[wanted.role];
	if (!kinds) return { kind: 'malformed', key: 'choose_role', field: 'role' };
	if (!scope || !kinds.includes(scope.kind))
		return { kind: 'malformed', key: 'scope_does_not_suit_role', field: 'scope' };
	if (!mayGrant(actor, wanted.role, scope))
		return { kind: 'forbidden', key: 'not_your_role_to_give' };
	if (personId === actor.personId) return rule('not_to_yourself');
	const span = refusesSpan(wanted.fromOn, wanted.toOn);
	if (span) return span;
	if (wanted.toOn !== null && wanted.toOn < input.today)
		return { kind: 'malformed', key: 'ends_in_the_past', field: 'toOn' };
	const same = held.find(
		(grant) =>
			grant.role === wanted.role && grant.scopeId === wanted.scopeId && overlap(grant, wanted)
	);
	if (same) return rule('already_has_role');
	return input.separate ? refusesTwoAdministrations(wanted, held) : undefined;
};

/** The separation on its own: also asked by the command line and by invitations. */
export const refusesTwoAdministrations = (
	wanted: GrantRow,
	held: readonly GrantRow[]
): Refusal | undefined => {
	if (!isAdminRole(wanted.role)) return undefined;
	const other = held.find(
		(grant) => isAdminRole(grant.role) && grant.role !== wanted.role && overlap(grant, wanted)
	);
	return other && rule('two_administrations', { role: other.role }, 'admin.separate');
};

export const refusesSpan = (fromOn: string, toOn: string | null): Refusal | undefined => {
	if (!isDay(fromOn)) return { kind: 'malformed', key: 'day_needed', field: 'fromOn' };
	if (toOn !== null && !isDay(toOn)) return { kind: 'malformed', key: 'day_needed', field: 'toOn' };
	if (toOn !== null && toOn < fromOn)
		return { kind: 'malformed', key: 'ends_before_it_begins', field: 'toOn' };
	return undefined;
};

/** A deputy stands in for at most half a year at a time; longer is a grant of its own. */
const DEPUTY_MONTHS = 6;

/**
 * Why this person may not be the deputy: a deputy belongs to the same organisation, is somebody else, and
 * the span has an end. Only people with a desk have a deputy, and a deputy names no further deputy.
 */
export const refusesDeputy = (input: {
	readonly actor: Actor;
	readonly deputyId: string;
	/** Last day of the role that is stood in for; null while it is open. */
	readonly ownToOn: Day | null;
	/** Organisation the deputy is employed by. */
	readonly deputyEmployerId: string | null;
	readonly fromOn: string;
	readonly toOn: string;
	readonly today: Day;
	readonly held: readonly GrantRow[];
}): Refusal | undefined => {
	const hat = input.actor.hat;
	if (!hat || !hasOpenTasks(hat.role)) return { kind: 'forbidden', key: 'no_desk_to_hand_over' };
	if (hat.deputyFor !== null) return rule('deputy_names_no_deputy');
	if (input.deputyId === input.actor.personId)
		return { ...rule('deputy_is_somebody_else'), field: 'person' };
	if (input.deputyEmployerId !== hat.scopeId)
		return { ...rule('deputy_from_same_office'), field: 'person' };
	const span = refusesSpan(input.fromOn, input.toOn);
	if (span) return span;
	if (input.fromOn < input.today)
		return { kind: 'malformed', key: 'begins_in_the_past', field: 'fromOn' };
	if (input.toOn > addMonths(input.fromOn, DEPUTY_MONTHS))
		return { ...rule('deputy_too_long', { months: DEPUTY_MONTHS }), field: 'toOn' };
	if (input.ownToOn !== null && input.toOn > input.ownToOn)
		return { ...rule('deputy_outlasts_role', { day: input.ownToOn }), field: 'toOn' };
	const wanted: GrantRow = {
		role: hat.role,
		scopeId: hat.scopeId,
		fromOn: input.fromOn,
		toOn: input.toOn
	};
	const same = input.held.some(
		(grant) =>
			grant.role === wanted.role && grant.scopeId === wanted.scopeId && overlap(grant, wanted)
	);
	return same ? { ...rule('already_has_role'), field: 'person' } : undefined;
};

const desks: readonly Role[] = [
	'employer_officer',
	'hr_agency',
	'sector_officer',
	'county_officer',
	'city_officer',
	'committee_office'
];
const hasOpenTasks = (role: Role): boolean => desks.includes(role);

/** The hat that the session names, or none once its grant has ended. */
export const hatInForce = (hats: readonly Hat[], grantId: string | null): Hat | null =>
	hats.find((hat) => hat.grantId === grantId) ?? null;

/**
 * Which hat to put on at sign-in: none for those who only have their own matters, else the first that is
 * not a deputy's.
 */
export const firstHat = (hats: readonly Hat[]): Hat | null =>
	hats.find((hat) => hat.deputyFor === null) ?? hats[0] ?? null;
