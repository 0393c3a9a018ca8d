/** What stands in the way of a case's moves and what does not: an example for every need of the table. */
import {
	applicationWorkflow,
	caseParties,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import type { Example, Process } from '../workflow-laws.ts';

export const noon = Date.UTC(2026, 8, 14, 4);
const hour = 3_600_000;

/** A case of a county in the open batch, routed to a valid committee, with everything in order. */
const facts: CaseFacts = {
	now: noon,
	today: '2026-09-14',
	state: 'draft',
	resumeState: null,
	window: { opensAt: noon - 24 * hour, closesAt: noon + 24 * hour },
	submittedAt: null,
	pickedUpAt: null,
	errors: 0,
	pledged: true,
	assistUnconfirmed: false,
	otherApplications: 0,
	maxApplications: 1,
	barred: false,
	retired: false,
	byExamination: false,
	route: 'committee',
	committeeValid: true,
	routeElsewhere: null,
	officeNamed: true,
	sectorNamed: false,
	cityCheckNamed: false,
	employerInCounty: true,
	notice: { state: 'ended', endOn: '2026-09-11' },
	unconfirmedYear: null,
	openObjections: 0,
	defectsNamed: 1,
	openDefects: 0,
	corrections: 0,
	dueOn: '2026-09-14',
	experts: { assigned: 3, submitted: 3, minimum: 3 },
	meetingOutcome: null,
	withdrawalRequested: false,
	absences: 1
};

const broken = (by: Partial<CaseFacts>, says: string) => ({ by, says });
const outcome = (wanted: 'passed' | 'failed' | 'deferred'): Example<CaseFacts> => ({
	met: { meetingOutcome: wanted },
	broken: [null, 'passed' as const, 'failed' as const, 'deferred' as const]
		.filter((other) => other !== wanted)
		.map((meetingOutcome) => broken({ meetingOutcome }, 'outcome_differs'))
});
const elapsed = { submittedAt: noon - hour / 6, pickedUpAt: noon - hour / 12 };

const needs: Readonly<Record<string, Example<CaseFacts>>> = {
	window_open: {
		broken: [
			broken({ window: { opensAt: noon + 1, closesAt: noon + hour } }, 'window_not_open'),
			broken({ window: { opensAt: noon - hour, closesAt: noon } }, 'window_closed')
		]
	},
	window_closed: {
		met: { window: { opensAt: noon - hour, closesAt: noon } },
		broken: [broken({ window: { opensAt: noon - hour, closesAt: noon + 1 } }, 'window_still_open')]
	},
	complete: { broken: [broken({ errors: 1 }, 'not_complete')] },
	pledged: { broken: [broken({ pledged: false }, 'pledge_missing')] },
	assist_confirmed: { broken: [broken({ assistUnconfirmed: true }, 'assist_unconfirmed')] },
	one_application: { broken: [broken({ otherApplications: 1 }, 'too_many_applications')] },
	not_barred: {
		broken: [broken({ barred: true }, 'barred'), broken({ retired: true }, 'retired')]
	},
	not_by_examination: { broken: [broken({ byExamination: true }, 'by_examination')] },
	routed: {
		broken: [
			broken({ route: 'none' }, 'no_route'),
			broken({ route: 'ambiguous' }, 'route_ambiguous')
		]
	},
	not_forwarded: { broken: [broken({ route: 'forward' }, 'route_leads_to_region')] },
	forwarded: {
		met: { route: 'forward' },
		broken: (['committee', 'entrusted', 'ambiguous', 'none'] as const).map((route) =>
			broken({ route }, 'route_stays_here')
		)
	},
	committee_valid: { broken: [broken({ committeeValid: false }, 'committee_not_valid')] },
	office_named: { broken: [broken({ officeNamed: false }, 'committee_without_office')] },
	own_committee: { broken: [broken({ routeElsewhere: '另一评委会' }, 'route_to_other_office')] },
	committee_invalid: {
		met: { committeeValid: false },
		broken: [broken({ committeeValid: true }, 'committee_still_valid')]
	},
	withdrawal_requested: {
		met: { withdrawalRequested: true },
		broken: [broken({ withdrawalRequested: false }, 'withdrawal_not_requested')]
	},
	withdrawal_not_requested: {
		broken: [broken({ withdrawalRequested: true }, 'withdrawal_requested_already')]
	},
	may_take_back: {
		broken: [
			broken(elapsed, 'picked_up'),
			broken({ submittedAt: null, pickedUpAt: noon }, 'picked_up')
		]
	},
	calendar_confirmed: { broken: [broken({ unconfirmedYear: 2027 }, 'calendar_unconfirmed')] },
	notice_ended: {
		broken: [
			broken({ notice: null }, 'notice_missing'),
			broken({ notice: { state: 'running', endOn: '2026-09-14' } }, 'notice_running'),
			broken({ notice: { state: 'voided', endOn: '2026-09-11' } }, 'notice_voided')
		]
	},
	result_notice_ended: {
		broken: [
			broken({ notice: null }, 'notice_missing'),
			broken({ notice: { state: 'running', endOn: '2026-09-14' } }, 'notice_running'),
			broken({ notice: { state: 'voided', endOn: '2026-09-11' } }, 'notice_voided')
		]
	},
	no_open_report: { broken: [broken({ openObjections: 1 }, 'objection_open')] },
	no_other_application: { broken: [broken({ otherApplications: 1 }, 'other_application_alive')] },
	no_open_objection: { broken: [broken({ openObjections: 1 }, 'objection_open')] },
	defects_named: { broken: [broken({ defectsNamed: 0 }, 'defects_missing')] },
	defects_fixed: { broken: [broken({ openDefects: 1 }, 'defects_open')] },
	first_correction: { broken: [broken({ corrections: 1 }, 'correction_used')] },
	overdue: {
		met: { dueOn: '2026-09-13' },
		broken: [broken({ dueOn: '2026-09-14' }, 'not_overdue'), broken({ dueOn: null }, 'not_overdue')]
	},
	in_time: { broken: [broken({ dueOn: '2026-09-13' }, 'correction_late')] },
	recheck_in_time: { broken: [broken({ dueOn: '2026-09-13' }, 'recheck_late')] },
	enough_experts: {
		broken: [broken({ experts: { assigned: 2, submitted: 0, minimum: 3 } }, 'experts_too_few')]
	},
	scores_in: {
		broken: [
			broken({ experts: { assigned: 4, submitted: 3, minimum: 3 } }, 'scores_missing'),
			broken({ experts: { assigned: 2, submitted: 2, minimum: 3 } }, 'scores_missing')
		]
	},
	outcome_passed: outcome('passed'),
	outcome_failed: outcome('failed'),
	outcome_deferred: outcome('deferred'),
	first_absence: { broken: [broken({ absences: 2 }, 'absence_used')] }
};

export const caseProcess: Process<ApplicationState, ApplicationMove, CaseParty, CaseFacts> = {
	workflow: applicationWorkflow,
	parties: caseParties,
	facts,
	needs,
	// Experts score on sheets of their own (`assignment-workflow.ts`); the office moves the case on.
	heldElsewhere: ['panel_review']
};
