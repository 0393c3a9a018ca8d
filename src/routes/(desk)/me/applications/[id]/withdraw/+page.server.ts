import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import { refusalText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading, offers } = await getProgress(ctx, event.params.id);
	const offer = offers.find(({ move }) => move === 'withdraw');
	return {
		back: `/me/applications/${heading.id}/progress`,
		version: heading.version,
		number: heading.number,
		titleName: heading.titleName,
		requestId: ctx.newId(),
		refusal: offer
			? offer.refusal && refusalText(offer.refusal)
			: heading.state === 'accepted'
				? m.me_withdraw_accepted()
				: m.refusal_state_does_not_allow({ state: m.me_this_state(), move: m.move_withdraw() })
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({ version: z.coerce.number().int(), reason: z.string().trim().min(1).max(200) }),
		async (ctx, data, event) => {
			const id = event.params.id;
			await withdrawApplication(ctx, { id, version: data.version, reason: data.reason });
			return { to: `/me/applications/${id}/progress` };
		},
		{ label: (field) => (field === 'reason' ? m.me_withdraw_reason() : undefined) }
	)
} satisfies Actions;
