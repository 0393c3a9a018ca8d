import { describe, expect, it } from 'vitest';
import { applicationStates } from '#lib/domain/titles/application-workflow.ts';
import {
	assignmentWorkflow,
	type AssignmentFacts,
	type AssignmentParty
} from '#lib/domain/titles/assignment-workflow.ts';
import { refuses } from '#lib/domain/workflow.ts';
import { obeysItsTable, printMoves } from '../workflow-laws.ts';

const facts: AssignmentFacts = { caseState: 'panel_review', missingScores: 0, opinionGiven: true };
const elsewhere = { by: { caseState: 'on_agenda' }, says: 'case_not_in_review' } as const;

describe('the process of an expert’s sheet', () => {
	obeysItsTable({
		workflow: assignmentWorkflow,
		parties: ['expert', 'office'] satisfies readonly AssignmentParty[],
		facts,
		needs: {
			case_in_review: { broken: [elsewhere] },
			all_scored: { broken: [{ by: { missingScores: 1 }, says: 'scores_incomplete' }] },
			opinion_given: { broken: [{ by: { opinionGiven: false }, says: 'opinion_missing' }] },
			before_agenda: { broken: [elsewhere] },
			before_vote: {
				broken: [{ by: { caseState: 'voted_passed' }, says: 'recusal_after_vote' }]
			}
		}
	});

	it('prints as it was agreed', () => {
		expect(printMoves(assignmentWorkflow)).toMatchInlineSnapshot(`
			"move | from | to | by | needs | tells | asks
			save | assigned | assigned | expert | case_in_review | – | –
			hand_in | assigned | submitted | expert | case_in_review, all_scored, opinion_given | office | opinion
			reopen | submitted | assigned | expert, office | case_in_review | office | reason
			recuse | assigned, submitted | recused | expert, office | before_vote | office | reason
			release | assigned | ended | office | before_agenda | expert | reason"
		`);
	});

	it('moves only while its case is under review; people leave it from acceptance on, bound ones until the vote', () => {
		const both = new Set<AssignmentParty>(['expert', 'office']);
		const during = (move: keyof typeof assignmentWorkflow.moves) =>
			applicationStates.filter((caseState) =>
				assignmentWorkflow.moves[move].from.every(
					(from) => !refuses(assignmentWorkflow, move, from, both, { ...facts, caseState })
				)
			);
		for (const move of ['save', 'hand_in', 'reopen'] as const)
			expect([move, during(move)]).toEqual([move, ['panel_review']]);
		expect(during('release')).toEqual(['accepted', 'panel_review']);
		expect(during('recuse')).toEqual([
			'accepted',
			'panel_review',
			'defence_scheduled',
			'defence_absent',
			'defence_done',
			'on_agenda',
			'deferred'
		]);
	});
});
