/** Whether this process can do its work now: what a balancer or a monitor asks. Says what, never details. */
import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from './usecases/ports.ts';

export type ReadinessProblem =
	'storage_unavailable' | 'disk_nearly_full' | 'write_ahead_log_large' | 'jobs_late' | 'jobs_dead';

export type Readiness = {
	/** Takes requests. A late or dead job is a reason to look, not to take the process out. */
	readonly ready: boolean;
	readonly problems: readonly ReadinessProblem[];
};

/** Below this share and this many bytes free the disk counts as nearly full. */
const FREE_SHARE = 0.05;
const FREE_BYTES = 1 << 30;
/** Less than this and writes are about to fail. */
const HARD_BYTES = 64 << 20;
const WAL_BYTES = 256 << 20;
const LATE_MS = 60_000;

const serious: readonly ReadinessProblem[] = ['storage_unavailable', 'disk_nearly_full'];

/** Free bytes for the portal's user, and whether that is little. */
export const diskSpace = async (
	folder: string
): Promise<{ readonly free: number; readonly low: boolean; readonly exhausted: boolean }> => {
	const { bavail, blocks, bsize } = await statfs(folder);
	const free = bavail * bsize;
	return {
		free,
		low: free < FREE_BYTES && free < blocks * bsize * FREE_SHARE * 2,
		exhausted: free < HARD_BYTES && free < blocks * bsize * FREE_SHARE
	};
};

/** Asks the database, the disk and the queue. */
export const readiness = async (
	ctx: Pick<Context, 'store' | 'realNow'>,
	dataDir: string
): Promise<Readiness> => {
	const problems: ReadinessProblem[] = [];
	const look = async (problem: ReadinessProblem, bad: () => Promise<boolean>): Promise<void> => {
		if (await bad().catch(() => true)) problems.push(problem);
	};
	await look('storage_unavailable', async () => (await ctx.store.read.log.head(), false));
	await look('disk_nearly_full', async () => (await diskSpace(dataDir)).exhausted);
	await look('write_ahead_log_large', async () => {
		const wal = await stat(path.join(dataDir, 'portal.sqlite-wal')).catch(() => null);
		return wal !== null && wal.size > WAL_BYTES;
	});
	if (!problems.includes('storage_unavailable')) {
		const now = ctx.realNow();
		const { oldest, dead } = await ctx.store.read.jobs.backlog(now);
		const messages = await ctx.store.read.outbox.backlog();
		if (oldest !== null && now - oldest > LATE_MS) problems.push('jobs_late');
		if (dead + messages.dead > 0) problems.push('jobs_dead');
	}
	return { ready: !problems.some((problem) => serious.includes(problem)), problems };
};
