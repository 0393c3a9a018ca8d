import type { Actor, Hat } from '#lib/domain/access.ts';
import { firstHat, looksLikeIdNumber, normaliseLogin } from '#lib/domain/people/account.ts';
import { normaliseIdNumber } from '#lib/domain/people/id-number.ts';
import { passwordExpired, passwordPolicies } from '#lib/domain/people/password.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';
import { passwordPolicy } from './check-password.ts';

export type SignIn = {
	/** Account name or ID number, as typed. */
	readonly login: string;
	readonly password: string;
	readonly userAgent: string;
};

export type SignedIn = {
	/** For the cookie only. */
	readonly token: string;
	readonly hat: Hat | null;
	/** A new password must be chosen before anything else. */
	readonly mustChange: boolean;
};

/**
 * Signs in with account name or ID number and password. Unknown name, wrong password and disabled account
 * get the same answer after the same work: one question, one hash, one log entry. A session that the
 * browser still had is ended: the new one has a token of its own.
 * @throws {Refused} `sign_in_refused` (422) or `too_many_attempts` (429)
 */
export const signIn = async (ctx: Context, input: SignIn): Promise<SignedIn> => {
	const byId = looksLikeIdNumber(input.login);
	const name = byId ? normaliseIdNumber(input.login) : normaliseLogin(input.login);
	const nameBlind = ctx.secrets.blind('login', name);
	const key = keyOf(limits.signIn, nameBlind, ctx.ip);
	const refused = (why: string) =>
		logged(ctx, {
			action: 'account.sign_in',
			objectKind: 'sign_in',
			objectId: nameBlind,
			result: 'refused',
			detail: { why, ip: ctx.ip }
		});
	await attempt(
		ctx,
		[
			{ limit: limits.signIn, key },
			{ limit: limits.signInByAddress, key: keyOf(limits.signInByAddress, ctx.ip) }
		],
		async () => {
			await ctx.store.commit([refused('too_many')]);
		}
	);

	const found = await ctx.store.read.registry.forSignIn(
		byId ? { idBlind: ctx.secrets.blind('id', name) } : { loginName: name }
	);
	const right = await ctx.passwords.verify(found?.account.passwordHash ?? null, input.password);
	if (!found || !right || found.account.state !== 'active') {
		await ctx.store.commit([refused('name_or_password')]);
		throw new Refused({ kind: 'rule', key: 'sign_in_refused' });
	}

	const { account, person } = found;
	const hats = await ctx.store.read.grants.openOfPerson(person.id, ctx.today());
	const hat = firstHat(hats);
	const session = await ctx.sessions.create({
		accountId: account.id,
		grantId: hat?.grantId ?? null,
		userAgent: input.userAgent,
		now: ctx.realNow()
	});
	const actor: Actor = {
		personId: person.id,
		accountId: account.id,
		sessionId: '',
		name: person.name,
		hat,
		hats
	};
	const policy = await passwordPolicy(ctx);
	const expired = passwordExpired(policy, account.passwordSetAt, ctx.realNow());
	await commit({ ...ctx, request: null }, [
		{ do: 'delete', table: 'throttles', where: { key } },
		...(ctx.actor ? await ctx.sessions.end(ctx.actor.sessionId) : []),
		...session.changes,
		...(expired && !account.mustChange ? [update('accounts', account, { mustChange: true })] : []),
		logged(
			{ ...ctx, actor },
			{
				action: 'account.sign_in',
				objectKind: 'account',
				objectId: account.id,
				subjectId: person.id,
				detail: {
					ip: ctx.ip,
					...(expired && { passwordDays: passwordPolicies[policy].maxAgeDays })
				}
			}
		)
	]);
	return { token: session.token, hat, mustChange: account.mustChange || expired };
};
