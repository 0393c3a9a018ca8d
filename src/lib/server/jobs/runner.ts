/**
 * The worker inside each server process: asks what is due, does it, delivers what was told. Two processes
 * share the work through leases; a process that dies leaves leases that run out; nothing is kept in memory.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../usecases/ports.ts';
import { defectOf } from '../defect.ts';
import { whenWoken } from '../wake.ts';
import { deliver } from './inbox.ts';
import { claimJobs, claimOutbox, done, failed, maxAttempts, maxDeaths, released } from './queue.ts';
import { deeds, dueJobs, enqueue, isJobKind, type Ground } from './schedule.ts';

/** What the runner needs of the house. */
export type Workplace = {
	readonly settings: Ground;
	readonly contextFor: (who: { readonly as: 'clock' }) => Promise<Context>;
};

export type RunnerOptions = {
	/** Pause between two looks at the clock. */
	readonly everyMs?: number;
	/** How long a claimed job or message belongs to this process. */
	readonly leaseMs?: number;
	/** Where a line goes for each failure. */
	readonly report?: (line: string) => void;
};

export type Runner = {
	/** One look at the clock with all the work that follows; also for whoever has just moved the clock. */
	readonly tick: () => Promise<void>;
	/** Finishes the job at hand, gives back what was claimed, and ends. */
	readonly stop: () => Promise<void>;
};

const EVERY_MS = 3_000;
const LEASE_MS = 60_000;
/** Jobs are claimed one by one: a job that kills the process is then counted alone. */
const JOBS = 1;
const MESSAGES = 20;

const isRefusal = (cause: unknown, ...kinds: readonly string[]): cause is Refused =>
	cause instanceof Refused && kinds.includes(cause.refusal.kind);

type Worker = Required<RunnerOptions> & {
	readonly place: Workplace;
	readonly stopping: AbortSignal;
};

/** Records how a claimed row failed. Another process may own it by now; then it is theirs to record. */
const recordFailure = async (
	worker: Worker,
	ctx: Context,
	table: 'jobs' | 'outbox',
	row: Row<'jobs'> | Row<'outbox'>,
	cause: unknown
): Promise<void> => {
	const what = table === 'jobs' ? (row as Row<'jobs'>).key : (row as Row<'outbox'>).event;
	worker.report(
		JSON.stringify({
			at: new Date(ctx.realNow()).toISOString(),
			job: what,
			id: row.id,
			attempt: row.attempts,
			dead: row.attempts >= maxAttempts,
			error: defectOf(cause).stack
		})
	);
	try {
		await ctx.store.commit([failed(table, row, ctx.realNow(), cause)]);
	} catch (problem) {
		if (!isRefusal(problem, 'stale')) throw problem;
	}
};

const runJob = async (worker: Worker, ctx: Context, job: Row<'jobs'>): Promise<void> => {
	try {
		if (job.attempts > maxDeaths) throw new Error('every attempt ended the process');
		if (!isJobKind(job.kind)) throw new Error(`no such kind of job: ${job.kind}`);
		await deeds[job.kind](
			ctx,
			job.payload,
			done('jobs', job, ctx.realNow()),
			worker.place.settings
		);
	} catch (cause) {
		if (isRefusal(cause, 'busy')) throw cause;
		// What is no longer due (a person was quicker, the date was moved) is no failure.
		if (isRefusal(cause, 'rule', 'missing') || isRefusal(cause, 'stale'))
			await giveUpOrRetry(worker, ctx, job, cause);
		else await recordFailure(worker, ctx, 'jobs', job, cause);
	}
};

const giveUpOrRetry = async (
	worker: Worker,
	ctx: Context,
	job: Row<'jobs'>,
	cause: Refused
): Promise<void> => {
	const { kind, key } = cause.refusal;
	// A version that moved under the deed: once more. A state that no longer allows it: settled.
	if (kind === 'stale' && key !== 'state_does_not_allow')
		return recordFailure(worker, ctx, 'jobs', job, cause);
	try {
		await ctx.store.commit([done('jobs', job, ctx.realNow(), `not due: ${key}`)]);
	} catch (problem) {
		if (!isRefusal(problem, 'stale')) throw problem;
	}
};

/** Asked again after each wait: the answer may have changed in the meantime. */
const isStopping = (worker: Worker): boolean => worker.stopping.aborted;

const workJobs = async (worker: Worker): Promise<void> => {
	while (!isStopping(worker)) {
		const ctx = await worker.place.contextFor({ as: 'clock' });
		const jobs = await claimJobs(ctx, worker.leaseMs, JOBS);
		if (jobs.length === 0) return;
		for (const job of jobs) await runJob(worker, ctx, job);
	}
};

const workOutbox = async (worker: Worker): Promise<void> => {
	while (!isStopping(worker)) {
		const ctx = await worker.place.contextFor({ as: 'clock' });
		const rows = await claimOutbox(ctx, worker.leaseMs, MESSAGES);
		if (rows.length === 0) return;
		for (const row of rows) {
			if (isStopping(worker)) {
				await ctx.store.commit([released('outbox', row)]);
				continue;
			}
			try {
				await deliver(ctx, row, done('outbox', row, ctx.realNow()));
			} catch (cause) {
				if (isRefusal(cause, 'busy')) throw cause;
				await recordFailure(worker, ctx, 'outbox', row, cause);
			}
		}
	}
};

const tickOnce = async (worker: Worker): Promise<void> => {
	const ctx = await worker.place.contextFor({ as: 'clock' });
	await enqueue(ctx, await dueJobs(ctx));
	await workJobs(worker);
	await workOutbox(worker);
};

/** Starts the worker. It begins at once: what became due while the portal was down is done first. */
export const startRunner = (place: Workplace, options: RunnerOptions = {}): Runner => {
	const stopper = new AbortController();
	const worker: Worker = {
		everyMs: EVERY_MS,
		leaseMs: LEASE_MS,
		report: (line) => console.error(line),
		...options,
		place,
		stopping: stopper.signal
	};
	// One look at a time in this process: a tick asked for while one runs follows it.
	let last: Promise<void> = Promise.resolve();
	const tick = (): Promise<void> => {
		last = last.catch(() => undefined).then(() => tickOnce(worker));
		return last;
	};
	let away = false;
	const loop = async (): Promise<void> => {
		while (!stopper.signal.aborted) {
			try {
				await tick();
				away = false;
			} catch (cause) {
				// The database is away: said once, tried again at the next look.
				if (!away) worker.report(JSON.stringify({ job: 'tick', error: defectOf(cause).message }));
				away = true;
			}
			await sleep(worker.everyMs, undefined, { signal: stopper.signal }).catch(() => undefined);
		}
	};
	const ended = loop();
	const sleepOn = whenWoken(tick);
	return {
		tick,
		stop: async () => {
			sleepOn();
			stopper.abort();
			await ended;
		}
	};
};
