import { mayEnter } from '#lib/domain/access.ts';
import {
	beginWalk,
	endWalk,
	walkOn,
	type SignedCheckpoint,
	type Verification
} from '#lib/domain/audit/checkpoint.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

const PAGE = 2_000;

/**
 * Walks the whole log and compares it with every checkpoint: those of the table and those kept outside.
 * For the inspector, the audit administrator and the operator's command.
 */
export const verifyLog = async (
	ctx: Context,
	outside: readonly SignedCheckpoint[] = []
): Promise<Verification> => {
	if (ctx.as === 'person' && !mayEnter(ctx.actor, 'audit')) throw new Refused(missing);
	const { read } = ctx.store;
	const inside = await read.checkpoints.all();
	let walk = beginWalk([...inside, ...outside], ctx.secrets.verify);
	const last = (await read.log.head())?.seq ?? 0;
	for (let from = 1; from <= last && !walk.broken; from += PAGE)
		for (const entry of await read.log.range(from, from + PAGE - 1)) walk = walkOn(walk, entry);
	return endWalk(walk);
};
