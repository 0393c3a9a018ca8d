import type { Change } from '../../usecases/ports.ts';
import type { Deed } from '../schedule.ts';

const DAY_MS = 86_400_000;
/** Answers to forms are kept as long as somebody may come back to an old tab. */
const REQUESTS_MS = 2 * DAY_MS;
/** Longer than any window that is counted. */
const THROTTLES_MS = 2 * DAY_MS;
const PER_RUN = 2_000;

/** Drops what has no further use: ended sessions, old answers, windows long past. Real time. */
export const purge: Deed = async (ctx, _payload, settled) => {
	const now = ctx.realNow();
	const { clock } = ctx.store.read;
	const [sessions, requests, throttles] = await Promise.all([
		clock.endedSessions(now, PER_RUN),
		clock.oldRequests(now - REQUESTS_MS, PER_RUN),
		clock.oldThrottles(now - THROTTLES_MS, PER_RUN)
	]);
	await ctx.store.commit([
		...sessions.map((id): Change => ({ do: 'delete', table: 'sessions', where: { id } })),
		...requests.map((id): Change => ({ do: 'delete', table: 'requests', where: { id } })),
		...throttles.map((key): Change => ({ do: 'delete', table: 'throttles', where: { key } })),
		settled
	]);
};
