/** Every answer of an application in words, section by section: for the last look, the print and the proof. */
import { sectionsFor } from '#lib/domain/titles/sections.ts';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import * as m from '#lib/paraglide/messages.js';
import type { ApplicationView } from '#lib/server/usecases/applications/get-application.ts';
import {
	dayText,
	entryCard,
	fieldLabel,
	fieldOfWork,
	nameIn,
	optionLabel,
	shownValue,
	sizeText,
	wordOf
} from '../words.server.ts';

export type Answer = {
	readonly label: string;
	readonly value: string;
	readonly changeHref?: string;
	readonly note?: string;
};
export type AnswerGroup = {
	readonly id: string;
	readonly title: string;
	/** One list per entry; a single section has one. */
	readonly entries: readonly { readonly title: string; readonly answers: readonly Answer[] }[];
	/** Said when nothing was entered. */
	readonly empty: string | null;
	/** Address of the section, where it may be changed. */
	readonly href: string | null;
};

/** Who applies: numbers masked, taken over from the register. */
export const personAnswers = (view: ApplicationView): readonly Answer[] => {
	const note = m.me_taken_over();
	const { person, heading } = view;
	return [
		{ label: m.me_field_name(), value: heading.personName, note },
		...(person.sex === null
			? []
			: [{ label: m.me_field_sex(), value: wordOf(`me_sex_${person.sex}`), note }]),
		...(person.bornOn === null
			? []
			: [{ label: m.me_field_born(), value: dayText(person.bornOn), note }]),
		{ label: m.me_field_id(), value: m.me_masked({ last: person.idLast4 }), note },
		...(person.phoneLast4 === ''
			? []
			: [{ label: m.me_field_phone(), value: m.me_masked({ last: person.phoneLast4 }), note }]),
		{ label: m.me_field_employer(), value: heading.employerName, note }
	];
};

/** What is applied for; it may be changed while it is a draft. */
export const targetAnswers = (view: ApplicationView, back: string): readonly Answer[] => {
	const { heading } = view;
	const change =
		heading.state === 'draft'
			? { changeHref: `/me/applications/${heading.id}/target?back=${back}` }
			: {};
	return [
		{
			label: wordOf('field_target_series'),
			value: fieldOfWork(heading.series, heading.specialty),
			...change
		},
		{ label: wordOf('field_target_title'), value: heading.titleName, ...change },
		{
			label: wordOf('field_target_track'),
			value: optionLabel('track', heading.track),
			...change
		},
		{ label: wordOf('field_target_batch'), value: heading.batchName }
	];
};

/** Entries that fit on one line: the year, and what belongs to it. */
const oneLine = new Set<string>(['appraisals', 'hours']);

const lineOf = (
	section: string,
	entry: ApplicationView['entries'][number],
	open: boolean,
	base: string,
	back: string
): Answer => {
	const { title, facts } = entryCard(section, entry.data);
	return {
		label: title,
		value: facts.join(m.ui_comma()),
		...(open && { changeHref: `${base}/${section}/${entry.id}?back=${back}` })
	};
};

/** Every section with every entry and every field that was answered. */
export const sectionAnswers = (view: ApplicationView, back: string): readonly AnswerGroup[] => {
	const base = `/me/applications/${view.heading.id}`;
	const mayChange = (id: string): boolean =>
		view.openSections === null || view.openSections.includes(id);
	return sectionsFor(view.heading.track)
		.filter(({ id }) => id !== 'pledge' && id !== 'materials')
		.map((section) => {
			const own = view.entries.filter((entry) => entry.section === section.id);
			const open = mayChange(section.id);
			return {
				id: section.id,
				title: wordOf(`section_${section.id}`),
				href: open ? `${base}/${section.id}?back=${back}` : null,
				empty: own.length === 0 ? m.me_nothing_entered() : null,
				entries: oneLine.has(section.id)
					? [
							{
								title: '',
								answers: own.map((entry) => lineOf(section.id, entry, open, base, back))
							}
						]
					: own.map((entry) => ({
							title: section.repeated ? entryCard(section.id, entry.data).title : '',
							answers: section.fields
								.filter(({ name }) => valueOf(entry.data, name) !== '')
								.map((field) => ({
									label: fieldLabel(section.id, field.name),
									value: shownValue(field, valueOf(entry.data, field.name)),
									...(open && {
										changeHref: `${base}/${section.id}${section.repeated ? `/${entry.id}` : ''}?back=${back}#f-${field.name}`
									})
								}))
						}))
			};
		});
};

/** Materials by slot, with the number of files and their size. */
export const materialAnswers = (view: ApplicationView, back: string): readonly Answer[] => {
	const { heading } = view;
	const open = view.openSections === null || view.openSections.includes('materials');
	return materialsFor(heading.series, heading.level as Level, heading.track).flatMap(
		({ slot, need }) => {
			const held = view.attachments.filter(
				(file) => file.slot === slot.key && file.state === 'stored'
			);
			if (held.length === 0 && need === 'optional') return [];
			return [
				{
					label: nameIn(slot),
					value:
						held.length === 0
							? m.me_not_uploaded()
							: m.me_files({
									count: held.length,
									size: sizeText(held.reduce((sum, { size }) => sum + size, 0))
								}),
					...(open && {
						changeHref: `/me/applications/${heading.id}/materials?back=${back}#slot-${slot.key}`
					})
				}
			];
		}
	);
};
