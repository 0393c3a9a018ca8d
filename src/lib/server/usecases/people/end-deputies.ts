import type { Day } from '#lib/domain/day.ts';
import { logged, tell, update, type Change, type Context } from '../ports.ts';
import { scopeOfGrant } from './scope-of-grant.ts';

/**
 * A deputy acts for somebody: what ends that person's role, ends the deputy's in the same commit and on the same
 * day. The grants stay with their new last day; the log says of each why it ended.
 */
export const endDeputies = async (
	ctx: Context,
	principal: {
		readonly personId: string;
		/** The role that ends; left out where the person's account is switched off, and with it every role. */
		readonly of?: { readonly role: string; readonly scopeId: string };
	},
	toOn: Day,
	basis: string
): Promise<readonly Change[]> => {
	const { of } = principal;
	const ending = (await ctx.store.read.grants.deputiesOf(principal.personId, toOn)).filter(
		({ role, scopeId }) => !of || (role === of.role && scopeId === of.scopeId)
	);
	const changes = await Promise.all(
		ending.map(async (grant) => {
			const scope = (await scopeOfGrant(ctx, grant.scopeId))?.name ?? '';
			return [
				update('grants', grant, { toOn }),
				logged(ctx, {
					action: 'grant.end',
					objectKind: 'grant',
					objectId: grant.id,
					subjectId: grant.personId,
					detail: {
						role: grant.role,
						scopeId: grant.scopeId,
						scope,
						toOn,
						basis,
						deputyFor: principal.personId
					}
				}),
				tell(ctx, 'grant.ended', [{ personId: grant.personId }], {
					facts: { role: grant.role, scope, day: toOn },
					href: '/me/account'
				})
			];
		})
	);
	return changes.flat();
};
