/** The demo's own time: deeds happen in order, and the portal's clock works at the turn of each day. */
import { addDays, shanghaiDay, startOfDay } from '#lib/domain/day.ts';

export type Deed = () => Promise<void>;

export type Timeline = {
	/** When the deed now running happens. */
	readonly now: () => number;
	readonly schedule: (at: number, deed: Deed) => void;
	/** Runs everything up to `end`, with `midnight` at the turn of each day. */
	readonly run: (end: number, midnight: () => Promise<void>) => Promise<void>;
};

export const makeTimeline = (start: number): Timeline => {
	const queue: { readonly at: number; readonly order: number; readonly deed: Deed }[] = [];
	let now = start;
	let order = 0;
	return {
		now: () => now,
		schedule: (at, deed) => {
			const entry = { at: Math.max(at, now), order: (order += 1), deed };
			let low = 0;
			let high = queue.length;
			// Kept in order from the last to the first, so that the next one is popped off the end.
			while (low < high) {
				const middle = (low + high) >>> 1;
				const other = queue[middle];
				if (other && (other.at > entry.at || (other.at === entry.at && other.order > entry.order)))
					low = middle + 1;
				else high = middle;
			}
			queue.splice(low, 0, entry);
		},
		run: async (end, midnight) => {
			for (;;) {
				const next = queue.at(-1);
				const until = Math.min(next?.at ?? end, end);
				for (
					let day = addDays(shanghaiDay(now), 1);
					startOfDay(day) <= until;
					day = addDays(day, 1)
				) {
					now = startOfDay(day);
					await midnight();
				}
				if (!next || next.at > end) break;
				queue.pop();
				now = next.at;
				await next.deed();
			}
			now = end;
		}
	};
};
