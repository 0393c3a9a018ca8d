import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { takeBack } from '#lib/server/usecases/applications/take-back.ts';
import { refusalText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { untilText } from '../../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading, offers } = await getProgress(ctx, event.params.id);
	const offer = offers.find(({ move }) => move === 'take_back');
	return {
		back: `/me/applications/${heading.id}/progress`,
		version: heading.version,
		number: heading.number,
		titleName: heading.titleName,
		requestId: ctx.newId(),
		closes: untilText(heading.closesAt),
		over: ctx.now() >= heading.closesAt,
		refusal: offer
			? offer.refusal && refusalText(offer.refusal)
			: m.refusal_state_does_not_allow({
					state: m.me_this_state(),
					move: m.move_take_back()
				})
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		const id = event.params.id;
		await takeBack(ctx, { id, version: data.version });
		return { to: `/me/applications/${id}` };
	})
} satisfies Actions;
