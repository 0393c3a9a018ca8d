/** The desks that check cases, and how each one's list is divided into tabs. */
import { mayEnter, type Actor } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationState,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import type { Context } from '../ports.ts';

export const desks = ['employer', 'sector', 'county', 'city', 'office'] as const;
export type Desk = (typeof desks)[number];

/** The desk that a hat stands for, or undefined where it checks no cases. */
export const deskOf = (actor: Actor | null): Desk | undefined => {
	switch (actor?.hat?.role) {
		case 'employer_officer':
		case 'hr_agency':
			return 'employer';
		case 'sector_officer':
			return 'sector';
		case 'county_officer':
			return 'county';
		case 'city_officer':
			return 'city';
		case 'committee_office':
			return 'office';
		default:
			return undefined;
	}
};

/** The folder of addresses that a desk works in. */
export const areaOf = {
	employer: 'employer',
	sector: 'office',
	county: 'office',
	city: 'office',
	office: 'committee'
} as const satisfies Record<Desk, string>;
export type DeskArea = (typeof areaOf)[Desk];

const areaRule = {
	employer: 'employer_desk',
	office: 'check_desk',
	committee: 'committee_desk'
} as const;

/** The desk of whoever is asking, for pages of one area. Another hat's pages do not exist. */
export const enterDesk = (ctx: Context, area?: DeskArea): Desk => {
	const desk = deskOf(ctx.actor);
	if (!desk || (area && (areaOf[desk] !== area || !mayEnter(ctx.actor, areaRule[area]))))
		throw new Refused(missing);
	return desk;
};

export type Tab = {
	readonly id: string;
	/** Empty: everything that the desk can see. */
	readonly states: readonly ApplicationState[];
	/** The desk must act on these. */
	readonly urgent: boolean;
};

const tab = (id: string, states: readonly ApplicationState[], urgent = false): Tab => ({
	id,
	states,
	urgent
});

const reviewing: readonly ApplicationState[] = [
	'panel_review',
	'defence_scheduled',
	'defence_absent',
	'defence_done',
	'on_agenda',
	'deferred',
	'voted_passed',
	'recheck_requested',
	'recheck_upheld'
];
const publishing: readonly ApplicationState[] = ['result_notice', 'result_objection', 'confirmed'];
const accepting: readonly ApplicationState[] = ['acceptance_check', 'correction_requested'];
const above: readonly ApplicationState[] = [
	...accepting,
	'accepted',
	'rerouting',
	...reviewing,
	...publishing,
	'forwarded_to_region',
	'suspended'
];
const withEmployer: readonly ApplicationState[] = [
	'submitted',
	'employer_check',
	'employer_notice',
	'employer_objection',
	'recommended'
];
const granted: readonly ApplicationState[] = ['certificate_issued', 'superseded'];
const ended: readonly ApplicationState[] = [
	'voted_failed',
	'not_accepted',
	'rejected_after_notice',
	'recheck_rejected',
	'region_result_recorded',
	'terminated_fraud',
	'revoked',
	'withdrawn',
	'lapsed',
	'deemed_abandoned',
	'closed_without_route'
];
const over = [...granted, ...ended];
const all = tab('all', []);

/** The tabs of each desk; the first is the work that waits. */
export const tabsOf: Readonly<Record<Desk, readonly Tab[]>> = {
	employer: [
		tab('to_check', ['submitted', 'employer_check'], true),
		tab('on_notice', ['employer_notice', 'employer_objection']),
		tab('returned', ['returned_by_employer']),
		tab('sent_up', ['recommended', 'sector_check', 'county_check', 'city_check', ...above]),
		tab('over', over),
		all
	],
	sector: [
		tab('to_do', ['sector_check'], true),
		tab('returned', ['returned_by_employer', ...withEmployer]),
		tab('passed', ['county_check', 'city_check', ...above]),
		tab('over', over),
		all
	],
	county: [
		tab('to_do', ['county_check'], true),
		tab('returned', ['returned_by_employer', 'sector_check', ...withEmployer]),
		tab('passed', ['city_check', ...above]),
		tab('over', over),
		all
	],
	city: [
		tab('to_do', ['city_check', 'rerouting'], true),
		tab('region', ['forwarded_to_region']),
		tab('below', ['returned_by_employer', ...withEmployer, 'sector_check', 'county_check']),
		tab('with_office', accepting),
		tab('in_review', ['accepted', ...reviewing, ...publishing, 'suspended']),
		tab('over', over),
		all
	],
	office: [
		tab('to_do', ['acceptance_check'], true),
		tab('correcting', ['correction_requested']),
		tab('accepted', ['accepted', 'rerouting', 'suspended']),
		tab('in_review', [...reviewing, ...publishing]),
		tab('granted', granted),
		tab('not_accepted', ended),
		all
	]
};

/** Whose turn it is in a state. */
export const partyOfState = (state: ApplicationState): CaseParty | null =>
	applicationWorkflow.states[state].holder;
