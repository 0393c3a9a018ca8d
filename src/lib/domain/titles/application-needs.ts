/**
 * What the moves of a title application look at (facts) and what they need (conditions that say why not). The
 * table itself is `application-workflow.ts`.
 */
import type { Day } from '../day.ts';
import { rule } from '../refusal.ts';
import type { Need } from '../workflow.ts';
import type { ApplicationState } from './application-states.ts';

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
	/**
	 * Before acceptance: the route, computed again, leads away from the office that holds the case. Name of the
	 * committee that it leads to instead, '' where it leads to none here; null: it leads to this office.
	 */
	readonly routeElsewhere: string | null;
	/** The committee that the route leads to has an office which could receive the case. */
	readonly officeNamed: boolean;
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
	/** The applicant has asked to withdraw an accepted case. */
	readonly withdrawalRequested: boolean;
	/** How often the applicant did not come to the defence. */
	readonly absences: number;
};

type N = Need<CaseFacts>;

export const windowOpen: N = {
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
export const windowClosed: N = {
	key: 'window_closed',
	rule: null,
	check: (f) => (f.now < f.window.closesAt ? rule('window_still_open') : undefined)
};
export const complete: N = {
	key: 'complete',
	rule: null,
	check: (f) => (f.errors > 0 ? rule('not_complete', { count: f.errors }) : undefined)
};
export const pledged: N = {
	key: 'pledged',
	rule: 'fraudRevoked',
	check: (f) => (f.pledged ? undefined : rule('pledge_missing', {}, 'fraudRevoked'))
};
export const assistConfirmed: N = {
	key: 'assist_confirmed',
	rule: null,
	check: (f) => (f.assistUnconfirmed ? rule('assist_unconfirmed') : undefined)
};
/** One person, so many applications a year. */
const noneBeside = (key: string, says: string): N => ({
	key,
	rule: 'application.maxPerPersonPerCycle',
	check: (f) =>
		f.otherApplications >= f.maxApplications
			? rule(says, { max: f.maxApplications }, 'application.maxPerPersonPerCycle')
			: undefined
});
export const oneApplication = noneBeside('one_application', 'too_many_applications');
export const notBarred: N = {
	key: 'not_barred',
	rule: 'fraudRevoked',
	check: (f) =>
		f.barred
			? rule('barred', {}, 'fraudRevoked')
			: f.retired
				? rule('retired', {}, 'retiredMayNotApply')
				: undefined
};
export const notByExamination: N = {
	key: 'not_by_examination',
	rule: null,
	check: (f) => (f.byExamination ? rule('by_examination') : undefined)
};
export const routed: N = {
	key: 'routed',
	rule: 'reviewDelegation',
	check: (f) =>
		f.route === 'none'
			? rule('no_route', {}, 'reviewDelegation')
			: f.route === 'ambiguous'
				? rule('route_ambiguous', {}, 'reviewDelegation')
				: undefined
};
export const notForwarded: N = {
	key: 'not_forwarded',
	rule: 'reviewDelegation',
	check: (f) => (f.route === 'forward' ? rule('route_leads_to_region') : undefined)
};
export const forwarded: N = {
	key: 'forwarded',
	rule: 'reviewDelegation',
	check: (f) => (f.route === 'forward' ? undefined : rule('route_stays_here'))
};
export const committeeValid: N = {
	key: 'committee_valid',
	rule: 'committeeValidity',
	check: (f) =>
		f.committeeValid ? undefined : rule('committee_not_valid', {}, 'committeeValidity')
};
export const officeNamed: N = {
	key: 'office_named',
	rule: null,
	check: (f) => (f.officeNamed ? undefined : rule('committee_without_office'))
};
/** Only the office that holds a case may accept it, and only for a committee of its own. */
export const ownCommittee: N = {
	key: 'own_committee',
	rule: 'reviewDelegation',
	check: (f) =>
		f.routeElsewhere
			? rule('route_to_other_office', { committee: f.routeElsewhere }, 'reviewDelegation')
			: undefined
};
export const committeeInvalid: N = {
	key: 'committee_invalid',
	rule: 'committeeValidity',
	check: (f) =>
		f.committeeValid && f.routeElsewhere === null ? rule('committee_still_valid') : undefined
};
export const withdrawalRequested: N = {
	key: 'withdrawal_requested',
	rule: null,
	check: (f) => (f.withdrawalRequested ? undefined : rule('withdrawal_not_requested'))
};
export const withdrawalNotRequested: N = {
	key: 'withdrawal_not_requested',
	rule: null,
	check: (f) => (f.withdrawalRequested ? rule('withdrawal_requested_already') : undefined)
};
/** The employer has not begun, or ten minutes have not passed: the applicant may take it back. */
const takeBackMs = 10 * 60 * 1000;
export const mayTakeBack: N = {
	key: 'may_take_back',
	rule: null,
	check: (f) =>
		f.pickedUpAt === null || (f.submittedAt !== null && f.now - f.submittedAt < takeBackMs)
			? undefined
			: rule('picked_up')
};
export const calendarConfirmed: N = {
	key: 'calendar_confirmed',
	rule: null,
	check: (f) =>
		f.unconfirmedYear === null
			? undefined
			: rule('calendar_unconfirmed', { year: f.unconfirmedYear })
};
/** A notice that has run its full days, by the rule that asks for it (Order 40 art. 16 or art. 26). */
const ended = (key: string, cited: 'employerNotice' | 'resultNotice'): N => ({
	key,
	rule: cited,
	check: (f) =>
		f.notice === null
			? rule('notice_missing', {}, cited)
			: f.notice.state === 'running'
				? rule('notice_running', { until: f.notice.endOn }, cited)
				: f.notice.state === 'voided'
					? rule('notice_voided', {}, cited)
					: undefined
});
export const noticeEnded = ended('notice_ended', 'employerNotice');
export const resultNoticeEnded = ended('result_notice_ended', 'resultNotice');
const noObjection = (key: string, cited: 'employerNotice' | 'resultNotice'): N => ({
	key,
	rule: cited,
	check: (f) =>
		f.openObjections > 0 ? rule('objection_open', { count: f.openObjections }, cited) : undefined
});
export const noOpenObjection = noObjection('no_open_objection', 'employerNotice');
export const noOpenReport = noObjection('no_open_report', 'resultNotice');
export const defectsNamed: N = {
	key: 'defects_named',
	rule: 'correctionOnce',
	check: (f) => (f.defectsNamed > 0 ? undefined : rule('defects_missing'))
};
export const defectsFixed: N = {
	key: 'defects_fixed',
	rule: null,
	check: (f) => (f.openDefects > 0 ? rule('defects_open', { count: f.openDefects }) : undefined)
};
export const firstCorrection: N = {
	key: 'first_correction',
	rule: 'correctionOnce',
	check: (f) => (f.corrections > 0 ? rule('correction_used', {}, 'correctionOnce') : undefined)
};
export const overdue: N = {
	key: 'overdue',
	rule: 'correctionOnce',
	check: (f) =>
		f.dueOn !== null && f.today > f.dueOn
			? undefined
			: rule('not_overdue', { until: f.dueOn ?? '' })
};
export const inTime: N = {
	key: 'in_time',
	rule: 'correctionOnce',
	check: (f) =>
		f.dueOn !== null && f.today > f.dueOn ? rule('correction_late', { until: f.dueOn }) : undefined
};
export const recheckInTime: N = {
	key: 'recheck_in_time',
	rule: 'recheck',
	check: (f) =>
		f.dueOn !== null && f.today > f.dueOn
			? rule('recheck_late', { until: f.dueOn }, 'recheck')
			: undefined
};
/** A re-check brings an old application back to life. */
export const noOtherApplication = noneBeside('no_other_application', 'other_application_alive');
export const enoughExperts: N = {
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
export const scoresIn: N = {
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
export const outcomeIs = (outcome: 'passed' | 'failed' | 'deferred'): N => ({
	key: `outcome_${outcome}`,
	rule: 'ballotPass',
	check: (f) =>
		f.meetingOutcome === outcome ? undefined : rule('outcome_differs', {}, 'ballotPass')
});
export const firstAbsence: N = {
	key: 'first_absence',
	rule: null,
	check: (f) => (f.absences > 1 ? rule('absence_used') : undefined)
};
