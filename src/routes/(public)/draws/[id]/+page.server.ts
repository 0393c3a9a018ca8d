import { drawWords } from '#lib/server/draw-words.ts';
import { loads } from '#lib/server/form.ts';
import { getPublicDraw } from '#lib/server/usecases/draw/list-draws.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const account = await getPublicDraw(ctx, params.id);
	return { committee: account.committee, words: drawWords(account) };
}) satisfies PageServerLoad;
