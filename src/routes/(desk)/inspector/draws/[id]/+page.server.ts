import { drawActions, loadDraw } from '../../../desk-parts/draw-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loadDraw satisfies PageServerLoad;
export const actions = drawActions('/inspector/draws') satisfies Actions;
