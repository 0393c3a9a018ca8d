import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { sectionOf } from '#lib/domain/titles/sections.ts';
import { loads, submits } from '#lib/server/form.ts';
import { fixDefect } from '#lib/server/usecases/applications/fix-defect.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import * as m from '#lib/paraglide/messages.js';
import {
	entryCard,
	fieldLabel,
	instantText,
	leftText,
	shownValue,
	slotName,
	untilText,
	wordOf
} from '../../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

type View = Awaited<ReturnType<typeof getApplication>>;

/** Name of what a defect points at: a field, a material, or the section. */
const pointOf = (section: string, field: string): string => {
	if (field === '') return wordOf(`section_${section}`);
	const name =
		section === 'materials'
			? slotName(field)
			: sectionOf(section)?.fields.some((one) => one.name === field)
				? fieldLabel(section, field)
				: field;
	return m.me_where({ section: wordOf(`section_${section}`), entry: name });
};

const changeWords = (view: View) =>
	view.changes.map((change) => {
		const section = sectionOf(change.section);
		const field = section?.fields.find(({ name }) => name === change.field);
		const entry = view.entries.find(({ id }) => id === change.entry);
		const card = entry && section?.repeated ? entryCard(change.section, entry.data).title : '';
		return {
			where: [wordOf(`section_${change.section}`), card].filter(Boolean).join(m.ui_colon()),
			field: field ? fieldLabel(change.section, field.name) : wordOf(`me_change_${change.kind}`),
			before: field ? shownValue(field, change.before) || m.me_nothing() : '',
			after: field
				? shownValue(field, valueOf(entry?.data ?? {}, field.name)) || m.me_nothing()
				: ''
		};
	});

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const { heading, deadline } = view;
	const base = `/me/applications/${heading.id}`;
	if (heading.state === 'draft') redirect(303, base);
	if (view.openSections !== null && view.openSections.length === 0 && view.defects.length === 0)
		redirect(303, `${base}/progress`);
	// The defects of the last return; earlier ones were dealt with then.
	const last = view.defects.at(-1)?.returnId;
	const defects = view.defects.filter(({ returnId }) => returnId === last);
	return {
		base,
		number: heading.number,
		titleName: heading.titleName,
		correction: heading.state === 'correction_requested',
		by: defects.at(-1)?.organisation ?? '',
		at: defects[0] ? instantText(defects[0].createdAt) : '',
		until: deadline && {
			left: leftText(deadline.leftMs),
			at: untilText(deadline.at),
			days: deadline.workingDays,
			over: deadline.leftMs <= 0
		},
		defects: defects.map((defect) => ({
			id: defect.id,
			point: pointOf(defect.section, defect.field),
			text: defect.text,
			fixed: defect.fixedAt !== null,
			href:
				view.openSections?.includes(defect.section) === true
					? `${base}/${defect.section}?back=changes${
							defect.section === 'materials'
								? `#slot-${defect.field}`
								: defect.field === ''
									? ''
									: `#f-${defect.field}`
						}`
					: null
		})),
		open: defects.filter(({ fixedAt }) => fixedAt === null).length,
		changes: changeWords(view),
		sections: (view.openSections ?? []).map((id) => ({
			href: `${base}/${id}?back=changes`,
			label: wordOf(`section_${id}`)
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	fix: submits(
		z.object({ defect: z.string(), fixed: z.enum(['yes', 'no']) }),
		async (ctx, data, event) => {
			const id = event.params.id;
			await fixDefect(ctx, { id, defectId: data.defect, fixed: data.fixed === 'yes' });
			return { to: `/me/applications/${id}/changes` };
		}
	)
} satisfies Actions;
