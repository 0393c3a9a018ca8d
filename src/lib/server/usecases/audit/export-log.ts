import { mayEnter } from '#lib/domain/access.ts';
import { canonicalJson, type Json } from '#lib/domain/json.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { logged, type Context } from '../ports.ts';

const PAGE = 2_000;

/**
 * The whole log as lines of JSON, an entry a line, then `{"checkpoint":…}` for each checkpoint. That it was
 * taken out is itself an entry, written first, so that it is in what is taken out.
 */
export async function* exportLog(ctx: Context): AsyncGenerator<string> {
	if (ctx.as === 'person' && !mayEnter(ctx.actor, 'audit')) throw new Refused(missing);
	const { read } = ctx.store;
	await ctx.store.commit([
		logged(ctx, { action: 'log.export', objectKind: 'log', objectId: 'log' })
	]);
	const last = (await read.log.head())?.seq ?? 0;
	for (let from = 1; from <= last; from += PAGE)
		for (const entry of await read.log.range(from, Math.min(from + PAGE - 1, last)))
			yield `${canonicalJson(entry as unknown as Json)}\n`;
	for (const checkpoint of await read.checkpoints.all())
		if (checkpoint.seq <= last) yield `${canonicalJson({ checkpoint })}\n`;
}
