import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { entryCard, wordOf } from '../../../words.server.ts';
import { findingText } from '../../case-words.server.ts';
import { backPath, backQuery } from '../../entry-form.server.ts';
import { entryActions, loadEntry, sectionIn } from '../../entry-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { id, section: sectionId } = event.params;
	const view = await getApplication(ctx, id);
	const section = sectionIn(view, sectionId);
	if (!section.repeated)
		return { single: await loadEntry(ctx, event, id, sectionId, null), list: null };
	const base = `/me/applications/${view.heading.id}`;
	const query = backQuery(event.url.searchParams);
	const own = view.entries.filter((entry) => entry.section === section.id);
	const task = view.tasks.find((row) => row.section === section.id);
	const open = task?.open ?? false;
	const problemOf = (entryId: string): string | undefined => {
		const found = view.check.findings.find(
			(finding) => finding.entry === entryId && finding.level === 'error'
		);
		return found && findingText(found);
	};
	return {
		single: null,
		list: {
			base,
			section: section.id,
			title: wordOf(`section_${section.id}`),
			titleName: view.heading.titleName,
			lead: wordOf(`me_lead_${section.id}`),
			version: view.heading.version,
			open,
			least: section.least,
			most: section.most,
			finished: view.heading.finishedSections.includes(section.id),
			mayFinish: (task?.wrong ?? 0) === 0 && (task?.missing ?? 0) <= (own.length === 0 ? 1 : 0),
			entries: own.map((entry) => {
				const problem = problemOf(entry.id);
				return {
					id: entry.id,
					...entryCard(section.id, entry.data),
					...(problem !== undefined && { problem }),
					...(open && {
						editHref: `${base}/${section.id}/${entry.id}${query && `?${query}`}`,
						removeHref: `${base}/${section.id}/${entry.id}/remove${query && `?${query}`}`
					})
				};
			}),
			addHref:
				open && own.length < section.most
					? `${base}/${section.id}/new${query && `?${query}`}`
					: null,
			addLabel: wordOf('me_add', { what: wordOf(`entry_${section.id}`) }),
			defects: view.defects
				.filter((defect) => defect.section === section.id && defect.fixedAt === null)
				.map(({ text, organisation }) => ({ text, organisation })),
			back: `${base}${backPath(event.url.searchParams)}`,
			query
		}
	};
}) satisfies PageServerLoad;

const done = submits(
	z.object({ version: z.coerce.number().int(), finished: z.enum(['yes', 'no']) }),
	async (ctx, data, event) => {
		const id = event.params['id'] ?? '';
		const section = event.params['section'] ?? '';
		await finishSection(ctx, {
			id,
			section,
			version: data.version,
			finished: data.finished === 'yes'
		});
		const base = `/me/applications/${id}`;
		return {
			to:
				data.finished === 'yes'
					? base + backPath(event.url.searchParams)
					: `${base}/${section}${event.url.search.replace(/\/[a-z]+&?/, '')}`
		};
	}
);

export const actions = {
	...entryActions,
	done: async (event: RequestEvent) => {
		if (event.params['section'] === undefined) redirect(303, '/me');
		return done(event);
	}
} satisfies Actions;
