import { drawRow } from '#lib/server/draw-words.ts';
import { loads } from '#lib/server/form.ts';
import { listDraws } from '#lib/server/usecases/draw/list-draws.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	draws: (await listDraws(ctx)).map((row) => drawRow(row, '/inspector/draws'))
})) satisfies PageServerLoad;
