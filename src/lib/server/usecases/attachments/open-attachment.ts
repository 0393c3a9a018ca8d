import { missing, Refused } from '#lib/domain/refusal.ts';
import { openOwn, openSection } from '../applications/open-own.ts';
import { openCase, type OpenCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';

export type OpenAttachment = OpenCase & { readonly attachment: Row<'attachments'> };

/** The case of an attachment that this person may change now: their own, with the section materials open. */
export const openMaterials = async (ctx: Context, applicationId: string): Promise<OpenCase> => {
	const opened = await openOwn(ctx, applicationId);
	openSection(opened.application, 'materials');
	return opened;
};

/** An attachment that this person may change now. */
export const openForChange = async (ctx: Context, id: string): Promise<OpenAttachment> => {
	const attachment = await ctx.store.read.attachments.byId(id);
	if (!attachment || attachment.state === 'removed') throw new Refused(missing);
	return { ...(await openMaterials(ctx, attachment.applicationId)), attachment };
};

/** An upload under way that this person may go on with. */
export const openUpload = async (ctx: Context, id: string): Promise<OpenAttachment> => {
	const opened = await openForChange(ctx, id);
	if (opened.attachment.state !== 'receiving')
		throw new Refused({ kind: 'stale', key: 'attachment_stored' });
	return opened;
};

/** An attachment for reading, with what the person is to its case. */
export const openForReading = async (ctx: Context, id: string): Promise<OpenAttachment> => {
	const attachment = await ctx.store.read.attachments.byId(id);
	if (!attachment) throw new Refused(missing);
	return { ...(await openCase(ctx, attachment.applicationId)), attachment };
};
