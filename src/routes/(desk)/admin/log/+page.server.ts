import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { logPage, unverifiedIn, verifyNow } from '../../desk-parts/log-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads((ctx, { url }: Parameters<PageServerLoad>[0]) =>
	logPage(ctx, url, null)
) satisfies PageServerLoad;

export const actions = {
	/** Answers what was found; that somebody looked is in the log. */
	verify: submits(
		z.object({}),
		async (ctx) => {
			const verified = await verifyNow(ctx);
			return { done: { verified, unverified: unverifiedIn(verified) } };
		},
		{ form: 'verify' }
	)
} satisfies Actions;
