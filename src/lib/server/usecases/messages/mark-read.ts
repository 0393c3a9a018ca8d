import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Change, Context } from '../ports.ts';
import { whereTo, type WhereTo } from './where-to.ts';

const read = (id: string, at: number): Change => ({
	do: 'touch',
	table: 'messages',
	id,
	set: { readAt: at }
});

/**
 * Marks one of the person's own messages as read and answers where it leads; a second time changes nothing.
 */
export const markRead = async (ctx: Context, id: string): Promise<WhereTo> => {
	const message = await ctx.store.read.messages.byId(id);
	if (!message || !ctx.actor || message.personId !== ctx.actor.personId) throw new Refused(missing);
	if (message.readAt === null) await ctx.store.commit([read(id, ctx.realNow())]);
	return whereTo(ctx.actor, message);
};

/** Marks every message of the person as read; answers how many there were. */
export const markAllRead = async (ctx: Context): Promise<number> => {
	if (!ctx.actor) throw new Refused({ kind: 'forbidden', key: 'sign_in_first' });
	const ids = await ctx.store.read.messages.unreadIds(ctx.actor.personId);
	const at = ctx.realNow();
	if (ids.length > 0) await ctx.store.commit(ids.map((id) => read(id, at)));
	return ids.length;
};
