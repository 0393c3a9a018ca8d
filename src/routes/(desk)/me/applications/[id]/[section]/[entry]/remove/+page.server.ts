import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { removeEntry } from '#lib/server/usecases/applications/remove-entry.ts';
import * as m from '#lib/paraglide/messages.js';
import { entryCard, wordOf } from '../../../../../words.server.ts';
import { backQuery } from '../../../../entry-form.server.ts';
import { sectionIn } from '../../../../entry-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { id, section: sectionId, entry: entryId } = event.params;
	const view = await getApplication(ctx, id);
	const section = sectionIn(view, sectionId);
	const entry = view.entries.find((one) => one.id === entryId && one.section === section.id);
	if (!entry) return error(404, m.refusal_not_found());
	const query = backQuery(event.url.searchParams);
	return {
		title: wordOf('me_remove_title', { what: entryCard(section.id, entry.data).title }),
		facts: entryCard(section.id, entry.data).facts,
		version: entry.version,
		back: `/me/applications/${id}/${section.id}${query && `?${query}`}`
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		const id = event.params.id;
		const { section } = await removeEntry(ctx, {
			id,
			entryId: event.params.entry,
			version: data.version
		});
		const query = backQuery(event.url.searchParams);
		return { to: `/me/applications/${id}/${section}${query && `?${query}`}` };
	})
} satisfies Actions;
