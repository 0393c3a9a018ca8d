import { z } from 'zod';
import { serves } from '#lib/server/form.ts';
import { homeOf } from '#lib/server/shell/navigation.ts';
import { changeHat } from '#lib/server/usecases/people/change-hat.ts';
import type { RequestHandler } from './$types';

const choice = z.object({ hat: z.string().max(64) });

/** Puts on another hat and goes to where its work begins. */
export const POST: RequestHandler = serves(async (ctx, event: Parameters<RequestHandler>[0]) => {
	const parsed = choice.safeParse(Object.fromEntries(await event.request.formData()));
	if (!parsed.success) return new Response(null, { status: 400 });
	const hat = await changeHat(ctx, parsed.data.hat);
	return new Response(null, {
		status: 303,
		headers: { location: hat ? homeOf[hat.role] : '/me' }
	});
});
