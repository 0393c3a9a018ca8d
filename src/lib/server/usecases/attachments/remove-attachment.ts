import { contentChanged } from '../applications/open-own.ts';
import { logged, update, type Context } from '../ports.ts';
import { dropped } from './drop-file.ts';
import { openForChange } from './open-attachment.ts';

/**
 * Takes an attachment out of the case. Its bytes go too, unless the case was handed in before: what a desk
 * saw must stay reproducible. Asked twice, the second finds it gone, or its row moved on.
 */
export const removeAttachment = async (ctx: Context, id: string): Promise<void> => {
	const opened = await openForChange(ctx, id);
	const { attachment, application } = opened;
	const seen =
		attachment.state === 'stored' && (await ctx.store.read.snapshots.latest(application.id));
	await ctx.store.commit([
		contentChanged(ctx, opened),
		...(seen
			? [update('attachments', attachment, { state: 'removed' })]
			: dropped(ctx, attachment)),
		...(application.state === 'draft'
			? []
			: [
					logged(ctx, {
						action: 'attachment.remove',
						objectKind: 'case',
						objectId: application.id,
						subjectId: application.personId,
						detail: {
							number: application.number,
							attachment: attachment.id,
							slot: attachment.slot,
							sha256: attachment.sha256
						}
					})
				])
	]);
};
