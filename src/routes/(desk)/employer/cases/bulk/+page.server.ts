import { loads } from '#lib/server/form.ts';
import { bulkActions, bulkPage } from '../../../desk-parts/bulk-page.server.ts';
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, event: PageServerLoadEvent) => ({
	page: await bulkPage(ctx, 'employer', event.url)
})) satisfies PageServerLoad;

export const actions = bulkActions('employer') satisfies Actions;
