import { loads } from '#lib/server/form.ts';
import { homePage } from '../desk-parts/home-page.server.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, _event: PageServerLoadEvent) => ({
	page: await homePage(ctx, 'office')
})) satisfies PageServerLoad;
