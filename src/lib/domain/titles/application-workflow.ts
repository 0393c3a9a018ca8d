/**
 * The path of a title application, from draft to certificate (handbook 5.3, Order 40).
 * This table is the process: nothing else in the portal knows which state follows which.
 */
import type { Day } from '../day.ts';
import { rule } from '../refusal.ts';
import { defineWorkflow, type Need } from '../workflow.ts';
import { applicationStates, type ApplicationState } from './application-states.ts';

export { applicationStates, type ApplicationState };

/** What somebody can be to a case. `clock` and `system` are the portal itself. */
export const caseParties = [
	'applicant',
	'assistant',
	'employer',
	'sector',
	'county',
	'city',
	'office',
	'expert',
	'chair',
	'inspector',
	'clock',
	'system'
] as const;
export type CaseParty = (typeof caseParties)[number];

/** The facts that the moves' needs look at. Gathered by the use case, never by the domain. */
export type CaseFacts = {
	readonly now: number;
	readonly today: Day;
	readonly state: ApplicationState;
	readonly resumeState: ApplicationState | null;
	readonly window: { readonly opensAt: number; readonly closesAt: number };
	/** Case was begun before the window closed (a started upload or draft may still be handed in late only after a return). */
	readonly submittedAt: number | null;
	readonly pickedUpAt: number | null;
	/** Errors of the pre-submission check; warnings do not count. */
	readonly errors: number;
	readonly pledged: boolean;
	readonly assistUnconfirmed: boolean;
	/** Other live applications of the person in this batch. */
	readonly otherApplications: number;
	readonly maxApplications: number;
	readonly barred: boolean;
	readonly retired: boolean;
	/** Series and level are assessed by examination: the review does not open. */
	readonly byExamination: boolean;
	readonly route: 'committee' | 'entrusted' | 'forward' | 'ambiguous' | 'none';
	/** The frozen committee is active and in validity on the round's meeting day. */
	readonly committeeValid: boolean;
	readonly sectorNamed: boolean;
	readonly cityCheckNamed: boolean;
	readonly employerInCounty: boolean;
	readonly notice: { readonly state: 'running' | 'ended' | 'voided'; readonly endOn: Day } | null;
	/** Years without a confirmed calendar that the notice or deadline would fall into; null: fine. */
	readonly unconfirmedYear: number | null;
	readonly openObjections: number;
	/** Defects named in the move being made. */
	readonly defectsNamed: number;
	readonly openDefects: number;
	readonly corrections: number;
	readonly dueOn: Day | null;
	readonly experts: {
		readonly assigned: number;
		readonly submitted: number;
		readonly minimum: number;
	};
	readonly meetingOutcome: 'passed' | 'failed' | 'deferred' | null;
	readonly defences: number;
};

type N = Need<CaseFacts>;

const windowOpen: N = {
	key: 'window_open',
	rule: null,
	check: (f) =>
		f.now < f.window.opensAt
			? rule('window_not_open', { at: f.window.opensAt })
			: f.now >= f.window.closesAt
				? rule('window_closed', { at: f.window.closesAt })
				: undefined
};
/** A first hand-in needs the open window; a case that was handed in before may be repaired until the close too. */
const windowClosed: N = {
	key: 'window_closed',
	rule: null,
	check: (f) => (f.now < f.window.closesAt ? rule('window_still_open') : undefined)
};
const complete: N = {
	key: 'complete',
	rule: null,
	check: (f) => (f.errors > 0 ? rule('not_complete', { count: f.errors }) : undefined)
};
const pledged: N = {
	key: 'pledged',
	rule: 'fraudRevoked',
	check: (f) => (f.pledged ? undefined : rule('pledge_missing', {}, 'fraudRevoked'))
};
const assistConfirmed: N = {
	key: 'assist_confirmed',
	rule: null,
	check: (f) => (f.assistUnconfirmed ? rule('assist_unconfirmed') : undefined)
};
const oneApplication: N = {
	key: 'one_application',
	rule: 'application.maxPerPersonPerCycle',
	check: (f) =>
		f.otherApplications >= f.maxApplications
			? rule(
					'too_many_applications',
					{ max: f.maxApplications },
					'application.maxPerPersonPerCycle'
				)
			: undefined
};
const notBarred: N = {
	key: 'not_barred',
	rule: 'fraudRevoked',
	check: (f) =>
		f.barred
			? rule('barred', {}, 'fraudRevoked')
			: f.retired
				? rule('retired', {}, 'retiredMayNotApply')
				: undefined
};
const notByExamination: N = {
	key: 'not_by_examination',
	rule: null,
	check: (f) => (f.byExamination ? rule('by_examination') : undefined)
};
const routed: N = {
	key: 'routed',
	rule: 'reviewDelegation',
	check: (f) =>
		f.route === 'none'
			? rule('no_route', {}, 'reviewDelegation')
			: f.route === 'ambiguous'
				? rule('route_ambiguous', {}, 'reviewDelegation')
				: undefined
};
const notForwarded: N = {
	key: 'not_forwarded',
	rule: 'reviewDelegation',
	check: (f) => (f.route === 'forward' ? rule('route_leads_to_region') : undefined)
};
const forwarded: N = {
	key: 'forwarded',
	rule: 'reviewDelegation',
	check: (f) => (f.route === 'forward' ? undefined : rule('route_stays_here'))
};
const committeeValid: N = {
	key: 'committee_valid',
	rule: 'committeeValidity',
	check: (f) =>
		f.committeeValid ? undefined : rule('committee_not_valid', {}, 'committeeValidity')
};
const committeeInvalid: N = {
	key: 'committee_invalid',
	rule: 'committeeValidity',
	check: (f) => (f.committeeValid ? rule('committee_still_valid') : undefined)
};
/** The employer has not begun, or ten minutes have not passed: the applicant may take it back. */
const takeBackMs = 10 * 60 * 1000;
const mayTakeBack: N = {
	key: 'may_take_back',
	rule: null,
	check: (f) =>
		f.pickedUpAt === null || (f.submittedAt !== null && f.now - f.submittedAt < takeBackMs)
			? undefined
			: rule('picked_up')
};
const calendarConfirmed: N = {
	key: 'calendar_confirmed',
	rule: null,
	check: (f) =>
		f.unconfirmedYear === null
			? undefined
			: rule('calendar_unconfirmed', { year: f.unconfirmedYear })
};
const noticeEnded: N = {
	key: 'notice_ended',
	rule: 'employerNotice',
	check: (f) =>
		f.notice === null
			? rule('notice_missing', {}, 'employerNotice')
			: f.notice.state === 'running'
				? rule('notice_running', { until: f.notice.endOn }, 'employerNotice')
				: f.notice.state === 'voided'
					? rule('notice_voided', {}, 'employerNotice')
					: undefined
};
const noOpenObjection: N = {
	key: 'no_open_objection',
	rule: 'employerNotice',
	check: (f) =>
		f.openObjections > 0 ? rule('objection_open', { count: f.openObjections }) : undefined
};
const defectsNamed: N = {
	key: 'defects_named',
	rule: 'correctionOnce',
	check: (f) => (f.defectsNamed > 0 ? undefined : rule('defects_missing'))
};
const defectsFixed: N = {
	key: 'defects_fixed',
	rule: null,
	check: (f) => (f.openDefects > 0 ? rule('defects_open', { count: f.openDefects }) : undefined)
};
const firstCorrection: N = {
	key: 'first_correction',
	rule: 'correctionOnce',
	check: (f) => (f.corrections > 0 ? rule('correction_used', {}, 'correctionOnce') : undefined)
};
const overdue: N = {
	key: 'overdue',
	rule: 'correctionOnce',
	check: (f) =>
		f.dueOn !== null && f.today > f.dueOn
			? undefined
			: rule('not_overdue', { until: f.dueOn ?? '' })
};
const inTime: N = {
	key: 'in_time',
	rule: 'correctionOnce',
	check: (f) =>
		f.dueOn !== null && f.today > f.dueOn ? rule('correction_late', { until: f.dueOn }) : undefined
};
const enoughExperts: N = {
	key: 'enough_experts',
	rule: 'panelOpinion',
	check: (f) =>
		f.experts.assigned < f.experts.minimum
			? rule(
					'experts_too_few',
					{ found: f.experts.assigned, needed: f.experts.minimum },
					'panelOpinion'
				)
			: undefined
};
const scoresIn: N = {
	key: 'scores_in',
	rule: 'panelOpinion',
	check: (f) =>
		f.experts.submitted < f.experts.minimum || f.experts.submitted < f.experts.assigned
			? rule(
					'scores_missing',
					{ found: f.experts.submitted, needed: Math.max(f.experts.assigned, f.experts.minimum) },
					'panelOpinion'
				)
			: undefined
};
const outcomeIs = (outcome: 'passed' | 'failed' | 'deferred'): N => ({
	key: `outcome_${outcome}`,
	rule: 'ballotPass',
	check: (f) =>
		f.meetingOutcome === outcome ? undefined : rule('outcome_differs', {}, 'ballotPass')
});
const firstAbsence: N = {
	key: 'first_absence',
	rule: null,
	check: (f) => (f.defences > 1 ? rule('absence_used') : undefined)
};

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
			due: 'desk.resultObjection.workingDays',
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
				windowOpen,
				notBarred,
				notByExamination,
				oneApplication,
				routed,
				assistConfirmed,
				complete,
				pledged
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
			needs: [windowClosed],
			tells: ['applicant'],
			asks: 'nothing'
		},
		take_back: {
			from: ['submitted', 'employer_check'],
			to: 'draft',
			by: ['applicant'],
			needs: [mayTakeBack],
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
			needs: [defectsNamed],
			tells: ['applicant'],
			asks: 'defects'
		},
		resubmit: {
			from: ['returned_by_employer'],
			to: 'submitted',
			by: ['applicant'],
			needs: [windowOpen, notBarred, routed, complete, defectsFixed, pledged],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		post_notice: {
			from: ['employer_check'],
			to: 'employer_notice',
			by: ['employer'],
			needs: [calendarConfirmed],
			tells: ['applicant'],
			asks: 'opinion'
		},
		restart_notice: {
			from: ['employer_notice'],
			to: 'employer_notice',
			by: ['employer'],
			needs: [calendarConfirmed],
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
			needs: [noticeEnded],
			tells: ['applicant'],
			asks: 'reason'
		},
		return_after_objection: {
			from: ['employer_objection'],
			to: 'returned_by_employer',
			by: ['employer'],
			needs: [defectsNamed],
			tells: ['applicant'],
			asks: 'defects'
		},
		recommend: {
			from: ['employer_notice'],
			to: 'recommended',
			by: ['employer'],
			needs: [noticeEnded, noOpenObjection],
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
			needs: [defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		county_pass: {
			from: ['county_check'],
			to: { oneOf: ['city_check', 'acceptance_check'], choose: afterCounty },
			by: ['county'],
			needs: [routed],
			tells: ['applicant', 'office', 'city'],
			asks: 'opinion'
		},
		county_return: {
			from: ['county_check'],
			to: 'returned_by_employer',
			by: ['county'],
			needs: [defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		city_pass: {
			from: ['city_check'],
			to: 'acceptance_check',
			by: ['city'],
			needs: [routed, notForwarded],
			tells: ['applicant', 'office'],
			asks: 'opinion'
		},
		city_return: {
			from: ['city_check'],
			to: 'returned_by_employer',
			by: ['city'],
			needs: [defectsNamed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		forward: {
			from: ['city_check'],
			to: 'forwarded_to_region',
			by: ['city'],
			needs: [forwarded],
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
			needs: [routed, committeeValid],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		request_correction: {
			from: ['acceptance_check'],
			to: 'correction_requested',
			by: ['office'],
			needs: [firstCorrection, defectsNamed, calendarConfirmed],
			tells: ['applicant', 'employer'],
			asks: 'defects'
		},
		correct: {
			from: ['correction_requested'],
			to: 'acceptance_check',
			by: ['applicant'],
			needs: [inTime, complete, defectsFixed, pledged],
			tells: ['office'],
			asks: 'nothing'
		},
		abandon: {
			from: ['correction_requested'],
			to: 'deemed_abandoned',
			by: ['clock'],
			needs: [overdue],
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
		consent_withdrawal: {
			from: ['accepted'],
			to: 'withdrawn',
			by: ['office'],
			needs: [],
			tells: ['applicant', 'employer'],
			asks: 'reason'
		},
		open_review: {
			from: ['accepted'],
			to: 'panel_review',
			by: ['office'],
			needs: [committeeValid, enoughExperts],
			tells: ['expert'],
			asks: 'nothing'
		},
		reroute: {
			from: [
				'accepted',
				'panel_review',
				'defence_scheduled',
				'defence_done',
				'on_agenda',
				'deferred'
			],
			to: 'rerouting',
			by: ['clock', 'city'],
			needs: [committeeInvalid],
			tells: ['applicant', 'office', 'city'],
			asks: 'reason'
		},
		assign_new_committee: {
			from: ['rerouting'],
			to: 'acceptance_check',
			by: ['city'],
			needs: [routed, notForwarded, committeeValid],
			tells: ['applicant', 'office'],
			asks: 'reason'
		},
		forward_rerouted: {
			from: ['rerouting'],
			to: 'forwarded_to_region',
			by: ['city'],
			needs: [forwarded],
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
			needs: [scoresIn],
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
			needs: [firstAbsence],
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
			needs: [committeeValid, scoresIn],
			tells: ['chair'],
			asks: 'nothing'
		},
		record_passed: {
			from: ['on_agenda'],
			to: 'voted_passed',
			by: ['office'],
			needs: [committeeValid, outcomeIs('passed')],
			tells: [],
			asks: 'nothing'
		},
		record_failed: {
			from: ['on_agenda'],
			to: 'voted_failed',
			by: ['office'],
			needs: [committeeValid, outcomeIs('failed')],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		defer: {
			from: ['on_agenda'],
			to: 'deferred',
			by: ['office', 'clock'],
			needs: [outcomeIs('deferred')],
			tells: ['applicant'],
			asks: 'nothing'
		},
		publish_result: {
			from: ['voted_passed'],
			to: 'result_notice',
			by: ['office'],
			needs: [calendarConfirmed],
			tells: ['applicant', 'employer'],
			asks: 'nothing'
		},
		restart_result_notice: {
			from: ['result_notice'],
			to: 'result_notice',
			by: ['office'],
			needs: [calendarConfirmed],
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
			needs: [noticeEnded],
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
			needs: [noticeEnded, noOpenObjection],
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
			needs: [inTime, calendarConfirmed],
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
			needs: [],
			tells: ['applicant'],
			asks: 'document'
		},
		review_again: {
			from: ['recheck_upheld'],
			to: 'panel_review',
			by: ['office'],
			needs: [committeeValid],
			tells: ['applicant', 'expert'],
			asks: 'reason'
		},
		vote_again: {
			from: ['recheck_upheld'],
			to: 'on_agenda',
			by: ['office'],
			needs: [committeeValid],
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
			needs: [],
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

export type ApplicationMove = keyof typeof applicationWorkflow.moves & string;
