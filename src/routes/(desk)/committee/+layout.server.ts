import { withCounts } from '../desk-parts/shell-counts.server.ts';
import type { LayoutServerLoad } from './$types';

export const load = (async ({ locals, parent }) => ({
	shell: await withCounts(locals.ctx, (await parent()).shell)
})) satisfies LayoutServerLoad;
