import { loads } from '#lib/server/form.ts';
import { caseActions, casePage } from '../../../desk-parts/case-page.server.ts';
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types';

export const load = loads(async (ctx, event: PageServerLoadEvent) => ({
	page: await casePage(ctx, 'employer', event.params.id, event.url)
})) satisfies PageServerLoad;

export const actions = caseActions('employer') satisfies Actions;
