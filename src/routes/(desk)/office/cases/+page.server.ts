import { loads } from '#lib/server/form.ts';
import { listPage } from '../../desk-parts/list-page.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, event: PageServerLoadEvent) => ({
	page: await listPage(ctx, 'office', event.url)
})) satisfies PageServerLoad;
