/** Words of the expert's pages. Used by load functions only. */
import { shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import { sectionOf } from '#lib/domain/titles/sections.ts';
import type { HandedIn } from '#lib/server/usecases/desk/handed-in.ts';
import type { SheetItem } from '#lib/server/usecases/review/get-assignment.ts';
import type { SheetLine } from '#lib/server/usecases/review/list-my-assignments.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { StateKind } from '#lib/ui/icons.ts';
import {
	entryCard,
	fieldLabel,
	seriesName,
	shownValue,
	sizeText,
	slotName,
	specialtyName,
	wordOf
} from '../me/words.server.ts';

/** 助理工程师（水利），正常申报. */
export const titleText = (line: {
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly track: string;
}): string =>
	[
		m.expert_title_field({
			title: line.title,
			field: line.specialty === null ? seriesText(line.series) : specialtyName(line.specialty)
		}),
		wordOf(`expert_track_${line.track}`)
	].join(m.ui_comma());

/** 工程: the word that people say, where the language has one. */
const seriesText = (series: string): string =>
	getLocale() === 'en' ? seriesName(series) : shortSeriesName(series);

export const stepTag = (
	line: Pick<SheetLine, 'step' | 'missing'>
): { readonly kind: StateKind; readonly text: string } => {
	switch (line.step) {
		case 'unopened':
			return { kind: 'fresh', text: m.expert_step_unopened() };
		case 'begun':
			return { kind: 'running', text: m.expert_step_begun({ count: line.missing }) };
		case 'scored':
			return { kind: 'turn', text: m.expert_step_scored() };
		case 'submitted':
			return { kind: 'done', text: m.expert_step_submitted() };
		case 'closed':
			return { kind: 'void', text: m.expert_step_closed() };
	}
};

export const nameOf = (named: { readonly zh: string; readonly en: string }): string =>
	getLocale() === 'en' ? named.en : named.zh;

/** One line of the sheet with its anchors in words. */
export const itemWords = (item: SheetItem) => ({
	code: item.code,
	kind: item.kind,
	name: nameOf(item),
	max: item.max ?? 0,
	value: item.value ?? '',
	anchors: item.anchors.map((anchor) => ({
		range:
			anchor.from === anchor.to
				? String(anchor.from)
				: m.expert_range({ from: anchor.from, to: anchor.to }),
		text: nameOf(anchor)
	}))
});

/** What the applicant handed in, as a sheet to read: one part after the other. */
export const formWords = (content: HandedIn) =>
	content.sections
		.filter(({ entries }) => entries.length > 0)
		.map((section) => ({
			id: section.id,
			title: wordOf(`section_${section.id}`),
			entries: section.entries.map((entry) => ({
				id: entry.id,
				title: section.id === 'basics' ? '' : entryCard(section.id, entry.data).title,
				rows: (sectionOf(section.id)?.fields ?? []).flatMap((field) => {
					const value = shownValue(field, valueOf(entry.data, field.name));
					return value === ''
						? []
						: [{ name: field.name, label: fieldLabel(section.id, field.name), value }];
				})
			}))
		}));

/** The attachments as documents to turn to. */
export const fileWords = (content: HandedIn) =>
	content.sections
		.flatMap(({ files }) => files)
		.map((file) => ({
			id: file.id,
			slot: slotName(file.slot),
			name: file.name,
			size: sizeText(file.size),
			picture: file.mime?.startsWith('image/') ?? false,
			href: `/api/v1/uploads/${file.id}/file`
		}));
