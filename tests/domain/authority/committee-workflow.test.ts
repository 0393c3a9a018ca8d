import { describe, expect, it } from 'vitest';
import {
	committeeWorkflow,
	type CommitteeFacts
} from '#lib/domain/authority/committee-workflow.ts';
import { refuses } from '#lib/domain/workflow.ts';
import { obeysItsTable, printMoves } from '../workflow-laws.ts';

/** Filed for three years less a day, with the smallest number of members allowed. */
const facts: CommitteeFacts = {
	filingNumber: '日人社函〔2026〕1号',
	filedOn: '2026-01-05',
	validTo: '2029-01-04',
	maxMonths: 36,
	minSize: 9,
	smallestAllowed: 9,
	granted: true,
	twin: null
};

describe('the process of a committee', () => {
	obeysItsTable({
		workflow: committeeWorkflow,
		parties: ['city', 'clock'],
		facts,
		needs: {
			filing_complete: {
				broken: [
					{ by: { filingNumber: ' ' }, says: 'filing_number_missing' },
					{ by: { validTo: '2026-01-04' }, says: 'validity_backwards' }
				]
			},
			validity_in_bounds: {
				broken: [{ by: { validTo: '2029-01-05' }, says: 'validity_too_long' }]
			},
			size_in_bounds: {
				broken: [
					{ by: { minSize: 7 }, says: 'committee_size_wrong' },
					{ by: { minSize: 10 }, says: 'committee_size_wrong' }
				]
			},
			granted: { broken: [{ by: { granted: false }, says: 'no_grant_for_scope' }] },
			grant_lost: {
				met: { granted: false },
				broken: [{ by: { granted: true }, says: 'committee_still_granted' }]
			},
			no_twin: { broken: [{ by: { twin: '另一评委会' }, says: 'committee_has_twin' }] }
		}
	});

	it('prints as it was agreed', () => {
		expect(printMoves(committeeWorkflow)).toMatchInlineSnapshot(`
			"move | from | to | by | needs | tells | asks
			file | preparing | active | city | filing_complete, validity_in_bounds, size_in_bounds, granted, no_twin | – | document
			renew | active | active | city | filing_complete, validity_in_bounds, size_in_bounds, granted | – | document
			suspend | active | suspended | city | – | – | reason
			lose_grant | active | suspended | clock | grant_lost | city | –
			resume | suspended | active | city | granted, no_twin | – | reason
			revoke | active, suspended | revoked | city | – | – | document"
		`);
	});

	it('points at the field that is wrong, with the rule behind it', () => {
		const say = (change: Partial<CommitteeFacts>) =>
			refuses(committeeWorkflow, 'file', 'preparing', new Set(['city'] as const), {
				...facts,
				...change
			});
		expect(say({ filingNumber: '' })).toMatchObject({ field: 'filingNumber' });
		expect(say({ validTo: '2029-01-05' })).toMatchObject({
			field: 'validTo',
			rule: 'committee.validity.maxMonths',
			facts: { months: 36, before: '2029-01-05' }
		});
		expect(say({ minSize: 8 })).toMatchObject({ field: 'minSize', rule: 'committeeSize' });
	});
});
