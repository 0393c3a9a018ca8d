import {
	normaliseLogin,
	refusesLoginName,
	refusesTwoAdministrations
} from '#lib/domain/people/account.ts';
import { normaliseIdNumber } from '#lib/domain/people/id-number.ts';
import { parseMobile } from '#lib/domain/people/phone.ts';
import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { parameter } from '../parameters.ts';
import { insert, logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { newPasswordHash } from './check-password.ts';
import { employ } from './decide-affiliation.ts';
import { sealedPhone } from './numbers.ts';
import { openLink } from './open-link.ts';
import { scopeOfGrant } from './scope-of-grant.ts';

/** What the page of an invitation shows. */
export type InvitationView = {
	readonly name: string;
	readonly role: string;
	readonly scopeName: string;
	readonly expiresAt: number;
	/** The ID number must be typed, as proof that the link reached the right person. */
	readonly asksIdNumber: boolean;
	/** There is an account already: sign in with it, then accept. */
	readonly hasAccount: boolean;
	/** Signed in as this very person. */
	readonly isMe: boolean;
};

export const readInvitation = async (ctx: Context, token: string): Promise<InvitationView> => {
	const { link, person } = await openLink(ctx, 'invitation', token, 'reading');
	return {
		name: person.name,
		role: link.role ?? 'applicant',
		scopeName: (await scopeOfGrant(ctx, link.scopeId ?? ''))?.name ?? '',
		expiresAt: link.expiresAt,
		asksIdNumber: person.idBlind !== null,
		hasAccount: (await ctx.store.read.accounts.byPerson(person.id)) !== undefined,
		isMe: ctx.actor?.personId === person.id
	};
};

export type Acceptance = {
	readonly token: string;
	readonly idNumber: string;
	readonly phone: string;
	readonly login: string;
	readonly password: string;
	readonly repeat: string;
};

/**
 * Accepts an invitation. Somebody without an account makes one and proves the ID number; somebody with one
 * must be signed in as themselves. The link is used up in the same commit: a second post of the form finds it used,
 * or its row moved on.
 */
export const acceptInvitation = async (ctx: Context, input: Acceptance): Promise<void> => {
	const { link, person } = await openLink(ctx, 'invitation', input.token, 'counted');
	const account = await ctx.store.read.accounts.byPerson(person.id);
	if (account && ctx.actor?.personId !== person.id) throw new Refused(rule('sign_in_to_accept'));
	const made = account ? undefined : await newAccount(ctx, person, input);
	await ctx.store.commit([
		update('invitations', link, { usedAt: ctx.realNow() }),
		...(made ? [made.account] : []),
		...(await whatItGives(ctx, link, person, made?.phone ?? {})),
		logged(ctx, {
			action: 'person.accept_invitation',
			objectKind: 'invitation',
			objectId: link.id,
			subjectId: person.id,
			detail: { role: link.role, scopeId: link.scopeId }
		}),
		tell(ctx, 'invitation.accepted', [{ personId: link.invitedBy }], {
			facts: { name: person.name }
		})
	]);
};

const newAccount = async (
	ctx: Context,
	person: Row<'people'>,
	input: Acceptance
): Promise<{ readonly account: Change; readonly phone: Partial<Row<'people'>> }> => {
	const idNumber = normaliseIdNumber(input.idNumber);
	if (person.idBlind !== null && ctx.secrets.blind('id', idNumber) !== person.idBlind)
		throw new Refused({ ...rule('not_the_invited_number'), field: 'idNumber' });
	const phone = parseMobile(input.phone);
	if ('refusal' in phone) throw new Refused(phone.refusal);
	const login = normaliseLogin(input.login);
	const badLogin: Refusal | undefined =
		refusesLoginName(login) ??
		((await ctx.store.read.accounts.byLogin(login))
			? { kind: 'rule', key: 'login_name_taken', field: 'login' }
			: undefined);
	if (badLogin) throw new Refused(badLogin);
	const passwordHash = await newPasswordHash(ctx, input.password, input.repeat, {
		login,
		name: person.name,
		idNumber,
		phone: phone.phone
	});
	return {
		account: insert('accounts', {
			id: ctx.newId(),
			personId: person.id,
			loginName: login,
			passwordHash,
			passwordSetAt: ctx.realNow(),
			state: 'active',
			createdAt: ctx.now()
		}),
		phone: sealedPhone(ctx.secrets, person.id, phone.phone)
	};
};

/** The employment and the grant that were offered. Whoever invited has decided; accepting makes it so. */
const whatItGives = async (
	ctx: Context,
	link: Row<'invitations'>,
	person: Row<'people'>,
	phone: Partial<Row<'people'>>
): Promise<readonly Change[]> => {
	const scopeId = link.scopeId ?? '';
	const role = link.role ?? 'applicant';
	const organisation =
		scopeId === '' ? undefined : await ctx.store.read.organisations.byId(scopeId);
	const waiting = organisation
		? (await ctx.store.read.affiliations.ofPerson(person.id)).filter(
				({ state, employerId }) => state === 'pending' && employerId === organisation.id
			)
		: [];
	return [
		...(organisation
			? await employ(ctx, person, organisation, phone)
			: Object.keys(phone).length > 0
				? [update('people', person, phone)]
				: []),
		...waiting.map((request) =>
			update('affiliations', request, {
				state: 'approved',
				decidedAt: ctx.now(),
				decidedBy: link.invitedBy
			})
		),
		...(role === 'applicant' ? [] : [await offeredGrant(ctx, link, role, scopeId)])
	];
};

const offeredGrant = async (
	ctx: Context,
	link: Row<'invitations'>,
	role: string,
	scopeId: string
): Promise<Change> => {
	if (!(await scopeOfGrant(ctx, scopeId))) throw new Refused(missing);
	const wanted = { role, scopeId, fromOn: ctx.today(), toOn: null };
	// Asked again: another invitation may have been accepted since this one was sent.
	const refusal =
		(await parameter(ctx, 'admin.separate')) === true
			? refusesTwoAdministrations(wanted, await ctx.store.read.grants.ofPerson(link.personId))
			: undefined;
	if (refusal) throw new Refused(refusal);
	return insert('grants', {
		id: ctx.newId(),
		personId: link.personId,
		...wanted,
		basis: `invitation ${link.id}`,
		grantedBy: link.invitedBy,
		createdAt: ctx.now()
	});
};
