import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { takeBack } from '#lib/server/usecases/applications/take-back.ts';
import { untilText, whyNot } from '../../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading, offers } = await getProgress(ctx, event.params.id);
	return {
		back: `/me/applications/${heading.id}/progress`,
		version: heading.version,
		number: heading.number,
		titleName: heading.titleName,
		requestId: ctx.newId(),
		closes: untilText(heading.closesAt),
		over: ctx.now() >= heading.closesAt,
		refusal: whyNot(offers, 'take_back', heading.state)
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		const id = event.params.id;
		await takeBack(ctx, { id, version: data.version });
		return { to: `/me/applications/${id}` };
	})
} satisfies Actions;
