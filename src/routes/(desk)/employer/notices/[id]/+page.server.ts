import { loads } from '#lib/server/form.ts';
import { noticePage } from '../../../desk-parts/board-page.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, event: PageServerLoadEvent) => ({
	page: await noticePage(ctx, event.params.id)
})) satisfies PageServerLoad;
