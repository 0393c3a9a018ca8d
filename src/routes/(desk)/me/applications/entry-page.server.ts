/** What the page of a single section and the page of one entry have in common. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { sectionsFor, type Section } from '#lib/domain/titles/sections.ts';
import { loads, submits } from '#lib/server/form.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { saveEntry, type SaveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import * as m from '#lib/paraglide/messages.js';
import { fieldLabel, instantText, shownValue, timeText, wordOf } from '../words.server.ts';
import { findingText } from './case-words.server.ts';
import { backPath, backQuery, fieldsOf, postedEntry } from './entry-form.server.ts';

type View = Awaited<ReturnType<typeof getApplication>>;

const notFound = (): never => error(404, m.refusal_not_found());

/** The section of this application with fields to fill in; anything else is not there. */
export const sectionIn = (view: View, id: string): Section => {
	const section = sectionsFor(view.heading.track).find((one) => one.id === id);
	return section && section.fields.length > 0 && section.id !== 'pledge' ? section : notFound();
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Everything that the form of one entry shows. `entryId` null: the only entry of a single section. */
export const loadEntry = async (
	ctx: Context,
	event: Pick<RequestEvent, 'url'>,
	id: string,
	sectionId: string,
	entryId: string | null
) => {
	const view = await getApplication(ctx, id);
	const section = sectionIn(view, sectionId);
	if ((entryId === null) === section.repeated) return notFound();
	const own = view.entries.filter((entry) => entry.section === section.id);
	const stored = entryId === null ? own[0] : own.find((entry) => entry.id === entryId);
	const fresh = event.url.searchParams.get('new') === '1';
	if (!stored && entryId !== null && !(fresh && uuid.test(entryId))) return notFound();
	const base = `/me/applications/${view.heading.id}`;
	const task = view.tasks.find((row) => row.section === section.id);
	const defects = view.defects.filter(
		(defect) => defect.section === section.id && defect.fixedAt === null
	);
	return {
		base,
		number: view.heading.number,
		titleName: view.heading.titleName,
		section: section.id,
		sectionTitle: wordOf(`section_${section.id}`),
		entryId: stored?.id ?? entryId ?? ctx.newId(),
		version: stored?.version ?? 0,
		stored: stored !== undefined,
		open: task?.open ?? false,
		fields: fieldsOf(section, stored?.data ?? {}),
		shown: section.fields.map((field) => ({
			label: fieldLabel(section.id, field.name),
			value: shownValue(field, String(stored?.data[field.name] ?? ''))
		})),
		savedAt: stored ? timeText(stored.updatedAt) : null,
		savedOn: stored ? instantText(stored.updatedAt) : null,
		defects: defects.map(({ text, organisation }) => ({ text, organisation })),
		findings: view.check.findings
			.filter(
				(finding) =>
					finding.section === section.id && finding.entry === stored?.id && finding.kind === 'wrong'
			)
			.map((finding) => findingText(finding)),
		back: `${base}${backPath(event.url.searchParams)}`,
		// Until it is stored, a new entry says so in every address of its page.
		query: [stored || entryId === null ? '' : 'new=1', backQuery(event.url.searchParams)]
			.filter(Boolean)
			.join('&'),
		keep: backQuery(event.url.searchParams)
	};
};

type Target = { readonly section: Section; readonly entryId: string | null };

const sectionOfEvent = (event: RequestEvent): string => event.params['section'] ?? '';

/** Section and entry that a post is about. */
const targetOf = loads(async (ctx: Context, event: RequestEvent): Promise<Target> => {
	const view = await getApplication(ctx, event.params['id'] ?? '');
	return {
		section: sectionIn(view, sectionOfEvent(event)),
		entryId: event.params['entry'] ?? null
	};
});

/** Id of the entry in a post of a single section: the hidden field says which. */
const entryIdIn = (form: FormData): string => {
	const value = form.get('entryId');
	return typeof value === 'string' ? value : '';
};

const act =
	(
		how: SaveEntry['how'],
		after: (
			saved: Awaited<ReturnType<typeof saveEntry>>,
			event: RequestEvent,
			section: Section,
			ctx: Context
		) => Promise<{ readonly to: string } | { readonly done: Readonly<Record<string, unknown>> }>
	) =>
	async (event: RequestEvent) => {
		const { ctx } = event.locals;
		const id = event.params['id'] ?? '';
		const { section, entryId } = await targetOf(event);
		const form = await event.request.clone().formData();
		return submits(
			postedEntry(section, ctx.today(), how === 'finish'),
			async (posting, { typed, version }, posted: RequestEvent) =>
				after(
					await saveEntry(posting, {
						id,
						section: section.id,
						entryId: entryId ?? entryIdIn(form),
						version,
						typed,
						how
					}),
					posted,
					section,
					posting
				),
			{ label: (field) => fieldLabel(section.id, field) }
		)(event);
	};

const listHref = (event: RequestEvent, section: Section): string => {
	const base = `/me/applications/${event.params['id'] ?? ''}`;
	const back = backPath(event.url.searchParams);
	if (back !== '') return base + back;
	return section.repeated ? `${base}/${section.id}` : base;
};

/** A single section is complete once its page was finished. */
const declare = async (ctx: Context, id: string, section: Section): Promise<void> => {
	if (section.repeated) return;
	const { heading } = await getApplication(ctx, id);
	if (heading.finishedSections.includes(section.id)) return;
	await finishSection(
		{ ...ctx, request: null },
		{ id, section: section.id, version: heading.version, finished: true }
	);
};

/** `save`: autosave; `later`: save what is there and go back; `finish`: it must be right. */
export const entryActions = {
	save: act('keep', async ({ version, savedAt }) => ({
		done: { savedAt: timeText(savedAt), version }
	})),
	later: act('keep', async (_saved, event, section) => ({ to: listHref(event, section) })),
	finish: act('finish', async (_saved, event, section, ctx) => {
		await declare(ctx, event.params['id'] ?? '', section);
		return { to: listHref(event, section) };
	})
};
