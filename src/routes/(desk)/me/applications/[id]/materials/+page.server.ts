import { z } from 'zod';
import type { Level } from '#lib/domain/rules/levels.ts';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import { attachmentLimit } from '#lib/domain/titles/attachment.ts';
import { loads, submits } from '#lib/server/form.ts';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import * as m from '#lib/paraglide/messages.js';
import { nameIn, sizeText, slotName } from '../../../words.server.ts';
import { findingText, ruleWords } from '../../case-words.server.ts';
import { backPath, backQuery } from '../../entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const { heading } = view;
	const base = `/me/applications/${heading.id}`;
	const open = view.openSections === null || view.openSections.includes('materials');
	const missing = view.check.findings.filter(({ section }) => section === 'materials');
	return {
		requestId: ctx.newId(),
		id: heading.id,
		base,
		version: heading.version,
		titleName: heading.titleName,
		open,
		finished: heading.finishedSections.includes('materials'),
		errors: missing.filter(({ level }) => level === 'error').length,
		defects: view.defects
			.filter(({ section, fixedAt }) => section === 'materials' && fixedAt === null)
			.map(({ text, organisation, field }) => ({
				text: field === '' ? text : m.me_where({ section: slotName(field), entry: text }),
				organisation
			})),
		limit: sizeText(attachmentLimit),
		slots: materialsFor(heading.series, heading.level as Level, heading.track).map(
			({ slot, need }) => {
				const held = view.attachments.filter((file) => file.slot === slot.key);
				const problem = missing.find(({ field, kind }) => field === slot.key && kind === 'wrong');
				return {
					key: slot.key,
					name: nameIn(slot),
					optional: need === 'optional',
					most: slot.maxFiles,
					rule: ruleWords(slot.citation.id) ?? '',
					problem: problem ? findingText(problem) : null,
					full: held.length >= slot.maxFiles,
					files: held.map((file) => ({
						id: file.id,
						name: file.name,
						size: sizeText(file.size),
						stored: file.state === 'stored',
						href: `/api/v1/uploads/${file.id}/file`
					}))
				};
			}
		),
		back: `${base}${backPath(event.url.searchParams)}`,
		query: backQuery(event.url.searchParams)
	};
}) satisfies PageServerLoad;

/** Each slot has a field of its own name, so that labels and errors find their box. */
const posted = z.record(z.string(), z.unknown()).transform((fields, checked) => {
	const slot = typeof fields['slot'] === 'string' ? fields['slot'] : '';
	const file = fields[`file-${slot}`];
	if (!(file instanceof File) || file.size === 0) {
		checked.addIssue({ code: 'custom', path: ['file'], message: 'choose' });
		return z.NEVER;
	}
	return { slot, file };
});

/** Stays on this page, at the slot that was worked on. */
const here = (id: string, url: URL, slot: string): string => {
	const query = backQuery(url.searchParams);
	return `/me/applications/${id}/materials${query && `?${query}`}#slot-${slot}`;
};

export const actions = {
	attach: submits(
		posted,
		async (ctx, { slot, file }, event) => {
			const id = event.params.id;
			await attachFile(ctx, {
				applicationId: id,
				slot,
				name: file.name,
				bytes: new Uint8Array(await file.arrayBuffer())
			});
			return { to: here(id, event.url, slot) };
		},
		{ label: (field) => (field === 'file' ? m.me_file() : undefined) }
	),
	remove: submits(
		z.object({ slot: z.string(), attachment: z.string() }),
		async (ctx, data, event) => {
			await removeAttachment(ctx, data.attachment);
			return { to: here(event.params.id, event.url, data.slot) };
		}
	),
	done: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		const id = event.params.id;
		await finishSection(ctx, {
			id,
			section: 'materials',
			version: data.version,
			finished: true
		});
		return { to: `/me/applications/${id}${backPath(event.url.searchParams)}` };
	})
} satisfies Actions;
