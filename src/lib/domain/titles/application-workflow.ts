/* eslint max-lines: off -- the process is one table, read from top to bottom */
/**
 * The path of a title application, from draft to certificate (handbook 5.3, Order 40).
 * This table is the process: nothing else in the portal knows which state follows which.
 */
import { defineWorkflow } from '../workflow.ts';
import * as need from './application-needs.ts';
import { caseParties, type CaseFacts, type CaseParty } from './application-needs.ts';
import { applicationStates, type ApplicationState } from './application-states.ts';

export { caseParties, type CaseFacts, type CaseParty };
export { applicationStates, type ApplicationState };

/** States from which a case goes up by authority level (handbook 5.3, row `recommended`). */
const upward: readonly ApplicationState[] = [
	'sector_check',
	'county_check',
	'city_check',
	'acceptance_check'
];
const afterCounty = (f: CaseFacts): ApplicationState =>
	f.route === 'forward' || f.cityCheckNamed ? 'city_check' : 'acceptance_check';
const afterSector = (f: CaseFacts): ApplicationState =>
	f.employerInCounty ? 'county_check' : afterCounty(f);

const suspendable: readonly ApplicationState[] = [
	'submitted',
	'employer_check',
	'returned_by_employer',
	'employer_notice',
	'employer_objection',
	'recommended',
	'sector_check',
	'county_check',
	'city_check',
	'acceptance_check',
	'correction_requested',
	'accepted',
	'rerouting',
	'panel_review',
	'defence_scheduled',
	'defence_absent',
	'defence_done',
	'on_agenda',
	'deferred',
	'voted_passed',
	'result_notice',
	'result_objection'
];

const state = {
	mine: { holder: 'applicant', due: null, phase: 'preparing' },
	ended: { holder: null, due: null, phase: 'ended' }
} as const;

export const applicationWorkflow = defineWorkflow<CaseFacts>()({
	name: 'application',
	initial: 'draft',
	states: {
		draft: state.mine,
		submitted: { holder: 'employer', due: 'desk.employerCheck.workingDays', phase: 'checking' },
		employer_check: {
			holder: 'employer',
			due: 'desk.employerCheck.workingDays',
			phase: 'checking'
		},
		returned_by_employer: { holder: 'applicant', due: null, phase: 'preparing' },
		employer_notice: { holder: 'employer', due: null, phase: 'checking' },
		employer_objection: {
			holder: 'employer',
			due: 'desk.employerObjection.workingDays',
			phase: 'checking'
		},
		recommended: { holder: 'system', due: null, phase: 'checking' },
		sector_check: { holder: 'sector', due: 'desk.sectorCheck.workingDays', phase: 'checking' },
		county_check: { holder: 'county', due: 'desk.countyCheck.workingDays', phase: 'checking' },
		city_check: { holder: 'city', due: 'desk.cityCheck.workingDays', phase: 'checking' },
		acceptance_check: {
			holder: 'office',
			due: 'desk.acceptanceCheck.workingDays',
			phase: 'checking'
		},
		correction_requested: {
			holder: 'applicant',
			due: 'correction.workingDays',
			phase: 'checking'
		},
		accepted: { holder: 'office', due: null, phase: 'reviewing' },
		rerouting: { holder: 'city', due: null, phase: 'reviewing' },
		panel_review: { holder: 'expert', due: null, phase: 'reviewing' },
		defence_scheduled: { holder: 'office', due: null, phase: 'reviewing' },
		defence_absent: { holder: 'office', due: null, phase: 'reviewing' },
		defence_done: { holder: 'office', due: null, phase: 'reviewing' },
		on_agenda: { holder: 'office', due: null, phase: 'reviewing' },
		deferred: { holder: 'office', due: null, phase: 'reviewing' },
		voted_passed: { holder: 'office', due: null, phase: 'publishing' },
		voted_failed: state.ended,
		result_notice: { holder: 'office', due: null, phase: 'publishing' },
		result_objection: {
			holder: 'office',
			due: 'desk.resultObjection.workingDays',
			phase: 'publishing'
		},
		confirmed: { holder: 'office', due: null, phase: 'publishing' },
		certificate_issued: { holder: null, due: null, phase: 'granted' },
		revoked: state.ended,
		superseded: { holder: null, due: null, phase: 'granted' },
		not_accepted: state.ended,
		rejected_after_notice: state.ended,
		recheck_requested: {
			holder: 'office',
			due: 'recheck.decideWithinWorkingDays',
			phase: 'publishing'
		},
		recheck_upheld: { holder: 'office', due: null, phase: 'reviewing' },
		recheck_rejected: state.ended,
		forwarded_to_region: { holder: 'city', due: null, phase: 'reviewing' },
		region_result_recorded: state.ended,
		suspended: { holder: 'inspector', due: null, phase: 'checking' },
		terminated_fraud: state.ended,
		withdrawn: state.ended,
		deleted: state.ended,
		lapsed: state.ended,
		deemed_abandoned: state.ended,
		closed_without_route: state.ended
	},
	moves: {
		submit: {
			from: ['draft'],
			to: 'submitted',
			by: ['applicant'],
			needs: [
				need.windowOpen,
				need.notBarred,
				need.notByExamination,
				need.oneApplication,
				need.routed,
				need.assistConfirmed,
				need.complete,
				need.pledged
			],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		delete_draft: {
			from: ['draft'],
			to: 'deleted',
			by: ['applicant'],
			needs: [],
			tells: [],
			asks: 'nothing'
		},
		lapse: {
			from: ['draft', 'returned_by_employer'],
			to: 'lapsed',
			by: ['clock'],
			needs: [need.windowClosed],
			tells: ['applicant'],
			asks: 'nothing'
		},
		take_back: {
			from: ['submitted', 'employer_check'],
			to: 'draft',
			by: ['applicant'],
			needs: [need.mayTakeBack],
			tells: ['employer'],
			asks: 'nothing'
		},
		pick_up: {
			from: ['submitted'],
			to: 'employer_check',
			by: ['employer'],
			needs: [],
			tells: ['applicant'],
			asks: 'nothing'
		},
		employer_return: {
			from: ['employer_check'],
			to: 'returned_by_employer',
			by: ['employer'],
			needs: [need.defectsNamed],
			tells: ['applicant'],
			asks: 'defects'
		},
		resubmit: {
			from: ['returned_by_employer'],
			to: 'submitted',
			by: ['applicant'],
			needs: [
				need.windowOpen,
				need.notBarred,
				need.routed,
				need.complete,
				need.defectsFixed,
				need.pledged
			],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		post_notice: {
			from: ['employer_check'],
			to: 'employer_notice',
			by: ['employer'],
			needs: [need.calendarConfirmed],
			tells: ['applicant'],
			asks: 'opinion'
		},
		restart_notice: {
			from: ['employer_notice'],
			to: 'employer_notice',
			by: ['employer'],
			needs: [need.calendarConfirmed],
			tells: ['applicant'],
			asks: 'reason'
		},
		receive_objection: {
			from: ['employer_notice'],
			to: 'employer_objection',
			by: ['employer', 'system'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'reason'
		},
		dismiss_objection: {
			from: ['employer_objection'],
			to: 'recommended',
			by: ['employer'],
			needs: [need.noticeEnded],
			tells: ['applicant'],
			asks: 'reason'
		},
		return_after_objection: {
			from: ['employer_objection'],
			to: 'returned_by_employer',
			by: ['employer'],
			needs: [need.defectsNamed],
			tells: ['applicant'],
			asks: 'defects'
		},
		recommend: {
			from: ['employer_notice'],
			to: 'recommended',
			by: ['employer'],
			needs: [need.noticeEnded, need.noOpenObjection],
			tells: ['applicant'],
			asks: 'opinion'
		},
		send_up: {
			from: ['recommended'],
			to: {
				oneOf: upward,
				choose: (f) => (f.sectorNamed ? 'sector_check' : afterSector(f))
			},
			by: ['system'],
			needs: [],
			tells: ['sector', 'county', 'city', 'office'],
			asks: 'nothing'
		},
		sector_pass: {
			from: ['sector_check'],
			to: { oneOf: ['county_check', 'city_check', 'acceptance_check'], choose: afterSector },
			by: ['sector'],
			needs: [],
			tells: ['applicant'],
			asks: 'opinion'
		},
		sector_return: {
			from: ['sector_check'],
			to: 'returned_by_employer',
			by: ['sector'],
			needs: [need.defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		county_pass: {
			from: ['county_check'],
			to: { oneOf: ['city_check', 'acceptance_check'], choose: afterCounty },
			by: ['county'],
			needs: [need.routed],
			tells: ['applicant', 'office', 'city'],
			asks: 'opinion'
		},
		county_return: {
			from: ['county_check'],
			to: 'returned_by_employer',
			by: ['county'],
			needs: [need.defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		city_pass: {
			from: ['city_check'],
			to: 'acceptance_check',
			by: ['city'],
			needs: [need.routed, need.notForwarded],
			tells: ['applicant', 'office'],
			asks: 'opinion'
		},
		city_return: {
			from: ['city_check'],
			to: 'returned_by_employer',
			by: ['city'],
			needs: [need.defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		forward: {
			from: ['city_check'],
			to: 'forwarded_to_region',
			by: ['city'],
			needs: [need.forwarded],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		record_region_result: {
			from: ['forwarded_to_region'],
			to: 'region_result_recorded',
			by: ['city'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		accept: {
			from: ['acceptance_check'],
			to: 'accepted',
			by: ['office'],
			needs: [need.routed, need.notForwarded, need.ownCommittee, need.committeeValid],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		request_correction: {
			from: ['acceptance_check'],
			to: 'correction_requested',
			by: ['office'],
			needs: [need.firstCorrection, need.defectsNamed, need.calendarConfirmed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		correct: {
			from: ['correction_requested'],
			to: 'acceptance_check',
			by: ['applicant'],
			needs: [need.inTime, need.complete, need.defectsFixed, need.pledged],
			tells: ['office'],
			asks: 'nothing'
		},
		abandon: {
			from: ['correction_requested'],
			to: 'deemed_abandoned',
			by: ['clock'],
			needs: [need.overdue],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		refuse: {
			from: ['acceptance_check'],
			to: 'not_accepted',
			by: ['office'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'reason'
		},
		withdraw: {
			from: [
				'submitted',
				'employer_check',
				'returned_by_employer',
				'employer_notice',
				'recommended',
				'sector_check',
				'county_check',
				'city_check',
				'acceptance_check',
				'correction_requested'
			],
			to: 'withdrawn',
			by: ['applicant'],
			needs: [],
			tells: ['employer'],
			asks: 'reason'
		},
		request_withdrawal: {
			from: ['accepted'],
			to: 'accepted',
			by: ['applicant'],
			needs: [need.withdrawalNotRequested],
			tells: ['office'],
			asks: 'reason'
		},
		consent_withdrawal: {
			from: ['accepted'],
			to: 'withdrawn',
			by: ['office'],
			needs: [need.withdrawalRequested],
			tells: ['applicant', 'employer'],
			asks: 'reason'
		},
		open_review: {
			from: ['accepted'],
			to: 'panel_review',
			by: ['office'],
			needs: [need.committeeValid, need.enoughExperts],
			tells: ['expert'],
			asks: 'nothing'
		},
		reroute: {
			from: [
				'acceptance_check',
				'accepted',
				'panel_review',
				'defence_scheduled',
				'defence_done',
				'on_agenda',
				'deferred'
			],
			to: 'rerouting',
			by: ['clock', 'city', 'office'],
			needs: [need.committeeInvalid],
			tells: ['applicant', 'office', 'city'],
			asks: 'reason'
		},
		assign_new_committee: {
			from: ['rerouting'],
			to: 'acceptance_check',
			by: ['city'],
			needs: [need.routed, need.notForwarded, need.committeeValid, need.officeNamed],
			tells: ['applicant', 'office'],
			asks: 'reason'
		},
		forward_rerouted: {
			from: ['rerouting'],
			to: 'forwarded_to_region',
			by: ['city'],
			needs: [need.forwarded],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		close_without_route: {
			from: ['rerouting'],
			to: 'closed_without_route',
			by: ['city'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		schedule_defence: {
			from: ['panel_review'],
			to: 'defence_scheduled',
			by: ['office'],
			needs: [need.scoresIn],
			tells: ['applicant'],
			asks: 'reason'
		},
		record_defence: {
			from: ['defence_scheduled'],
			to: 'defence_done',
			by: ['office'],
			needs: [],
			tells: ['applicant'],
			asks: 'opinion'
		},
		mark_absent: {
			from: ['defence_scheduled'],
			to: 'defence_absent',
			by: ['office'],
			needs: [],
			tells: ['applicant'],
			asks: 'reason'
		},
		reschedule_defence: {
			from: ['defence_absent'],
			to: 'defence_scheduled',
			by: ['office'],
			needs: [need.firstAbsence],
			tells: ['applicant'],
			asks: 'reason'
		},
		fail_absent: {
			from: ['defence_absent'],
			to: 'voted_failed',
			by: ['office'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'reason'
		},
		put_on_agenda: {
			from: ['panel_review', 'defence_done', 'deferred'],
			to: 'on_agenda',
			by: ['office'],
			needs: [need.committeeValid, need.scoresIn],
			tells: ['chair'],
			asks: 'nothing'
		},
		record_passed: {
			from: ['on_agenda'],
			to: 'voted_passed',
			by: ['office'],
			needs: [need.committeeValid, need.outcomeIs('passed')],
			tells: [],
			asks: 'nothing'
		},
		record_failed: {
			from: ['on_agenda'],
			to: 'voted_failed',
			by: ['office'],
			needs: [need.committeeValid, need.outcomeIs('failed')],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		defer: {
			from: ['on_agenda'],
			to: 'deferred',
			by: ['office', 'clock'],
			needs: [need.outcomeIs('deferred')],
			tells: ['applicant'],
			asks: 'nothing'
		},
		publish_result: {
			from: ['voted_passed'],
			to: 'result_notice',
			by: ['office'],
			needs: [need.calendarConfirmed],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		restart_result_notice: {
			from: ['result_notice'],
			to: 'result_notice',
			by: ['office'],
			needs: [need.calendarConfirmed],
			tells: ['applicant'],
			asks: 'reason'
		},
		receive_report: {
			from: ['result_notice'],
			to: 'result_objection',
			by: ['office', 'system'],
			needs: [],
			tells: ['applicant', 'office'],
			asks: 'reason'
		},
		dismiss_report: {
			from: ['result_objection'],
			to: 'confirmed',
			by: ['office'],
			needs: [need.resultNoticeEnded],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		reject_after_notice: {
			from: ['result_objection'],
			to: 'rejected_after_notice',
			by: ['office'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		confirm: {
			from: ['result_notice'],
			to: 'confirmed',
			by: ['office', 'city'],
			needs: [need.resultNoticeEnded, need.noOpenReport],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		issue_certificate: {
			from: ['confirmed'],
			to: 'certificate_issued',
			by: ['office', 'city'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		revoke: {
			from: ['certificate_issued'],
			to: 'revoked',
			by: ['city'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'document'
		},
		supersede: {
			from: ['certificate_issued'],
			to: 'superseded',
			by: ['system'],
			needs: [],
			tells: [],
			asks: 'nothing'
		},
		request_recheck: {
			from: ['voted_failed', 'not_accepted', 'rejected_after_notice'],
			to: 'recheck_requested',
			by: ['applicant'],
			needs: [need.recheckInTime, need.noOtherApplication, need.calendarConfirmed],
			tells: ['office', 'city'],
			asks: 'reason'
		},
		reject_recheck: {
			from: ['recheck_requested'],
			to: 'recheck_rejected',
			by: ['office', 'city'],
			needs: [],
			tells: ['applicant'],
			asks: 'document'
		},
		uphold_recheck: {
			from: ['recheck_requested'],
			to: 'recheck_upheld',
			by: ['office', 'city'],
			needs: [need.noOtherApplication],
			tells: ['applicant'],
			asks: 'document'
		},
		review_again: {
			from: ['recheck_upheld'],
			to: 'panel_review',
			by: ['office'],
			needs: [need.committeeValid],
			tells: ['applicant', 'expert'],
			asks: 'reason'
		},
		vote_again: {
			from: ['recheck_upheld'],
			to: 'on_agenda',
			by: ['office'],
			needs: [need.committeeValid, need.scoresIn],
			tells: ['applicant', 'chair'],
			asks: 'reason'
		},
		suspend: {
			from: suspendable,
			to: 'suspended',
			by: ['inspector', 'city'],
			needs: [],
			tells: ['applicant', 'employer', 'office'],
			asks: 'document'
		},
		resume: {
			from: ['suspended'],
			to: { oneOf: suspendable, choose: (f) => f.resumeState ?? 'submitted' },
			by: ['inspector', 'city'],
			needs: [need.calendarConfirmed],
			tells: ['applicant', 'employer', 'office'],
			asks: 'document'
		},
		terminate_fraud: {
			from: ['employer_objection', 'panel_review', 'suspended'],
			to: 'terminated_fraud',
			by: ['office', 'city', 'inspector'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'document'
		}
	}
});

export type ApplicationMove = keyof typeof applicationWorkflow.moves;
