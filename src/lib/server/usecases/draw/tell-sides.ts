import { officersOf } from '../people/officers.ts';
import { tell, type Change, type Context } from '../ports.ts';
import type { OpenDraw } from './open-draw.ts';

/** Messages to the sides of a draw, each with the way to its own page; not to whoever acts. */
export const tellSides = async (
	ctx: Context,
	event: string,
	about: Pick<OpenDraw, 'committee'> & { readonly draw: { readonly id: string } },
	/** Parties that the workflow tells; a drawn expert hears by a message of their own. */
	sides: readonly string[]
): Promise<readonly Change[]> => {
	const { committee, draw } = about;
	const others = (people: readonly { readonly personId: string }[]) =>
		people.filter(({ personId }) => personId !== ctx.actor?.personId);
	const to = {
		office: sides.includes('office')
			? others(committee.officeId === null ? [] : await officersOf(ctx, committee.officeId))
			: [],
		inspector: sides.includes('inspector')
			? others(
					(await ctx.store.read.grants.holders('inspector', ctx.today())).map(({ grant }) => ({
						personId: grant.personId
					}))
				)
			: []
	};
	const facts = { committee: committee.name };
	return [
		...(to.office.length > 0
			? [tell(ctx, event, to.office, { facts, href: `/committee/draws/${draw.id}` })]
			: []),
		...(to.inspector.length > 0
			? [tell(ctx, event, to.inspector, { facts, href: `/inspector/draws/${draw.id}` })]
			: [])
	];
};
