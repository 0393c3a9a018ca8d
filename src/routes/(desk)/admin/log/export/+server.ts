import { serves } from '#lib/server/form.ts';
import { logFile } from '../../../desk-parts/log-page.server.ts';
import type { RequestHandler } from './$types';

export const GET = serves((ctx, event) => logFile(ctx, event.url)) satisfies RequestHandler;
