import { redirect } from '@sveltejs/kit';
import { contentPath } from '#lib/server/content-path.ts';
import { serves } from '#lib/server/form.ts';
import { readSettings } from '#lib/server/settings.ts';
import { readAttachment } from '#lib/server/usecases/attachments/read-attachment.ts';
import type { RequestHandler } from './$types';

/** The file, for those who see the content of its case: on to the other origin, with a link that soon ends. */
export const GET: RequestHandler = serves(
	async (ctx, { params }: Parameters<RequestHandler>[0]) => {
		const { token } = await readAttachment(ctx, params.id);
		redirect(303, readSettings(process.env).contentOrigin + contentPath(token));
	}
);
