import { visitor } from '#lib/ui/shell/shell.ts';
import type { LayoutServerLoad } from './$types';

/** Shell data for a visitor without cookies. */
export const load = (() => ({ shell: visitor })) satisfies LayoutServerLoad;
