/** What an actor is to a draw, and what that lets them see: the one declaration. */
import type { Actor } from '../access.ts';
import type { DrawParty } from './draw-workflow.ts';

/** What ties people to a draw. */
export type DrawRelations = {
	/** Office of the round's committee. */
	readonly officeId: string | null;
	/** People who were drawn and asked, whatever they answered. */
	readonly asked: readonly string[];
};

/**
 * The office of the committee and every inspector, by the hat they wear; who was drawn is told so as a person.
 * Nobody else is anything to a draw, whatever their role.
 */
export const partiesToDraw = (actor: Actor | null, draw: DrawRelations): ReadonlySet<DrawParty> => {
	const parties = new Set<DrawParty>();
	if (!actor) return parties;
	if (draw.asked.includes(actor.personId)) parties.add('expert');
	const { hat } = actor;
	if (hat?.role === 'committee_office' && draw.officeId !== null && hat.scopeId === draw.officeId)
		parties.add('office');
	if (hat?.role === 'inspector') parties.add('inspector');
	return parties;
};

/** Field groups of a draw, and who sees each. `public` is everybody, once the seed is known. */
export const drawFields = {
	/** Committee, day, own answer. */
	ownSeat: ['expert'],
	/** State, terms, hashes and reveals before the seed is known. */
	state: ['office', 'inspector'],
	/** Who stands behind the pseudonyms, and what people gave as reasons. */
	names: ['office', 'inspector'],
	/** Terms, reveals, seed and result by pseudonyms. */
	result: ['office', 'inspector', 'public']
} as const satisfies Record<string, readonly (DrawParty | 'public')[]>;
export type DrawFieldGroup = keyof typeof drawFields;

export const seesDraw = (parties: ReadonlySet<DrawParty>, group: DrawFieldGroup): boolean =>
	(drawFields[group] as readonly (DrawParty | 'public')[]).some(
		(party) => party === 'public' || parties.has(party)
	);
