import type { CaseFacts } from '#lib/domain/titles/application-workflow.ts';
import { guard, type Change, type Context } from '../ports.ts';

/**
 * Holds a case's sheets still for a move that counts them: none is taken back or released meanwhile. The count
 * comes from the very sheets that are held; one that was made earlier may already be wrong.
 */
export const sheetsAsTheyAre = async (
	ctx: Context,
	applicationId: string,
	{ experts }: Pick<CaseFacts, 'experts'>
): Promise<{
	readonly changes: readonly Change[];
	readonly facts: Pick<CaseFacts, 'experts'>;
}> => {
	const live = (await ctx.store.read.assignments.ofApplication(applicationId))
		.map(({ assignment }) => assignment)
		.filter(({ state }) => state === 'assigned' || state === 'submitted');
	return {
		changes: live.map((assignment) => guard('assignments', assignment)),
		facts: {
			experts: {
				...experts,
				assigned: live.length,
				submitted: live.filter(({ state }) => state === 'submitted').length
			}
		}
	};
};
