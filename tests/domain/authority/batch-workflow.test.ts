import { describe, expect, it } from 'vitest';
import {
	batchWorkflow,
	windowState,
	type BatchFacts
} from '#lib/domain/authority/batch-workflow.ts';
import { obeysItsTable, printMoves } from '../workflow-laws.ts';

/** Announced, and in the middle of its window. */
const facts: BatchFacts = {
	opensAt: 100,
	closesAt: 200,
	now: 150,
	announcement: '关于开展评审工作的通知',
	rounds: 1
};

describe('the process of a batch', () => {
	obeysItsTable({
		workflow: batchWorkflow,
		parties: ['city', 'clock'],
		facts,
		needs: {
			announcement_written: {
				broken: [{ by: { announcement: '' }, says: 'announcement_missing' }]
			},
			has_rounds: { broken: [{ by: { rounds: 0 }, says: 'batch_without_rounds' }] },
			window_begun: { broken: [{ by: { now: 99 }, says: 'window_not_open' }] },
			window_over: {
				met: { now: 200 },
				broken: [{ by: { now: 199 }, says: 'window_still_open' }]
			}
		}
	});

	it('prints as it was agreed', () => {
		expect(printMoves(batchWorkflow)).toMatchInlineSnapshot(`
			"move | from | to | by | needs | tells | asks
			announce | planned | announced, open, closed | city | announcement_written, has_rounds | – | –
			open | announced | open | clock | window_begun | – | –
			close | open | closed | clock | window_over | – | –
			extend | announced, open, closed | announced, open, closed | city | – | – | –"
		`);
	});

	it('opens with its first instant and is over with its last', () => {
		expect([99, 100, 199, 200].map((now) => windowState(facts, now))).toEqual([
			'announced',
			'open',
			'open',
			'closed'
		]);
	});
});
