import { loads } from '#lib/server/form.ts';
import { requestWithdrawal } from '#lib/server/usecases/applications/request-withdrawal.ts';
import * as m from '#lib/paraglide/messages.js';
import { reasonAction, reasonPage } from '../../reason-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => ({
	page: await reasonPage(ctx, event.params.id, 'request_withdrawal')
})) satisfies PageServerLoad;

export const actions = {
	default: reasonAction(requestWithdrawal, m.me_withdraw_reason)
} satisfies Actions;
