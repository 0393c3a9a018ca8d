import { loads } from '#lib/server/form.ts';
import { requestRecheck } from '#lib/server/usecases/applications/request-recheck.ts';
import * as m from '#lib/paraglide/messages.js';
import { reasonAction, reasonPage } from '../../reason-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => ({
	page: await reasonPage(ctx, event.params.id, 'request_recheck')
})) satisfies PageServerLoad;

export const actions = {
	default: reasonAction(requestRecheck, m.me_recheck_reason)
} satisfies Actions;
