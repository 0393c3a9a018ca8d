/**
 * A round's draw of its panel, and each drawn expert's answer. The commitment stands from the beginning; both
 * hashes stand before anything is revealed; a reveal that is withheld ends the draw, and another one needs the
 * inspector (Order 40 art. 11).
 */
import { rule } from '../refusal.ts';
import { defineWorkflow, type Need } from '../workflow.ts';

export const drawStates = ['prepared', 'hashed', 'drawn', 'seated', 'short', 'voided'] as const;
export type DrawState = (typeof drawStates)[number];

export type DrawParty = 'office' | 'inspector' | 'expert';

export type DrawFacts = {
	/** An earlier draw of this round has ended without a panel. */
	readonly again: boolean;
	/** The inspector agreed to draw again. */
	readonly consented: boolean;
	/** The side that acts has logged its hash, has revealed. */
	readonly ownHash: boolean;
	readonly ownReveal: boolean;
	readonly otherHash: boolean;
	readonly otherReveal: boolean;
	/** Whoever acts has acted for the other side. */
	readonly samePerson: boolean;
	/** The seats can all be filled: by the seed, or by the alternates that are left. */
	readonly filled: boolean;
	/** Seats whose expert has refused and that nobody else has been asked to take. */
	readonly emptySeats: number;
	/** Drawn experts who have not answered. */
	readonly unanswered: number;
	/** Somebody of the panel is named to preside. */
	readonly presides: boolean;
};

type N = Need<DrawFacts>;

const twoPeople: N = {
	key: 'two_people',
	rule: 'randomDraw',
	check: (f) => (f.samePerson ? rule('draw_two_people', {}, 'randomDraw') : undefined)
};
const consentGiven: N = {
	key: 'consent_given',
	rule: 'randomDraw',
	check: (f) => (f.again && !f.consented ? rule('draw_needs_consent', {}, 'randomDraw') : undefined)
};
const consentNeeded: N = {
	key: 'consent_needed',
	rule: 'randomDraw',
	check: (f) =>
		f.again && !f.consented ? undefined : rule('draw_consent_not_needed', {}, 'randomDraw')
};
const noHashYet: N = {
	key: 'no_hash_yet',
	rule: null,
	check: (f) => (f.ownHash ? rule('draw_hash_stands') : undefined)
};
const noRevealYet: N = {
	key: 'no_reveal_yet',
	rule: null,
	check: (f) => (f.ownReveal ? rule('draw_reveal_stands') : undefined)
};
const seatEmpty: N = {
	key: 'seat_empty',
	rule: null,
	check: (f) => (f.emptySeats === 0 ? rule('draw_no_empty_seat') : undefined)
};
const allAccepted: N = {
	key: 'all_accepted',
	rule: 'randomDraw',
	check: (f) =>
		f.unanswered > 0
			? rule('draw_answers_missing', { count: f.unanswered }, 'randomDraw')
			: undefined
};
const presides: N = {
	key: 'presides',
	rule: 'presiderIsChair',
	check: (f) => (f.presides ? undefined : rule('panel_without_chair', {}, 'presiderIsChair'))
};

export const drawWorkflow = defineWorkflow<DrawFacts>()({
	name: 'draw',
	initial: 'prepared',
	states: {
		prepared: { holder: 'office', due: null, phase: 'preparing' },
		hashed: { holder: 'office', due: null, phase: 'checking' },
		drawn: { holder: 'office', due: null, phase: 'reviewing' },
		seated: { holder: null, due: null, phase: 'granted' },
		short: { holder: null, due: null, phase: 'ended' },
		voided: { holder: null, due: null, phase: 'ended' }
	},
	moves: {
		/** To draw again after a draw that ended without a panel. */
		consent: {
			from: ['prepared'],
			to: 'prepared',
			by: ['inspector'],
			needs: [consentNeeded],
			tells: ['office'],
			asks: 'reason'
		},
		log_hash: {
			from: ['prepared'],
			to: { oneOf: ['prepared', 'hashed'], choose: (f) => (f.otherHash ? 'hashed' : 'prepared') },
			by: ['office', 'inspector'],
			needs: [consentGiven, noHashYet, twoPeople],
			tells: ['office', 'inspector'],
			asks: 'nothing'
		},
		reveal: {
			from: ['hashed'],
			to: {
				oneOf: ['hashed', 'drawn', 'short'],
				choose: (f) => (!f.otherReveal ? 'hashed' : f.filled ? 'drawn' : 'short')
			},
			by: ['office', 'inspector'],
			needs: [noRevealYet, twoPeople],
			tells: ['office', 'inspector'],
			asks: 'nothing'
		},
		/** A side withholds its part, or the terms were wrong. */
		void: {
			from: ['prepared', 'hashed'],
			to: 'voided',
			by: ['office', 'inspector'],
			needs: [],
			tells: ['office', 'inspector'],
			asks: 'reason'
		},
		/** Follows a refusal at once, in the same commit: nobody chooses when. */
		refill: {
			from: ['drawn'],
			to: { oneOf: ['drawn', 'short'], choose: (f) => (f.filled ? 'drawn' : 'short') },
			by: ['office', 'expert'],
			needs: [seatEmpty],
			tells: ['office'],
			asks: 'nothing'
		},
		/** The panel stands: its members take their seats in the round. */
		seat: {
			from: ['drawn'],
			to: 'seated',
			by: ['office'],
			needs: [allAccepted, presides],
			tells: ['inspector'],
			asks: 'nothing'
		}
	}
});
export type DrawMove = keyof typeof drawWorkflow.moves;

export const seatStates = ['asked', 'accepted', 'refused'] as const;
export type SeatState = (typeof seatStates)[number];

export type SeatParty = 'office' | 'expert';
export type SeatFacts = { readonly drawState: DrawState };

const drawOpen: Need<SeatFacts> = {
	key: 'draw_open',
	rule: null,
	check: (f) => (f.drawState === 'drawn' ? undefined : rule('draw_closed'))
};

/** One drawn expert's answer; the office enters what was said over the telephone. */
export const drawSeatWorkflow = defineWorkflow<SeatFacts>()({
	name: 'draw_seat',
	initial: 'asked',
	states: {
		asked: { holder: 'expert', due: null, phase: 'checking' },
		accepted: { holder: null, due: null, phase: 'granted' },
		refused: { holder: null, due: null, phase: 'ended' }
	},
	moves: {
		accept: {
			from: ['asked'],
			to: 'accepted',
			by: ['expert', 'office'],
			needs: [drawOpen],
			tells: [],
			asks: 'nothing'
		},
		refuse: {
			from: ['asked', 'accepted'],
			to: 'refused',
			by: ['expert', 'office'],
			needs: [drawOpen],
			tells: ['office'],
			asks: 'reason'
		}
	}
});
export type SeatMove = keyof typeof drawSeatWorkflow.moves;
