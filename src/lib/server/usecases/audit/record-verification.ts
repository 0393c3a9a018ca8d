import type { SignedCheckpoint, Verification } from '#lib/domain/audit/checkpoint.ts';
import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, type Context } from '../ports.ts';
import { verifyLog } from './verify-log.ts';

export type Verified = Verification & { readonly at: number; readonly by: string };

const action = 'log.verify';

/** Verifies the log and records in it who did and what came out. */
export const recordVerification = async (
	ctx: Context,
	outside: readonly SignedCheckpoint[]
): Promise<Verification> => {
	const found = await verifyLog(ctx, outside);
	await commit(ctx, [
		logged(ctx, { action, objectKind: 'log', objectId: 'log', detail: { ...found } })
	]);
	return found;
};

/** What the last verification found, if there was one, and how long the log is now. */
export const lastVerification = async (
	ctx: Context
): Promise<{
	readonly verified: Verified | null;
	readonly head: { readonly seq: number; readonly hash: string; readonly at: number } | null;
	readonly checkpoints: readonly SignedCheckpoint[];
}> => {
	if (!mayEnter(ctx.actor, 'audit')) throw new Refused(missing);
	const { read } = ctx.store;
	const [[entry], head, checkpoints] = await Promise.all([
		read.log.search({ action }, { size: 1 }),
		read.log.head(),
		read.checkpoints.all()
	]);
	return {
		verified: entry
			? { ...(entry.detail as unknown as Verification), at: entry.at, by: entry.actorName }
			: null,
		head: head ? { seq: head.seq, hash: head.hash, at: head.at } : null,
		checkpoints: checkpoints.toReversed()
	};
};
