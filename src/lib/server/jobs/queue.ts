/**
 * Claimed work and how it ends. A row is leased, its effect and its end stand in one commit, so that each
 * effect happens once whatever dies in between. All times here are real time.
 */
import { defectOf } from '../defect.ts';
import type { Change, Context, Row } from '../usecases/ports.ts';

/** Failures after which nobody tries again until an operator says so (`portal jobs retry`). */
export const maxAttempts = 5;
/**
 * Claims after which a job is given up that never came to tell how it failed: the process died each time. More
 * than failures, since a process mostly dies of something else, and a legal move must not be lost to that.
 */
export const maxDeaths = 20;

const FIRST_PAUSE_MS = 5_000;
/** A lease that never runs out. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** Pause before the next try, in milliseconds: 5 s, 20 s, 80 s, 320 s. */
export const pauseAfter = (attempts: number): number => FIRST_PAUSE_MS * 4 ** (attempts - 1);

type Claimed = {
	readonly id: string;
	readonly leaseUntil: number;
	readonly attempts: number;
	readonly lastError: string | null;
};
type Table = 'jobs' | 'outbox';

const settle = (
	table: Table,
	row: Claimed,
	set: Partial<Row<'jobs'>> & Partial<Row<'outbox'>>
): Change => ({ do: 'settle', table, id: row.id, leaseUntil: row.leaseUntil, set });

/** The row is done: goes into the commit that holds its effect. */
export const done = (table: Table, row: Claimed, now: number, note?: string): Change =>
	settle(table, row, { doneAt: now, ...(note !== undefined && { lastError: note }) });

/** The row goes back untouched: the process stops before it came to it. */
export const released = (table: Table, row: Claimed): Change =>
	settle(table, row, { leaseUntil: 0, attempts: row.attempts - 1 });

/**
 * The row failed: later again, or never. The outbox has no hour of its own: its lease is the pause. Claims
 * before the first failure that was told are forgotten: those processes died, and proved nothing.
 */
export const failed = (table: Table, row: Claimed, now: number, cause: unknown): Change => {
	const lastError = defectOf(cause).message.slice(0, 500);
	const attempts = row.lastError === null ? 1 : row.attempts;
	if (attempts >= maxAttempts || row.attempts > maxDeaths)
		return settle(table, row, {
			deadAt: now,
			lastError,
			...(table === 'outbox' && { leaseUntil: NEVER })
		});
	const again = now + pauseAfter(attempts);
	return settle(
		table,
		row,
		table === 'jobs'
			? { runAt: again, leaseUntil: 0, attempts, lastError }
			: { leaseUntil: again, attempts, lastError }
	);
};

/** Leases up to `limit` open jobs, oldest first. */
export const claimJobs = async (
	ctx: Context,
	leaseMs: number,
	limit: number
): Promise<readonly Row<'jobs'>[]> => {
	const now = ctx.realNow();
	const answer = await ctx.store.commit([
		{ do: 'claim', table: 'jobs', now, until: now + leaseMs, limit }
	]);
	return answer.jobs;
};

/** Leases up to `limit` messages that wait to be delivered, oldest first. */
export const claimOutbox = async (
	ctx: Context,
	leaseMs: number,
	limit: number
): Promise<readonly Row<'outbox'>[]> => {
	const now = ctx.realNow();
	const answer = await ctx.store.commit([
		{ do: 'claim', table: 'outbox', now, until: now + leaseMs, limit }
	]);
	return answer.outbox;
};
