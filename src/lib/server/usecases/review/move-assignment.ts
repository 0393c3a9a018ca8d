import { Refused } from '#lib/domain/refusal.ts';
import {
	assignmentWorkflow,
	type AssignmentFacts,
	type AssignmentParty
} from '#lib/domain/titles/assignment-workflow.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { guard, logged, tell, update, type Change, type Context, type Row } from '../ports.ts';

type MoveName = Exclude<keyof typeof assignmentWorkflow.moves, 'save'>;

/** Makes a move of an expert's assignment: state, log entry and messages in one commit. */
export const moveAssignment = async (
	ctx: Context,
	request: {
		readonly assignment: Row<'assignments'>;
		readonly application: Row<'applications'>;
		readonly facts: AssignmentFacts;
		readonly party: AssignmentParty;
		readonly move: MoveName;
		readonly version: number;
		readonly set?: Partial<Row<'assignments'>>;
		readonly detail?: Readonly<Record<string, unknown>>;
		readonly changes?: readonly Change[];
	}
): Promise<void> => {
	const { assignment, application, move } = request;
	if (assignment.version !== request.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const refusal = refuses(
		assignmentWorkflow,
		move,
		assignment.state,
		new Set([request.party]),
		request.facts
	);
	if (refusal) throw new Refused(refusal);
	const tells = assignmentWorkflow.moves[move].tells;
	await commit(ctx, [
		// What the move needs of the case must still be so: the case first, as whoever moves the case does.
		guard('applications', application),
		update('assignments', assignment, {
			...request.set,
			state: targetOf(assignmentWorkflow, move, request.facts)
		}),
		...(request.changes ?? []),
		logged(ctx, {
			action: `assignment.${move}`,
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number, assignment: assignment.id, ...request.detail }
		}),
		...(tells.length > 0
			? [
					tell(
						ctx,
						`assignment.${move}`,
						tells.map((party) =>
							(party as string) === 'expert' ? { personId: assignment.expertId } : { party }
						),
						{ caseId: application.id, facts: { number: application.number } }
					)
				]
			: [])
	]);
};
