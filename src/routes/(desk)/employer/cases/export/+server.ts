import { serves } from '#lib/server/form.ts';
import { exportFile } from '../../../desk-parts/export-page.server.ts';
import type { RequestHandler } from './$types';

export const GET = serves((ctx, event) =>
	exportFile(ctx, 'employer', event.url)
) satisfies RequestHandler;
