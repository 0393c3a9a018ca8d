import { Refused, rule } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

/**
 * Ids of the cases that whoever is asking may see nothing of, whatever office they sit in: their own, and
 * those they are recused from. Screens that show many cases at once leave them out; `openCase` refuses each.
 */
export const closedToActor = async ({ actor, store }: Context): Promise<readonly string[]> =>
	actor ? store.read.applications.closedTo(actor.personId) : [];

/** The cases that whoever is asking may see. */
export const openToActor = async <C extends { readonly id: string }>(
	ctx: Context,
	cases: readonly C[]
): Promise<readonly C[]> => {
	const closed = await closedToActor(ctx);
	return cases.filter(({ id }) => !closed.includes(id));
};

/**
 * The same for an act on all of them: one's own case waits for a colleague and keeps no other back. Throws
 * when there is none: `left_to_colleague` where a colleague would find some, else the refusal named `none`.
 */
export const casesToActOn = async <C extends { readonly id: string }>(
	ctx: Context,
	cases: readonly C[],
	none: string
): Promise<readonly C[]> => {
	const open = await openToActor(ctx, cases);
	if (open.length === 0) throw new Refused(rule(cases.length > 0 ? 'left_to_colleague' : none));
	return open;
};
