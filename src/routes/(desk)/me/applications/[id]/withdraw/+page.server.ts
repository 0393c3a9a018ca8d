import { loads } from '#lib/server/form.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import * as m from '#lib/paraglide/messages.js';
import { reasonAction, reasonPage } from '../../reason-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => ({
	page: await reasonPage(ctx, event.params.id, 'withdraw', ({ state }) =>
		state === 'accepted' ? m.me_withdraw_accepted() : null
	)
})) satisfies PageServerLoad;

export const actions = {
	default: reasonAction(withdrawApplication, m.me_withdraw_reason)
} satisfies Actions;
