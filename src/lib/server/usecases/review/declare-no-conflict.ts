import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { openAssignment } from './open-assignment.ts';

/**
 * The expert declares that nothing binds them to the applicant (Order 40 art. 25). Only then does the file
 * open; whoever cannot declare it recuses. Answers the sheet's new version; said twice, it counts once.
 */
export const declareNoConflict = async (
	ctx: Context,
	input: { readonly assignmentId: string; readonly version: number }
): Promise<{ readonly version: number }> => {
	const { assignment, application } = await openAssignment(ctx, input.assignmentId);
	if (assignment.declaredAt !== null) return { version: assignment.version };
	if (assignment.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	await commit(ctx, [
		update('assignments', assignment, { declaredAt: ctx.now() }),
		logged(ctx, {
			action: 'assignment.declare',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number, assignment: assignment.id }
		})
	]);
	return { version: assignment.version + 1 };
};
