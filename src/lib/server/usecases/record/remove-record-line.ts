import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';

/** Takes a line out of one's own record; the row stays with the time of its removal. */
export const removeRecordLine = async (
	ctx: Context,
	input: { readonly lineId: string; readonly version: number }
): Promise<void> => {
	const { actor } = ctx;
	const line = actor
		? (await ctx.store.read.recordEntries.ofPerson(actor.personId)).find(
				({ id }) => id === input.lineId
			)
		: undefined;
	if (!line) throw new Refused({ kind: 'missing', key: 'record_unknown' });
	if (line.version !== input.version) throw new Refused({ kind: 'stale', key: 'entry_stale' });
	await commit(ctx, [
		update('recordEntries', line, { removedAt: ctx.now() }),
		logged(ctx, {
			action: 'record.remove',
			objectKind: 'record',
			objectId: line.id,
			subjectId: line.personId,
			detail: { section: line.section }
		})
	]);
};
