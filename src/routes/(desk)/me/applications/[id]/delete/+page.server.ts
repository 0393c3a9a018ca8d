import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { deleteDraft } from '#lib/server/usecases/applications/delete-draft.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { refusalText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading, offers } = await getApplication(ctx, event.params.id);
	const offer = offers.find(({ move }) => move === 'delete_draft');
	return {
		back: `/me/applications/${heading.id}`,
		version: heading.version,
		number: heading.number,
		titleName: heading.titleName,
		requestId: ctx.newId(),
		refusal: offer
			? offer.refusal && refusalText(offer.refusal)
			: m.refusal_state_does_not_allow({
					state: m.me_this_state(),
					move: m.move_delete_draft()
				})
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		await deleteDraft(ctx, { id: event.params.id, version: data.version });
		return { to: '/me' };
	})
} satisfies Actions;
