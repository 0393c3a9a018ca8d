import type { Context } from '../ports.ts';

/** Who acts for an organisation today, as recipients of a message. */
export const officersOf = async (
	ctx: Context,
	organisationId: string
): Promise<readonly { readonly personId: string }[]> => {
	const grants = await ctx.store.read.grants.ofScope(organisationId, ctx.today());
	return [...new Set(grants.map(({ person }) => person.id))].map((personId) => ({ personId }));
};
