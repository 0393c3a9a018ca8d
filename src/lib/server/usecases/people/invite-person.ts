import {
	inForce,
	mayGrant,
	refusesGrant,
	refusesTwoAdministrations
} from '#lib/domain/people/account.ts';
import { parseIdNumber } from '#lib/domain/people/id-number.ts';
import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { parameter } from '../parameters.ts';
import { insert, logged, type Change, type Context, type Row } from '../ports.ts';
import { sealedIdNumber } from './numbers.ts';
import { scopeOfGrant } from './scope-of-grant.ts';

const DAY_MS = 86_400_000;
export const INVITATION_DAYS = 7;

export type Invitation = {
	readonly name: string;
	readonly idNumber: string;
	/** `applicant`: to belong to the organisation; any other role: a grant for it as well. */
	readonly role: string;
	/** Organisation (or committee) the person is invited to; '' for the whole installation. */
	readonly scopeId: string;
};

/** What the inviter hands over: the link is shown once and kept nowhere. */
export type OneTimeLink = { readonly token: string; readonly expiresAt: number };

/**
 * Invites a person by a one-time link: employers their staff, departments and offices the officers of the
 * organisations below them. A person who is not known yet gets a record; the account is made by the person,
 * who proves the ID number when accepting.
 */
export const invitePerson = async (ctx: Context, input: Invitation): Promise<OneTimeLink> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	const name = input.name.normalize('NFC').trim();
	if (name === '') throw new Refused({ kind: 'malformed', key: 'name_needed', field: 'name' });
	const id = parseIdNumber(input.idNumber, ctx.today());
	if ('refusal' in id) throw new Refused(id.refusal);
	const known = await scopeOfGrant(ctx, input.scopeId);
	if (!known) throw new Refused({ kind: 'malformed', key: 'choose_scope', field: 'scope' });
	const existing = await ctx.store.read.people.byIdBlind(ctx.secrets.blind('id', id.id.number));
	const personId = existing?.id ?? ctx.newId();
	const refusal = await refusesInvitation(ctx, input, personId, name, existing, known.scope);
	if (refusal) throw new Refused(refusal);
	return sendInvitation(ctx, {
		personId,
		role: input.role,
		scopeId: input.scopeId,
		scopeName: known.name,
		invitedBy: actor.personId,
		first: existing
			? []
			: [
					insert('people', {
						id: personId,
						name,
						sex: id.id.sex,
						bornOn: id.id.birthDate,
						...sealedIdNumber(ctx.secrets, personId, id.id.number),
						createdAt: ctx.now()
					})
				]
	});
};

const refusesInvitation = async (
	ctx: Context,
	input: Invitation,
	personId: string,
	name: string,
	existing: Row<'people'> | undefined,
	scope: Parameters<typeof mayGrant>[2]
): Promise<Refusal | undefined> => {
	const { actor } = ctx;
	if (!actor) return missing;
	// The number decides who it is; a name that does not fit it is a slip of one of the two.
	if (existing && existing.name !== name)
		return { ...rule('number_belongs_to_other_name'), field: 'idNumber' };
	if (existing && (await isSomebodyElses(ctx, existing, scope.id)))
		return { ...rule('record_with_other_employer'), field: 'idNumber' };
	if (input.role === 'applicant') {
		const officer = scope.kind === 'agency' ? 'hr_agency' : 'employer_officer';
		if (!mayGrant(actor, officer, scope) && actor.hat?.scopeId !== scope.id)
			return { kind: 'forbidden', key: 'not_your_organisation' };
		return existing && existing.employerId === scope.id
			? { ...rule('already_employed_there'), field: 'idNumber' }
			: undefined;
	}
	return refusesGrant({
		actor,
		personId,
		wanted: { role: input.role, scopeId: input.scopeId, fromOn: ctx.today(), toOn: null },
		scope,
		held: existing ? await ctx.store.read.grants.ofPerson(existing.id) : [],
		separate: (await parameter(ctx, 'admin.separate')) === true,
		today: ctx.today()
	});
};

/**
 * A record without an account that another employer keeps: whoever holds its link could make themselves its
 * owner, so only that employer, the county or the city sends it.
 */
const isSomebodyElses = async (
	ctx: Context,
	person: Row<'people'>,
	scopeId: string
): Promise<boolean> => {
	const role = ctx.actor?.hat?.role;
	if (role === 'county_officer' || role === 'city_officer' || role === 'security_admin')
		return false;
	if (person.employerId === null || person.employerId === scopeId) return false;
	return (await ctx.store.read.accounts.byPerson(person.id)) === undefined;
};

/** Writes the invitation with what must stand before it, and answers the link's token. */
export const sendInvitation = async (
	ctx: Context,
	input: {
		readonly personId: string;
		readonly role: string;
		readonly scopeId: string;
		readonly scopeName: string;
		readonly invitedBy: string;
		readonly first: readonly Change[];
	}
): Promise<OneTimeLink> => {
	const token = ctx.secrets.token();
	const expiresAt = ctx.realNow() + INVITATION_DAYS * DAY_MS;
	const id = ctx.newId();
	await commit(ctx, [
		...input.first,
		insert('invitations', {
			id,
			tokenHash: ctx.secrets.blind('token', token),
			kind: 'invitation',
			personId: input.personId,
			role: input.role,
			scopeId: input.scopeId,
			invitedBy: input.invitedBy,
			expiresAt,
			createdAt: ctx.realNow()
		}),
		logged(ctx, {
			action: 'person.invite',
			objectKind: 'invitation',
			objectId: id,
			subjectId: input.personId,
			detail: { role: input.role, scope: input.scopeName }
		})
	]);
	return { token, expiresAt };
};

/**
 * The first administrator of an installation, invited from the command line: there are no accounts that
 * come with the portal. Refused where the person already holds another administration.
 */
export const inviteAdministrator = async (
	ctx: Context,
	input: { readonly name: string; readonly role: string; readonly personId?: string }
): Promise<OneTimeLink> => {
	const held = input.personId ? await ctx.store.read.grants.ofPerson(input.personId) : [];
	const wanted = { role: input.role, scopeId: '', fromOn: ctx.today(), toOn: null };
	const refusal =
		(await parameter(ctx, 'admin.separate')) === true
			? refusesTwoAdministrations(wanted, held)
			: undefined;
	if (refusal) throw new Refused(refusal);
	if (held.some((grant) => grant.role === input.role && inForce(grant, ctx.today())))
		throw new Refused(rule('already_has_role'));
	const personId = input.personId ?? ctx.newId();
	return sendInvitation(ctx, {
		personId,
		role: input.role,
		scopeId: '',
		scopeName: '',
		invitedBy: 'command line',
		first: input.personId
			? []
			: [insert('people', { id: personId, name: input.name, createdAt: ctx.now() })]
	});
};
