import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

/** What the system administrator needs to see at a glance: is anything stuck. */
export type Installation = {
	readonly demo: boolean;
	readonly facts: readonly { readonly key: string; readonly value: string }[];
	readonly deadJobs: readonly {
		readonly id: string;
		readonly kind: string;
		readonly key: string;
		readonly attempts: number;
		readonly lastError: string | null;
		readonly runAt: number;
	}[];
	readonly overdueJobs: number;
	readonly oldestMessageAt: number | null;
	readonly waitingMessages: number;
	readonly lastLog: { readonly seq: number; readonly at: number } | null;
	readonly lastCheckpoint: { readonly seq: number; readonly at: number } | null;
};

/** Jobs later than this have nobody who works on them. */
const LATE_MS = 5 * 60_000;

export const readInstallation = async (ctx: Context): Promise<Installation> => {
	if (!mayEnter(ctx.actor, 'installation')) throw new Refused(missing);
	const { read } = ctx.store;
	const [facts, deadJobs, overdue, waiting, head, checkpoint] = await Promise.all([
		read.meta.all(),
		read.jobs.dead(50),
		read.jobs.due(ctx.now() - LATE_MS, 1_000),
		read.outbox.open(1_000),
		read.log.head(),
		read.checkpoints.latest()
	]);
	return {
		demo: ctx.demo,
		facts: facts.map(({ key, value }) => ({ key, value })),
		deadJobs: deadJobs.map(({ id, kind, key, attempts, lastError, runAt }) => ({
			id,
			kind,
			key,
			attempts,
			lastError,
			runAt
		})),
		overdueJobs: overdue.length,
		oldestMessageAt: waiting[0]?.createdAt ?? null,
		waitingMessages: waiting.length,
		lastLog: head ? { seq: head.seq, at: head.at } : null,
		lastCheckpoint: checkpoint ? { seq: checkpoint.seq, at: checkpoint.at } : null
	};
};
