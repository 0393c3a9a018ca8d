/**
 * A batch's life: planned, announced, open, closed (handbook 5.2). The window opens and closes at the instants
 * that were announced; the clock only writes down that it has. The rounds of its committees go with it.
 */
import { rule } from '../refusal.ts';
import { defineWorkflow, type Need, type Target } from '../workflow.ts';

/** When people may hand in; instants of the legal clock. It is over at `closesAt`. */
export type Window = { readonly opensAt: number; readonly closesAt: number };

export type BatchFacts = Window & {
	readonly now: number;
	readonly announcement: string;
	readonly rounds: number;
};

type N = Need<BatchFacts>;

const announcementWritten: N = {
	key: 'announcement_written',
	rule: null,
	check: (f) =>
		f.announcement === '' ? { ...rule('announcement_missing'), field: 'announcement' } : undefined
};
const hasRounds: N = {
	key: 'has_rounds',
	rule: null,
	check: (f) => (f.rounds === 0 ? rule('batch_without_rounds') : undefined)
};
const windowBegun: N = {
	key: 'window_begun',
	rule: null,
	check: (f) => (f.now < f.opensAt ? rule('window_not_open', { at: f.opensAt }) : undefined)
};
const windowOver: N = {
	key: 'window_over',
	rule: null,
	check: (f) => (f.now < f.closesAt ? rule('window_still_open') : undefined)
};

const states = ['announced', 'open', 'closed'] as const;

/** What a window is at an instant, once it is announced. */
export const windowState = ({ opensAt, closesAt }: Window, now: number): (typeof states)[number] =>
	now < opensAt ? 'announced' : now < closesAt ? 'open' : 'closed';

const byTheClock: Target<(typeof states)[number], BatchFacts> = {
	oneOf: states,
	choose: (f) => windowState(f, f.now)
};

export const batchWorkflow = defineWorkflow<BatchFacts>()({
	name: 'batch',
	initial: 'planned',
	states: {
		planned: { holder: 'city', due: null, phase: 'preparing' },
		announced: { holder: 'clock', due: null, phase: 'preparing' },
		open: { holder: 'clock', due: null, phase: 'checking' },
		closed: { holder: null, due: null, phase: 'ended' }
	},
	moves: {
		announce: {
			from: ['planned'],
			to: byTheClock,
			by: ['city'],
			needs: [announcementWritten, hasRounds],
			tells: [],
			asks: 'nothing'
		},
		open: {
			from: ['announced'],
			to: 'open',
			by: ['clock'],
			needs: [windowBegun],
			tells: [],
			asks: 'nothing'
		},
		close: {
			from: ['open'],
			to: 'closed',
			by: ['clock'],
			needs: [windowOver],
			tells: [],
			asks: 'nothing'
		},
		/** The window only grows: earlier at its beginning, later at its end, also after it has closed. */
		extend: {
			from: ['announced', 'open', 'closed'],
			to: byTheClock,
			by: ['city'],
			needs: [],
			tells: [],
			asks: 'nothing'
		}
	}
});

export type BatchMove = keyof typeof batchWorkflow.moves;
export type BatchState = keyof typeof batchWorkflow.states;

/** What a batch is at an instant: its row follows a moment later. */
export const stateAt = (batch: Window & { readonly state: BatchState }, now: number): BatchState =>
	batch.state === 'planned' ? 'planned' : windowState(batch, now);
