import type { Change, CommitAnswer, Context } from './ports.ts';
import { insert } from './ports.ts';

/**
 * Commits the changes of one deed. A deed that came from a form with a request id leaves that id in the
 * same commit, so that a second post of the same form cannot have a second effect.
 */
export const commit = (ctx: Context, changes: readonly Change[]): Promise<CommitAnswer> =>
	ctx.store.commit(
		ctx.request && ctx.actor
			? [
					insert('requests', {
						id: ctx.request.id,
						accountId: ctx.actor.accountId,
						digest: ctx.request.digest,
						answer: {},
						createdAt: ctx.realNow()
					}),
					...changes
				]
			: changes
	);
