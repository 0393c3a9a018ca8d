import type { Hat } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

/**
 * Puts on another hat: one of the grants in force, or none (`''`) for one's own matters.
 * @returns the hat now worn
 */
export const changeHat = async (ctx: Context, grantId: string): Promise<Hat | null> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	const hat = actor.hats.find((one) => one.grantId === grantId) ?? null;
	if (!hat && grantId !== '') throw new Refused(missing);
	await ctx.store.commit(await ctx.sessions.wear(actor.sessionId, hat?.grantId ?? null));
	return hat;
};
