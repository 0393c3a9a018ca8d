/** The dead letter: work that was given up, and how an operator has it tried again. */
import { logged, update, type Change, type Context } from '../usecases/ports.ts';

export type DeadWork = {
	readonly id: string;
	readonly kind: 'job' | 'message';
	/** Key of the job, event of the message. */
	readonly what: string;
	readonly attempts: number;
	readonly at: number;
	readonly error: string;
};

/** What was given up, the latest first. */
export const deadWork = async (ctx: Context): Promise<readonly DeadWork[]> => {
	const { read } = ctx.store;
	const [jobs, messages] = await Promise.all([read.jobs.dead(1_000), read.outbox.dead(1_000)]);
	return [
		...jobs.map(({ id, key, attempts, deadAt, lastError }) => ({
			id,
			kind: 'job' as const,
			what: key,
			attempts,
			at: deadAt ?? 0,
			error: lastError ?? ''
		})),
		...messages.map(({ id, event, attempts, deadAt, lastError }) => ({
			id,
			kind: 'message' as const,
			what: event,
			attempts,
			at: deadAt ?? 0,
			error: lastError ?? ''
		}))
	];
};

/** Gives these back to the workers, with all their tries before them; answers how many there were. */
export const retryDead = async (ctx: Context, ids: readonly string[]): Promise<number> => {
	const { read } = ctx.store;
	const [jobs, messages] = await Promise.all([read.jobs.dead(1_000), read.outbox.dead(1_000)]);
	const fresh = { deadAt: null, leaseUntil: 0, attempts: 0, lastError: null };
	const again: Change[] = [
		...jobs
			.filter(({ id }) => ids.includes(id))
			.map((row) => update('jobs', row, { ...fresh, runAt: ctx.realNow() })),
		...messages.filter(({ id }) => ids.includes(id)).map((row) => update('outbox', row, fresh))
	];
	if (again.length > 0)
		await ctx.store.commit([
			...again,
			logged(ctx, {
				action: 'installation.retry',
				objectKind: 'installation',
				objectId: 'jobs',
				detail: { ids: ids.slice(0, 100), count: again.length }
			})
		]);
	return again.length;
};
