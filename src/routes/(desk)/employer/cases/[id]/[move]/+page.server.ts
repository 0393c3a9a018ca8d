import { loads } from '#lib/server/form.ts';
import { actActions, actPage } from '../../../../desk-parts/act-page.server.ts';
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, event: PageServerLoadEvent) => ({
	page: await actPage(ctx, 'employer', event.params, event.url)
})) satisfies PageServerLoad;

export const actions = actActions('employer') satisfies Actions;
