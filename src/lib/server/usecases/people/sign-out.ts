import { missing, Refused } from '#lib/domain/refusal.ts';
import { logged, type Context } from '../ports.ts';

/** Ends the session that is asking. Without one there is nothing to do. */
export const signOut = async (ctx: Context): Promise<void> => {
	const { actor } = ctx;
	if (!actor) return;
	await ctx.store.commit([
		...(await ctx.sessions.end(actor.sessionId)),
		logged(ctx, {
			action: 'account.sign_out',
			objectKind: 'account',
			objectId: actor.accountId,
			subjectId: actor.personId
		})
	]);
};

/** Ends every session of the person asking, this one too. */
export const signOutEverywhere = async (ctx: Context): Promise<void> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	await ctx.store.commit([
		...(await ctx.sessions.endAll(actor.accountId)),
		logged(ctx, {
			action: 'account.sign_out_everywhere',
			objectKind: 'account',
			objectId: actor.accountId,
			subjectId: actor.personId
		})
	]);
};

/** Ends one session of one's own, on another device. Another person's session does not exist. */
export const endOwnSession = async (ctx: Context, sessionId: string): Promise<void> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	const own = await ctx.store.read.sessions.ofAccount(actor.accountId);
	if (!own.some(({ id }) => id === sessionId)) throw new Refused(missing);
	await ctx.store.commit([
		...(await ctx.sessions.end(sessionId)),
		logged(ctx, {
			action: 'account.session_ended',
			objectKind: 'account',
			objectId: actor.accountId,
			subjectId: actor.personId
		})
	]);
};
