import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import { logPage } from '../../desk-parts/log-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads((ctx, { url }: Parameters<PageServerLoad>[0]) =>
	logPage(ctx, url, null)
) satisfies PageServerLoad;

export const actions = {
	/** Walks the whole chain and compares it with the checkpoints. Changes nothing. */
	verify: submits(z.object({}), async (ctx) => ({ done: { verified: await verifyLog(ctx) } }), {
		form: 'verify'
	})
} satisfies Actions;
