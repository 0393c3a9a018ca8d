import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import type { Context } from '../ports.ts';

/** Who acts for an organisation today, as recipients of a message. */
export const officersOf = async (
	ctx: Context,
	organisationId: string
): Promise<readonly { readonly personId: string }[]> => {
	const grants = await ctx.store.read.grants.ofScope(organisationId, ctx.today());
	return [...new Set(grants.map(({ person }) => person.id))].map((personId) => ({ personId }));
};

/** Who acts today for the bureau that looks after the employers of a place, as recipients of a message. */
export const bureauOfficers = async (
	ctx: Context,
	place: string
): Promise<readonly { readonly personId: string }[]> => {
	const [bureau] = await (place === cityCode
		? ctx.store.read.organisations.ofKind('city')
		: ctx.store.read.organisations.byPlaceAndKind(place, 'county'));
	return bureau ? officersOf(ctx, bureau.id) : [];
};
