/**
 * What the clock does. Nothing here waits for a timer: at each tick the data are asked what has become due on
 * the legal clock, however long the portal was down. Each due thing becomes one job by its key, once among
 * all processes; the question leaves out what already has its job, so that work done (or given up) stays so.
 */
import { addDays, shanghaiDay } from '#lib/domain/day.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { timedStates } from '../usecases/desk/remind-overdue.ts';
import { insert, type Change, type Context, type Row } from '../usecases/ports.ts';
import { dropFileOf } from './deeds/drop-file.ts';
import { endGrant } from './deeds/end-grant.ts';
import { endNotice } from './deeds/end-notice.ts';
import { loseGrantByClock } from './deeds/lose-grant.ts';
import { moveBatch } from './deeds/move-batch.ts';
import { moveByClock } from './deeds/move-by-clock.ts';
import { purge } from './deeds/purge.ts';
import { remindOfAffiliation, remindOfTask } from './deeds/remind.ts';
import { takeCheckpoint } from './deeds/take-checkpoint.ts';

/** The key names the effect: the same effect is never queued twice. */
export type DueJob = {
	readonly kind: JobKind;
	readonly key: string;
	readonly payload: Row<'jobs'>['payload'];
};

/** Does the work of one job; `settled` must stand in the commit that holds the effect. */
export type Deed = (
	ctx: Context,
	payload: Row<'jobs'>['payload'],
	settled: Change,
	ground: Ground
) => Promise<void>;

/** What deeds need of the machine beside the context. */
export type Ground = { readonly dataDir: string };

export const deeds = {
	'notice-ends': endNotice,
	'batch-opens': moveBatch('open'),
	'batch-closes': moveBatch('close'),
	overdue: remindOfTask,
	'affiliation-overdue': remindOfAffiliation,
	lapse: moveByClock('lapse'),
	abandon: moveByClock('abandon'),
	reroute: moveByClock('reroute'),
	'grant-ends': endGrant,
	'lose-grant': loseGrantByClock,
	checkpoint: takeCheckpoint,
	'drop-file': dropFileOf,
	purge
} as const satisfies Readonly<Record<string, Deed>>;
export type JobKind = keyof typeof deeds;

export const isJobKind = (kind: string): kind is JobKind => Object.hasOwn(deeds, kind);

/** Most things of one kind queued in one tick; the next tick takes the rest. */
const PER_TICK = 500;
/** Grants that ended longer ago than this are history, not news. */
const NEWS_DAYS = 30;
const HOUR_MS = 3_600_000;

/** Everything that has become due and has no job yet. */
export const dueJobs = async (ctx: Context): Promise<readonly DueJob[]> => {
	const { clock } = ctx.store.read;
	const [today, now] = [ctx.today(), ctx.now()];
	const of = async (
		kind: JobKind,
		found: Promise<readonly { readonly id: string; readonly key: string }[]>
	): Promise<readonly DueJob[]> =>
		(await found).map(({ key, ...payload }) => ({ kind, key, payload }));
	const housekeeping = async (kind: JobKind, when: string): Promise<readonly DueJob[]> =>
		(await clock.keysWithoutJob([`${kind}:${when}`])).map((key) => ({ kind, key, payload: {} }));
	return (
		await Promise.all([
			of('notice-ends', clock.noticesToEnd(today, PER_TICK)),
			of('batch-opens', clock.batchesToOpen(now, PER_TICK)),
			of('batch-closes', clock.batchesToClose(now, PER_TICK)),
			of('lapse', clock.draftsToLapse(now, PER_TICK)),
			of('abandon', clock.correctionsToAbandon(today, PER_TICK)),
			of('reroute', clock.casesToReroute(today, PER_TICK)),
			of('overdue', clock.tasksOverdue(timedStates, today, PER_TICK)),
			of('affiliation-overdue', clock.silentEmployers(today, PER_TICK)),
			of('grant-ends', clock.grantsToEnd(addDays(today, -NEWS_DAYS), today, PER_TICK)),
			of('lose-grant', clock.committeesWithoutGrant(today, PER_TICK)),
			housekeeping('checkpoint', today),
			housekeeping('purge', hourOf(ctx))
		])
	).flat();
};

/** An hour of real time, as text: `2026-11-22T09`. */
const hourOf = (ctx: Context): string => {
	const now = ctx.realNow();
	const hour = Math.floor(now / HOUR_MS) % 24;
	return `${shanghaiDay(now)}T${String((hour + 8) % 24).padStart(2, '0')}`;
};

const rowOf = (ctx: Context, { kind, key, payload }: DueJob): Change =>
	insert('jobs', {
		id: ctx.newId(),
		kind,
		key,
		payload,
		runAt: ctx.realNow(),
		createdAt: ctx.realNow()
	});

/** Queues due work. Where another process was quicker for some of it, the rest is queued one by one. */
export const enqueue = async (ctx: Context, due: readonly DueJob[]): Promise<void> => {
	if (due.length === 0) return;
	try {
		await ctx.store.commit(due.map((job) => rowOf(ctx, job)));
	} catch (cause) {
		if (!(cause instanceof Refused) || cause.refusal.kind !== 'stale') throw cause;
		if (due.length === 1) return;
		for (const job of due) await enqueue(ctx, [job]);
	}
};
