import { waitingFor } from '../desk-parts/shell-counts.server.ts';
import type { LayoutServerLoad } from './$types';

export const load = (async ({ locals }) => ({
	waiting: await waitingFor(locals)
})) satisfies LayoutServerLoad;
