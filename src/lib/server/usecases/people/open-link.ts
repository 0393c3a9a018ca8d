import { missing, Refused } from '#lib/domain/refusal.ts';
import { logged, type Context, type Row } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';

/**
 * The one-time link behind a token: unknown, used and expired ones get the same answer. With `counted` the
 * try is counted against the address (a post; reading the page changes nothing).
 */
export const openLink = async (
	ctx: Context,
	kind: 'invitation' | 'recovery',
	token: string,
	counted: 'counted' | 'reading'
): Promise<{ readonly link: Row<'invitations'>; readonly person: Row<'people'> }> => {
	if (counted === 'counted')
		await attempt(ctx, [{ limit: limits.link, key: keyOf(limits.link, ctx.ip) }], async () => {
			await ctx.store.commit([
				logged(ctx, {
					action: 'account.link',
					objectKind: 'invitation',
					objectId: '',
					result: 'refused',
					detail: { why: 'too_many', ip: ctx.ip }
				})
			]);
		});
	const link = /^[a-z2-7]{32}$/.test(token)
		? await ctx.store.read.invitations.byTokenHash(ctx.secrets.blind('token', token))
		: undefined;
	const person = link && (await ctx.store.read.people.byId(link.personId));
	if (
		!link ||
		!person ||
		link.kind !== kind ||
		link.usedAt !== null ||
		link.expiresAt <= ctx.realNow()
	)
		throw new Refused({ ...missing, key: 'link_not_valid' });
	return { link, person };
};
