import { missing, Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';
import { newPasswordHash } from './check-password.ts';
import { openNumbers } from './numbers.ts';
import { refuseRemembered, withNewPassword } from './recovery.ts';

/**
 * Sets a new password against the present one. All sessions end, and the one that asks gets a successor with
 * a token of its own, so that whoever else was in is out.
 */
export const changePassword = async (
	ctx: Context,
	input: {
		readonly currentPassword: string;
		readonly password: string;
		readonly repeat: string;
		readonly userAgent: string;
	}
): Promise<{ readonly token: string }> => {
	const { actor } = ctx;
	const [account, person] = actor
		? await Promise.all([
				ctx.store.read.accounts.byId(actor.accountId),
				ctx.store.read.people.byId(actor.personId)
			])
		: [];
	if (!actor || !account || !person) throw new Refused(missing);
	const key = keyOf(limits.signIn, account.id, ctx.ip);
	await attempt(ctx, [{ limit: limits.signIn, key }]);
	if (!(await ctx.passwords.verify(account.passwordHash, input.currentPassword)))
		throw new Refused({ kind: 'rule', key: 'current_password_wrong', field: 'currentPassword' });
	const { idNumber, phone } = openNumbers(ctx.secrets, person);
	await refuseRemembered(ctx, account, input.password);
	if (input.password === input.currentPassword)
		throw new Refused({ kind: 'rule', key: 'password_unchanged', field: 'password' });
	const passwordHash = await newPasswordHash(ctx, input.password, input.repeat, {
		login: account.loginName,
		name: person.name,
		...(idNumber !== null && { idNumber }),
		...(phone !== null && { phone })
	});
	const session = await ctx.sessions.create({
		accountId: account.id,
		grantId: actor.hat?.grantId ?? null,
		userAgent: input.userAgent,
		now: ctx.realNow()
	});
	await commit(ctx, [
		{ do: 'delete', table: 'throttles', where: { key } },
		update('accounts', account, await withNewPassword(ctx, account, passwordHash)),
		...(await ctx.sessions.endAll(account.id)),
		...session.changes,
		logged(ctx, {
			action: 'account.change_password',
			objectKind: 'account',
			objectId: account.id,
			subjectId: person.id
		})
	]);
	return { token: session.token };
};
