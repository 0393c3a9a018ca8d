import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { update, type Context } from '../ports.ts';
import { openOwn, openSection, unconfirmed } from './open-own.ts';

/**
 * Takes an entry out of the application. The row stays with the time of its removal, and the line of the
 * person's record stays as it is: it may be true all the same.
 */
export const removeEntry = async (
	ctx: Context,
	input: { readonly id: string; readonly entryId: string; readonly version: number }
): Promise<{ readonly section: string }> => {
	const opened = await openOwn(ctx, input.id);
	const { application } = opened;
	const row = await ctx.store.read.applications.entryById(input.entryId);
	if (!row || row.applicationId !== application.id || row.removedAt !== null)
		throw new Refused({ kind: 'missing', key: 'not_found' });
	const section = openSection(application, row.section);
	if (row.version !== input.version) throw new Refused({ kind: 'stale', key: 'entry_stale' });
	await commit(ctx, [
		update('applications', application, {
			updatedAt: ctx.now(),
			...unconfirmed(opened)
		}),
		update('applicationEntries', row, { removedAt: ctx.now(), updatedAt: ctx.now() })
	]);
	return { section: section.id };
};
