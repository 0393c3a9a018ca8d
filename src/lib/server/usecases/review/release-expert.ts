import { missing, Refused } from '#lib/domain/refusal.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context } from '../ports.ts';
import { saidReason } from '../said.ts';
import { moveAssignment } from './move-assignment.ts';

/** The office takes an expert off a case: a slip, an illness. For a cause under the law it orders a recusal. */
export const releaseExpert = async (
	ctx: Context,
	input: {
		readonly assignmentId: string;
		readonly version: number;
		readonly reason: string;
	}
): Promise<void> => {
	const assignment = await ctx.store.read.assignments.byId(input.assignmentId);
	if (!assignment) throw new Refused(missing);
	const { application, parties } = await openCase(ctx, assignment.applicationId);
	if (!parties.has('office')) throw new Refused({ kind: 'forbidden', key: 'office_only' });
	const reason = saidReason(input.reason);
	await moveAssignment(ctx, {
		assignment,
		application,
		facts: { caseState: application.state, missingScores: 0, opinionGiven: true },
		party: 'office',
		move: 'release',
		version: input.version,
		detail: { reason, expert: assignment.expertId }
	});
};
