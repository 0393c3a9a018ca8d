import { noScope, type GrantScope } from '#lib/domain/people/account.ts';
import type { Context } from '../ports.ts';

/** What a grant is for, as the rules see it; undefined where there is no such organisation or committee. */
export const scopeOfGrant = async (
	ctx: Context,
	scopeId: string
): Promise<{ readonly scope: GrantScope; readonly name: string } | undefined> => {
	if (scopeId === '') return { scope: noScope, name: '' };
	const organisation = await ctx.store.read.organisations.byId(scopeId);
	if (organisation) {
		const { id, kind, place, parentId, agencyId, name } = organisation;
		return { scope: { id, kind, place, parentId, agencyId }, name };
	}
	const committee = await ctx.store.read.committees.byId(scopeId);
	return (
		committee && {
			scope: { ...noScope, kind: 'committee', id: committee.id, place: committee.place },
			name: committee.name
		}
	);
};
