import { drawRow } from '#lib/server/draw-words.ts';
import { loads } from '#lib/server/form.ts';
import { listPublicDraws } from '#lib/server/usecases/draw/list-draws.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	draws: (await listPublicDraws(ctx)).map((row) => drawRow(row, '/draws'))
})) satisfies PageServerLoad;
