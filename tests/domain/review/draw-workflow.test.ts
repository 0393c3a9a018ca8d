import { describe, expect, it } from 'vitest';
import {
	drawSeatWorkflow,
	drawWorkflow,
	type DrawFacts,
	type DrawParty,
	type SeatParty
} from '#lib/domain/review/draw-workflow.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { obeysItsTable, printMoves } from '../workflow-laws.ts';

const facts: DrawFacts = {
	again: false,
	consented: false,
	ownHash: false,
	ownReveal: false,
	otherHash: false,
	otherReveal: false,
	samePerson: false,
	filled: true,
	emptySeats: 0,
	unanswered: 0,
	presides: true
};

describe('the process of a draw', () => {
	obeysItsTable({
		workflow: drawWorkflow,
		parties: ['office', 'inspector', 'expert'] satisfies readonly DrawParty[],
		facts,
		needs: {
			consent_needed: {
				met: { again: true },
				broken: [
					{ by: { again: false }, says: 'draw_consent_not_needed' },
					{ by: { consented: true }, says: 'draw_consent_not_needed' }
				]
			},
			consent_given: { broken: [{ by: { again: true }, says: 'draw_needs_consent' }] },
			no_hash_yet: { broken: [{ by: { ownHash: true }, says: 'draw_hash_stands' }] },
			no_reveal_yet: { broken: [{ by: { ownReveal: true }, says: 'draw_reveal_stands' }] },
			two_people: { broken: [{ by: { samePerson: true }, says: 'draw_two_people' }] },
			seat_empty: {
				met: { emptySeats: 1 },
				broken: [{ by: { emptySeats: 0 }, says: 'draw_no_empty_seat' }]
			},
			all_accepted: { broken: [{ by: { unanswered: 1 }, says: 'draw_answers_missing' }] },
			presides: { broken: [{ by: { presides: false }, says: 'panel_without_chair' }] }
		}
	});

	it('prints as it was agreed', () => {
		expect(printMoves(drawWorkflow)).toMatchInlineSnapshot(`
			"move | from | to | by | needs | tells | asks
			consent | prepared | prepared | inspector | consent_needed | office | reason
			log_hash | prepared | prepared, hashed | office, inspector | consent_given, no_hash_yet, two_people | office, inspector | –
			reveal | hashed | hashed, drawn, short | office, inspector | no_reveal_yet, two_people | office, inspector | –
			void | prepared, hashed | voided | office, inspector | – | office, inspector | reason
			refill | drawn | drawn, short | office, expert | seat_empty | office | –
			seat | drawn | seated | office | all_accepted, presides | inspector | –"
		`);
	});

	it('comes from one step to the next only when both sides have done theirs', () => {
		expect(targetOf(drawWorkflow, 'log_hash', facts)).toBe('prepared');
		expect(targetOf(drawWorkflow, 'log_hash', { ...facts, otherHash: true })).toBe('hashed');
		expect(targetOf(drawWorkflow, 'reveal', facts)).toBe('hashed');
		expect(targetOf(drawWorkflow, 'reveal', { ...facts, otherReveal: true })).toBe('drawn');
		expect(targetOf(drawWorkflow, 'reveal', { ...facts, otherReveal: true, filled: false })).toBe(
			'short'
		);
	});

	it('cannot be voided once its seed is known', () => {
		for (const state of ['drawn', 'seated', 'short', 'voided'] as const)
			expect(
				refuses(drawWorkflow, 'void', state, new Set<DrawParty>(['office', 'inspector']), facts)
					?.key
			).toBe('state_does_not_allow');
	});
});

describe('the process of a drawn expert’s answer', () => {
	obeysItsTable({
		workflow: drawSeatWorkflow,
		parties: ['office', 'expert'] satisfies readonly SeatParty[],
		facts: { drawState: 'drawn' },
		needs: { draw_open: { broken: [{ by: { drawState: 'seated' }, says: 'draw_closed' }] } }
	});

	it('prints as it was agreed', () => {
		expect(printMoves(drawSeatWorkflow)).toMatchInlineSnapshot(`
			"move | from | to | by | needs | tells | asks
			accept | asked | accepted | expert, office | draw_open | – | –
			refuse | asked, accepted | refused | expert, office | draw_open | office | reason"
		`);
	});
});
