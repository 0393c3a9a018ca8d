/**
 * A review committee's life: prepared, filed, in force, suspended, revoked. Filing needs a grant in force that
 * holds its scope, at most 36 months, and its number of members (Order 40 arts. 5–9, 38); where the grant ends,
 * so does the right to review.
 */
import { addMonths, type Day } from '../day.ts';
import { rule } from '../refusal.ts';
import { defineWorkflow, type Need } from '../workflow.ts';

export type CommitteeFacts = {
	readonly filingNumber: string;
	readonly filedOn: Day;
	readonly validTo: Day;
	readonly maxMonths: number;
	readonly minSize: number;
	readonly smallestAllowed: number;
	/**
	 * A review grant covers series, specialty, tiers and places: on the filing day where the move files, today
	 * where it does not.
	 */
	readonly granted: boolean;
	/** Another active committee for the same series, specialty, tier and place would make routing ambiguous. */
	readonly twin: string | null;
};

type N = Need<CommitteeFacts>;

const filingComplete: N = {
	key: 'filing_complete',
	rule: 'committeeValidity',
	check: (f) =>
		f.filingNumber.trim() === ''
			? { ...rule('filing_number_missing', {}, 'committeeValidity'), field: 'filingNumber' }
			: f.validTo < f.filedOn
				? { ...rule('validity_backwards', {}, 'committeeValidity'), field: 'validTo' }
				: undefined
};
const validityInBounds: N = {
	key: 'validity_in_bounds',
	rule: 'committee.validity.maxMonths',
	check: (f) =>
		f.validTo >= addMonths(f.filedOn, f.maxMonths)
			? {
					...rule(
						'validity_too_long',
						{ months: f.maxMonths, before: addMonths(f.filedOn, f.maxMonths) },
						'committee.validity.maxMonths'
					),
					field: 'validTo'
				}
			: undefined
};
const sizeInBounds: N = {
	key: 'size_in_bounds',
	rule: 'committeeSize',
	check: (f) =>
		f.minSize < f.smallestAllowed || f.minSize % 2 === 0
			? {
					...rule(
						'committee_size_wrong',
						{ found: f.minSize, needed: f.smallestAllowed },
						'committeeSize'
					),
					field: 'minSize'
				}
			: undefined
};
const granted: N = {
	key: 'granted',
	rule: 'reviewDelegation',
	check: (f) => (f.granted ? undefined : rule('no_grant_for_scope', {}, 'reviewDelegation'))
};
const grantLost: N = {
	key: 'grant_lost',
	rule: 'reviewDelegation',
	check: (f) => (f.granted ? rule('committee_still_granted', {}, 'reviewDelegation') : undefined)
};
const noTwin: N = {
	key: 'no_twin',
	rule: 'committeeOneSeries',
	check: (f) =>
		f.twin === null
			? undefined
			: rule('committee_has_twin', { committee: f.twin }, 'committeeOneSeries')
};

export const committeeWorkflow = defineWorkflow<CommitteeFacts>()({
	name: 'committee',
	initial: 'preparing',
	states: {
		preparing: { holder: 'city', due: null, phase: 'preparing' },
		active: { holder: null, due: null, phase: 'granted' },
		suspended: { holder: 'city', due: null, phase: 'checking' },
		revoked: { holder: null, due: null, phase: 'ended' }
	},
	moves: {
		file: {
			from: ['preparing'],
			to: 'active',
			by: ['city'],
			needs: [filingComplete, validityInBounds, sizeInBounds, granted, noTwin],
			tells: [],
			asks: 'document'
		},
		renew: {
			from: ['active'],
			to: 'active',
			by: ['city'],
			needs: [filingComplete, validityInBounds, sizeInBounds, granted],
			tells: [],
			asks: 'document'
		},
		suspend: {
			from: ['active'],
			to: 'suspended',
			by: ['city'],
			needs: [],
			tells: [],
			asks: 'reason'
		},
		/** The authority that it was filed under has ended: a committee without one may not review. */
		lose_grant: {
			from: ['active'],
			to: 'suspended',
			by: ['clock'],
			needs: [grantLost],
			tells: ['city'],
			asks: 'nothing'
		},
		resume: {
			from: ['suspended'],
			to: 'active',
			by: ['city'],
			needs: [granted, noTwin],
			tells: [],
			asks: 'reason'
		},
		revoke: {
			from: ['active', 'suspended'],
			to: 'revoked',
			by: ['city'],
			needs: [],
			tells: [],
			asks: 'document'
		}
	}
});

export type CommitteeMove = keyof typeof committeeWorkflow.moves;
