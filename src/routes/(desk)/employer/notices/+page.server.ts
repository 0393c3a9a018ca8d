import { loads } from '#lib/server/form.ts';
import { boardPage } from '../../desk-parts/board-page.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, _event: PageServerLoadEvent) => ({
	page: await boardPage(ctx)
})) satisfies PageServerLoad;
