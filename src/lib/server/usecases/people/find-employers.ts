import { employing } from '#lib/domain/people/affiliation.ts';
import type { Context, Row } from '../ports.ts';

export type EmployerChoice = {
	readonly id: string;
	readonly name: string;
	readonly place: string;
	/** Somebody at the employer can decide today; else the county does at once. */
	readonly hasOfficer: boolean;
};

const MOST = 30;
type Kind = Row<'organisations'>['kind'];

/** Employers to choose from at registration: by part of the name, in a place or anywhere. */
export const findEmployers = async (
	ctx: Context,
	query: { readonly name: string; readonly place: string }
): Promise<readonly EmployerChoice[]> => {
	const name = query.name.normalize('NFKC').trim();
	if (name === '' && query.place === '') return [];
	const { read } = ctx.store;
	const found = (
		await read.registry.employers(name, employing as readonly Kind[], query.place, MOST)
	).map(({ id, name: itsName, place }) => ({ id, name: itsName, place }));
	return Promise.all(
		found.map(async (one) => ({
			...one,
			hasOfficer: (await read.grants.ofScope(one.id, ctx.today())).length > 0
		}))
	);
};

/** One employer to register with, or undefined where it cannot be chosen. */
export const employerChoice = async (
	ctx: Context,
	id: string
): Promise<{ readonly id: string; readonly name: string; readonly place: string } | undefined> => {
	const found = await ctx.store.read.organisations.byId(id);
	return found && found.state === 'active' && employing.includes(found.kind)
		? { id: found.id, name: found.name, place: found.place }
		: undefined;
};
