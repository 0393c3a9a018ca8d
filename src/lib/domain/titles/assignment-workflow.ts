/** One expert's work on one case: parallel to the others, so a small workflow of its own. */
import { rule } from '../refusal.ts';
import { defineWorkflow, type Need } from '../workflow.ts';
import type { ApplicationState } from './application-states.ts';

export type AssignmentParty = 'expert' | 'office';

export type AssignmentFacts = {
	readonly caseState: ApplicationState;
	/** Expert items of the rubric that have no score yet. */
	readonly missingScores: number;
	readonly opinionGiven: boolean;
};

type N = Need<AssignmentFacts>;

const inReview: N = {
	key: 'case_in_review',
	rule: null,
	check: (f) => (f.caseState === 'panel_review' ? undefined : rule('case_not_in_review'))
};
const allScored: N = {
	key: 'all_scored',
	rule: null,
	check: (f) =>
		f.missingScores > 0 ? rule('scores_incomplete', { count: f.missingScores }) : undefined
};
const opinionGiven: N = {
	key: 'opinion_given',
	rule: 'panelOpinion',
	check: (f) => (f.opinionGiven ? undefined : rule('opinion_missing', {}, 'panelOpinion'))
};
const beforeAgenda: N = {
	key: 'before_agenda',
	rule: null,
	check: (f) =>
		f.caseState === 'accepted' || f.caseState === 'panel_review'
			? undefined
			: rule('case_not_in_review')
};
/** A late recusal still binds: until the vote the sheet can become void. */
const beforeVote: N = {
	key: 'before_vote',
	rule: 'recusal',
	check: (f) =>
		(
			[
				'accepted',
				'panel_review',
				'defence_scheduled',
				'defence_absent',
				'defence_done',
				'on_agenda',
				'deferred'
			] as readonly ApplicationState[]
		).includes(f.caseState)
			? undefined
			: rule('recusal_after_vote', {}, 'recusal')
};

export const assignmentWorkflow = defineWorkflow<AssignmentFacts>()({
	name: 'assignment',
	initial: 'assigned',
	states: {
		assigned: { holder: 'expert', due: null, phase: 'reviewing' },
		submitted: { holder: null, due: null, phase: 'granted' },
		recused: { holder: null, due: null, phase: 'ended' },
		ended: { holder: null, due: null, phase: 'ended' }
	},
	moves: {
		save: {
			from: ['assigned'],
			to: 'assigned',
			by: ['expert'],
			needs: [inReview],
			tells: [],
			asks: 'nothing'
		},
		hand_in: {
			from: ['assigned'],
			to: 'submitted',
			by: ['expert'],
			needs: [inReview, allScored, opinionGiven],
			tells: ['office'],
			asks: 'opinion'
		},
		reopen: {
			from: ['submitted'],
			to: 'assigned',
			by: ['expert', 'office'],
			needs: [inReview],
			tells: ['office'],
			asks: 'reason'
		},
		recuse: {
			from: ['assigned', 'submitted'],
			to: 'recused',
			by: ['expert', 'office'],
			needs: [beforeVote],
			tells: ['office'],
			asks: 'reason'
		},
		release: {
			from: ['assigned'],
			to: 'ended',
			by: ['office'],
			needs: [beforeAgenda],
			tells: ['expert'],
			asks: 'reason'
		}
	}
});
