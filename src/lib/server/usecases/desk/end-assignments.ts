import { update, type Change, type Context } from '../ports.ts';

/** The live assignments of a case end with the review for which they were made. */
export const endAssignments = async (ctx: Context, id: string): Promise<readonly Change[]> =>
	(await ctx.store.read.assignments.ofApplication(id))
		.map(({ assignment }) => assignment)
		.filter(({ state }) => state === 'assigned' || state === 'submitted')
		.map((assignment) => update('assignments', assignment, { state: 'ended' }));
