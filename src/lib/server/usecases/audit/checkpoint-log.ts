import { checkpointText, type SignedCheckpoint } from '#lib/domain/audit/checkpoint.ts';
import { emptyTree, grown, treeHead } from '#lib/domain/audit/tree.ts';
import { insert, type Change, type Context } from '../ports.ts';

const PAGE = 5_000;

/**
 * Signs how far the log has come and keeps it. `also` joins the commit. Answers the checkpoint, or nothing
 * where the log is empty or has not grown since the last one.
 */
export const checkpointLog = async (
	ctx: Context,
	also: readonly Change[] = []
): Promise<SignedCheckpoint | null> => {
	const { read } = ctx.store;
	const [last, previous] = await Promise.all([read.log.head(), read.checkpoints.latest()]);
	if (!last || last.seq === previous?.seq) {
		if (also.length > 0) await ctx.store.commit(also);
		return null;
	}
	let tree = emptyTree;
	for (let from = 1; from <= last.seq; from += PAGE) {
		const to = Math.min(from + PAGE - 1, last.seq);
		const page = await read.log.hashes(from, to);
		if (page.length !== to - from + 1) throw new Error(`the log has gaps from ${from} to ${to}`);
		for (const { hash } of page) tree = grown(tree, hash);
	}
	const point = { seq: last.seq, head: last.hash, root: treeHead(tree), at: ctx.now() };
	const signed = { ...point, ...ctx.secrets.sign(checkpointText(point)) };
	await ctx.store.commit([insert('checkpoints', signed), ...also]);
	return signed;
};
