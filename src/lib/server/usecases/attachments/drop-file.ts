/**
 * The bytes of an attachment that was taken out go with a job of the commit that takes it out: whoever dies in
 * between leaves the job, not the file. A piece that was on its way then has arrived a minute later.
 */
import { insert, update, type Change, type Context, type Row } from '../ports.ts';

const LATER_MS = 60_000;

/** Takes out an attachment that no desk has seen, with its bytes; from this commit on no link opens it. */
export const dropped = (ctx: Context, attachment: Row<'attachments'>): readonly Change[] => [
	update('attachments', attachment, { state: 'removed', mime: null, sha256: null }),
	insert('jobs', {
		id: ctx.newId(),
		kind: 'drop-file',
		key: `drop-file:${attachment.id}`,
		payload: { id: attachment.id },
		runAt: ctx.realNow() + LATER_MS,
		createdAt: ctx.realNow()
	})
];

/**
 * Removes the file of an attachment that was taken out unseen; any other file stays. One that is gone already is
 * no failure: the process may have died between the two.
 */
export const dropFile = async (ctx: Context, id: string, settled: Change): Promise<void> => {
	const attachment = await ctx.store.read.attachments.byId(id);
	if (attachment?.state === 'removed' && attachment.sha256 === null) await ctx.files.remove(id);
	await ctx.store.commit([settled]);
};
