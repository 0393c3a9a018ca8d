import { loads } from '#lib/server/form.ts';
import { logPage } from '../../desk-parts/log-page.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads((ctx, { url }: Parameters<PageServerLoad>[0]) =>
	logPage(ctx, url, '/inspector/cases')
) satisfies PageServerLoad;
