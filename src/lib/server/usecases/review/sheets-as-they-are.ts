import { guard, type Change, type Context } from '../ports.ts';

/** Holds a case's sheets still for a move that counts them: none is taken back or released meanwhile. */
export const sheetsAsTheyAre = async (
	ctx: Context,
	applicationId: string
): Promise<readonly Change[]> =>
	(await ctx.store.read.assignments.ofApplication(applicationId))
		.map(({ assignment }) => assignment)
		.filter(({ state }) => state === 'assigned' || state === 'submitted')
		.map((assignment) => guard('assignments', assignment));
