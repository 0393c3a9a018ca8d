/**
 * What the clock does. Nothing here waits for a timer: at each tick the data are asked what has become due on
 * the legal clock, however long the portal was down. Each due thing becomes one job by its key, once among
 * all processes; the question leaves out what already has its job, so that work done (or given up) stays so.
 */
import { addDays, shanghaiDay } from '#lib/domain/day.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { insert, type Change, type Context, type Row } from '../usecases/ports.ts';
import { endGrant } from './deeds/end-grant.ts';
import { endNotice } from './deeds/end-notice.ts';
import { loseGrantByClock } from './deeds/lose-grant.ts';
import { moveByClock } from './deeds/move-by-clock.ts';
import { purge } from './deeds/purge.ts';
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
	lapse: moveByClock('lapse'),
	abandon: moveByClock('abandon'),
	reroute: moveByClock('reroute'),
	'grant-ends': endGrant,
	'lose-grant': loseGrantByClock,
	checkpoint: takeCheckpoint,
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
	const today = ctx.today();
	const [notices, drafts, corrections, reroutes, grants, committees, housekeeping] =
		await Promise.all([
			clock.noticesToEnd(today, PER_TICK),
			clock.draftsToLapse(ctx.now(), PER_TICK),
			clock.correctionsToAbandon(today, PER_TICK),
			clock.casesToReroute(today, PER_TICK),
			clock.grantsToEnd(addDays(today, -NEWS_DAYS), today, PER_TICK),
			clock.committeesWithoutGrant(today, PER_TICK),
			clock.keysWithoutJob([`checkpoint:${today}`, `purge:${hourOf(ctx)}`])
		]);
	const about =
		(kind: JobKind) =>
		({ id, key }: { readonly id: string; readonly key: string }): DueJob => ({
			kind,
			key,
			payload: { id }
		});
	return [
		...notices.map(about('notice-ends')),
		...drafts.map(about('lapse')),
		...corrections.map(about('abandon')),
		...reroutes.map(about('reroute')),
		...grants.map(about('grant-ends')),
		...committees.map(about('lose-grant')),
		...housekeeping.map((key) => ({
			kind: key.startsWith('purge') ? ('purge' as const) : ('checkpoint' as const),
			key,
			payload: {}
		}))
	];
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
