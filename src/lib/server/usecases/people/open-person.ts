import { missing, Refused } from '#lib/domain/refusal.ts';
import {
	mayWithPerson,
	partiesToPerson,
	type PersonParty,
	type PersonRelations,
	type PersonRight
} from '#lib/domain/people/person-access.ts';
import { logRefused } from '../log-refused.ts';
import type { Context, Row } from '../ports.ts';

/** A person together with what whoever is asking is to them. */
export type OpenPerson = {
	readonly person: Row<'people'>;
	readonly relations: PersonRelations;
	readonly parties: ReadonlySet<PersonParty>;
};

/**
 * Opens a person's record for whoever is asking. An unknown id and a stranger get the same answer; a
 * stranger's attempt at a real person is logged. With `right` the parties must have it too.
 */
export const openPerson = async (
	ctx: Context,
	id: string,
	right: PersonRight = 'heading'
): Promise<OpenPerson> => {
	const person = await ctx.store.read.people.byId(id);
	if (!person) throw new Refused(missing);
	const relations: PersonRelations = {
		personId: id,
		employers: await ctx.store.read.registry.employersOf(id)
	};
	const parties = partiesToPerson(ctx.actor, relations);
	if (mayWithPerson(parties, right)) return { person, relations, parties };
	if (ctx.actor)
		await logRefused(ctx, {
			action: 'person.open',
			objectKind: 'person',
			objectId: id,
			detail: { right }
		});
	throw new Refused(
		parties.size === 0 ? missing : { kind: 'forbidden', key: 'not_your_record', facts: { right } }
	);
};
