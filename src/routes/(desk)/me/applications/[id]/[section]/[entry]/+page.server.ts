import { loads } from '#lib/server/form.ts';
import { entryActions, loadEntry } from '../../../entry-page.server.ts';
import { wordOf } from '../../../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { id, section, entry } = event.params;
	const loaded = await loadEntry(ctx, event, id, section, entry);
	return {
		...loaded,
		title: loaded.stored
			? wordOf('me_edit', { what: wordOf(`entry_${section}`) })
			: wordOf('me_add', { what: wordOf(`entry_${section}`) })
	};
}) satisfies PageServerLoad;

export const actions = entryActions satisfies Actions;
