import { looksLikeIdNumber, normaliseLogin } from '#lib/domain/people/account.ts';
import { normaliseIdNumber } from '#lib/domain/people/id-number.ts';
import { passwordPolicies } from '#lib/domain/people/password.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';
import { saidReason } from '../said.ts';
import { newPasswordHash, passwordPolicy } from './check-password.ts';
import type { OneTimeLink } from './invite-person.ts';
import { openNumbers } from './numbers.ts';
import { officersOf } from './officers.ts';
import { openLink } from './open-link.ts';
import { openPerson } from './open-person.ts';

const HOUR_MS = 3_600_000;
export const RECOVERY_HOURS = 24;
/** Asked again within this time it is the same question. */
const ASKED_AGAIN_MS = HOUR_MS / 6;

/**
 * Somebody who cannot sign in asks for a way back: the employer's officers are told. Whether there is such
 * an account cannot be learned: the answer and the work are the same. Nobody is signed in to leave the form's own
 * request id behind, so the name stands in for it: asked again within minutes it tells nobody a second time.
 */
export const askRecovery = async (ctx: Context, login: string): Promise<void> => {
	await attempt(ctx, [{ limit: limits.askRecovery, key: keyOf(limits.askRecovery, ctx.ip) }]);
	const found = await ctx.store.read.registry.forSignIn(
		looksLikeIdNumber(login)
			? { idBlind: ctx.secrets.blind('id', normaliseIdNumber(login)) }
			: { loginName: normaliseLogin(login) }
	);
	const officers = found?.person.employerId
		? await officersOf(ctx, found.person.employerId)
		: await officersOf(ctx, '');
	const asked: Change = insert('requests', {
		id: `ask-recovery:${ctx.secrets.blind('login', normaliseLogin(login))}:${Math.floor(ctx.realNow() / ASKED_AGAIN_MS)}`,
		accountId: '',
		digest: '',
		answer: {},
		createdAt: ctx.realNow()
	});
	const changes: readonly Change[] = [
		asked,
		logged(ctx, {
			action: 'account.ask_recovery',
			objectKind: 'account',
			objectId: found?.account.id ?? '',
			subjectId: found?.person.id ?? null,
			result: found ? 'done' : 'refused',
			detail: { ip: ctx.ip }
		}),
		tell(ctx, 'account.recovery_asked', found ? officers : [], {
			facts: { name: found?.person.name ?? '' },
			href: '/employer/people'
		})
	];
	try {
		await ctx.store.commit(changes);
	} catch (cause) {
		if (!(cause instanceof Refused) || cause.refusal.kind !== 'stale') throw cause;
	}
};

/**
 * The employer's officer (or the county's, the city's) makes a one-time link for a person they know and
 * hands it over. It sets a new password and nothing else; nobody but the person ever knows that password.
 */
export const startRecovery = async (
	ctx: Context,
	input: { readonly personId: string; readonly reason: string }
): Promise<OneTimeLink> => {
	const { person } = await openPerson(ctx, input.personId, 'recover');
	const reason = saidReason(input.reason);
	return recoveryLink(ctx, person, reason);
};

/**
 * The operator's way in when nobody is left who could hand out a link (the last administrator forgot the
 * password): by sign-in name, from the command line.
 */
export const recoverByOperator = async (ctx: Context, login: string): Promise<OneTimeLink> => {
	const found = await ctx.store.read.registry.forSignIn({ loginName: normaliseLogin(login) });
	if (!found) throw new Refused(rule('no_account_to_recover'));
	return recoveryLink(ctx, found.person, 'command line');
};

const recoveryLink = async (
	ctx: Context,
	person: Row<'people'>,
	reason: string
): Promise<OneTimeLink> => {
	const account = await ctx.store.read.accounts.byPerson(person.id);
	if (!account) throw new Refused(rule('no_account_to_recover'));
	if (account.state !== 'active') throw new Refused(rule('account_disabled'));
	const token = ctx.secrets.token();
	const expiresAt = ctx.realNow() + RECOVERY_HOURS * HOUR_MS;
	const id = ctx.newId();
	const earlier = await ctx.store.read.invitations.ofPerson(person.id);
	await commit(ctx, [
		// One link at a time: the one handed over last.
		...earlier
			.filter(({ kind, usedAt }) => kind === 'recovery' && usedAt === null)
			.map((link) => update('invitations', link, { usedAt: ctx.realNow() })),
		insert('invitations', {
			id,
			tokenHash: ctx.secrets.blind('token', token),
			kind: 'recovery',
			personId: person.id,
			invitedBy: ctx.actor?.personId ?? ctx.as,
			expiresAt,
			createdAt: ctx.realNow()
		}),
		logged(ctx, {
			action: 'account.start_recovery',
			objectKind: 'account',
			objectId: account.id,
			subjectId: person.id,
			detail: { reason }
		}),
		tell(ctx, 'account.recovery_started', [{ personId: person.id }], {
			facts: { office: ctx.actor?.hat?.scopeName ?? '' },
			href: '/me/account'
		})
	]);
	return { token, expiresAt };
};

export const readRecovery = async (
	ctx: Context,
	token: string
): Promise<{ readonly name: string; readonly login: string; readonly expiresAt: number }> => {
	const { link, person } = await openLink(ctx, 'recovery', token, 'reading');
	const account = await ctx.store.read.accounts.byPerson(person.id);
	return { name: person.name, login: account?.loginName ?? '', expiresAt: link.expiresAt };
};

/**
 * Sets the new password, uses the link up, and ends every session of the account. The link's own row is what a
 * second post of the form meets: it is used up in the same commit.
 */
export const recoverAccount = async (
	ctx: Context,
	input: { readonly token: string; readonly password: string; readonly repeat: string }
): Promise<void> => {
	const { link, person } = await openLink(ctx, 'recovery', input.token, 'counted');
	const account = await ctx.store.read.accounts.byPerson(person.id);
	if (account?.state !== 'active') throw new Refused({ kind: 'missing', key: 'link_not_valid' });
	const { idNumber, phone } = openNumbers(ctx.secrets, person);
	const known = {
		login: account.loginName,
		name: person.name,
		...(idNumber !== null && { idNumber }),
		...(phone !== null && { phone })
	};
	await refuseRemembered(ctx, account, input.password);
	const passwordHash = await newPasswordHash(ctx, input.password, input.repeat, known);
	await ctx.store.commit([
		update('invitations', link, { usedAt: ctx.realNow() }),
		update('accounts', account, await withNewPassword(ctx, account, passwordHash)),
		...(await ctx.sessions.endAll(account.id)),
		logged(ctx, {
			action: 'account.recover',
			objectKind: 'account',
			objectId: account.id,
			subjectId: person.id
		})
	]);
};

type Remembering = {
	readonly passwordHash: string;
	readonly passwordHistory: readonly string[];
};

/** Where the policy remembers: none of the last passwords again, the present one included. */
export const refuseRemembered = async (
	ctx: Context,
	account: Remembering,
	password: string
): Promise<void> => {
	const { remembered } = passwordPolicies[await passwordPolicy(ctx)];
	const earlier = [account.passwordHash, ...account.passwordHistory].slice(0, remembered);
	for (const hash of earlier)
		if (await ctx.passwords.verify(hash, password))
			throw new Refused({
				...rule('password_used_before', { last: remembered }, 'password.policy'),
				field: 'password'
			});
};

/** The account's columns for a new password. */
export const withNewPassword = async (ctx: Context, account: Remembering, passwordHash: string) => {
	const { remembered } = passwordPolicies[await passwordPolicy(ctx)];
	return {
		passwordHash,
		passwordSetAt: ctx.realNow(),
		passwordHistory: [account.passwordHash, ...account.passwordHistory].slice(0, remembered),
		mustChange: false
	};
};
