import { missing, Refused } from '#lib/domain/refusal.ts';
import type { AssignmentFacts } from '#lib/domain/titles/assignment-workflow.ts';
import { missingScores } from '#lib/domain/titles/score-sheet.ts';
import type { Context, Row } from '../ports.ts';

export type OpenAssignment = {
	readonly assignment: Row<'assignments'>;
	readonly application: Row<'applications'>;
	readonly round: Row<'rounds'>;
	readonly committee: Row<'committees'>;
	readonly facts: AssignmentFacts;
};

/** Opens an expert's own assignment. Somebody else's, and one the expert is recused from, do not exist. */
export const openAssignment = async (ctx: Context, id: string): Promise<OpenAssignment> => {
	const { actor } = ctx;
	const assignment = await ctx.store.read.assignments.byId(id);
	if (!actor || assignment?.expertId !== actor.personId || actor.hat?.role !== 'expert')
		throw new Refused(missing);
	if (assignment.state === 'recused' || assignment.state === 'ended') throw new Refused(missing);
	const [application, joined] = await Promise.all([
		ctx.store.read.applications.byId(assignment.applicationId),
		ctx.store.read.rounds.byId(assignment.roundId)
	]);
	if (!application || !joined || application.personId === actor.personId || application.reach < 6)
		throw new Refused(missing);
	const kept = await ctx.store.read.recusals.peopleKeptFrom(application.id, application.personId);
	if (kept.includes(actor.personId)) throw new Refused(missing);
	const { round, committee } = joined;
	return {
		assignment,
		application,
		round,
		committee,
		facts: {
			caseState: application.state,
			missingScores: missingScores(round.rubric, assignment.scores).length,
			opinionGiven: assignment.opinion.trim().length > 0
		}
	};
};
