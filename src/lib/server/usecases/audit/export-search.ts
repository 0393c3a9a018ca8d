import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, type Context, type Row } from '../ports.ts';
import { logSearchOf, type LogQuery } from './list-log.ts';

const CHUNK = 500;

/**
 * Every entry that fits the query, newest first, in chunks, however many there are; the place in the list
 * is not looked at. Taking entries out is logged with the query before the first chunk leaves, and what is
 * logged while it runs stays out of it.
 */
export async function* exportSearch(
	ctx: Context,
	query: Omit<LogQuery, 'before'>
): AsyncGenerator<readonly Row<'log'>[]> {
	if (!mayEnter(ctx.actor, 'audit')) throw new Refused(missing);
	const { action, actor, object, result, from, to } = query;
	const search = await logSearchOf(ctx, query);
	await commit(ctx, [
		logged(ctx, {
			action: 'log.export',
			objectKind: 'log',
			objectId: 'log',
			detail: { filter: { action, actor, object, result, from, to } }
		})
	]);
	const head = await ctx.store.read.log.head();
	let before = (head?.seq ?? 0) + 1;
	for (;;) {
		const chunk = await ctx.store.read.log.search(search, { size: CHUNK, before });
		const last = chunk.at(-1);
		if (!last) return;
		yield chunk;
		before = last.seq;
	}
}
