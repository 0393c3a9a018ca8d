import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { deleteDraft } from '#lib/server/usecases/applications/delete-draft.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { whyNot } from '../../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading, offers } = await getApplication(ctx, event.params.id);
	return {
		back: `/me/applications/${heading.id}`,
		version: heading.version,
		number: heading.number,
		titleName: heading.titleName,
		requestId: ctx.newId(),
		refusal: whyNot(offers, 'delete_draft', heading.state)
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		await deleteDraft(ctx, { id: event.params.id, version: data.version });
		return { to: '/me' };
	})
} satisfies Actions;
