/** Between a form of a section and the use case: fields as the page shows them, posts as they are saved. */
import { z } from 'zod';
import type { Day } from '#lib/domain/day.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import { joinDate, optionsOf, splitDate, valueOf } from '#lib/domain/titles/field-values.ts';
import { entryFindings } from '#lib/domain/titles/precheck.ts';
import type { Section, SectionField } from '#lib/domain/titles/sections.ts';
import { dataOf } from '#lib/server/usecases/applications/save-entry.ts';
import { textOf } from '#lib/server/words.ts';
import type { Choice, Width } from '#lib/ui/form/field.ts';
import * as m from '#lib/paraglide/messages.js';
import { fieldLabel, optionLabel } from '../words.server.ts';

/** A field ready to be shown. */
export type FieldView = {
	readonly name: string;
	readonly control: 'text' | 'long' | 'day' | 'month' | 'select' | 'radios';
	readonly label: string;
	readonly hint: string | undefined;
	readonly optional: boolean;
	readonly value: string;
	readonly parts: readonly [string, string, string];
	readonly options: readonly Choice[];
	readonly width: Width;
	readonly suffix: string | undefined;
	readonly numeric: boolean;
	readonly max: number;
};

const controlOf = (field: SectionField): FieldView['control'] => {
	if (field.type === 'choice') return optionsOf(field).length > 5 ? 'select' : 'radios';
	return field.type === 'long' || field.type === 'day' || field.type === 'month'
		? field.type
		: 'text';
};

const widthOf = (field: SectionField): Width => {
	switch (field.type) {
		case 'year':
			return 6;
		case 'hours':
		case 'number':
			return 8;
		default:
			return field.max <= 20 ? 20 : field.max <= 40 ? 30 : 'full';
	}
};

const hintOf = (section: string, field: SectionField): string | undefined => {
	const own = textOf(`hint_${section}_${field.name}`);
	if (own !== undefined) return own;
	return field.type === 'long' ? m.me_hint_long({ max: field.max }) : undefined;
};

/** The fields of a section with their values. */
export const fieldsOf = (section: Section, data: EntryData): readonly FieldView[] =>
	section.fields
		.filter(({ type }) => type !== 'yes')
		.map((field) => {
			const value = valueOf(data, field.name);
			return {
				name: field.name,
				control: controlOf(field),
				label: fieldLabel(section.id, field.name),
				hint: hintOf(section.id, field),
				optional: !field.required,
				value,
				parts: splitDate(value),
				options: optionsOf(field).map((option) => ({
					value: option,
					label: optionLabel(field.options ?? '', option)
				})),
				width: widthOf(field),
				suffix: field.type === 'hours' ? m.me_hours_unit() : undefined,
				numeric: ['hours', 'number', 'year'].includes(field.type),
				max: field.max
			};
		});

const textIn = (fields: Readonly<Record<string, unknown>>, name: string): string => {
	const value = fields[name];
	return typeof value === 'string' ? value : '';
};

/** What was typed, field by field; the boxes of a date are put together. */
export const typedIn = (
	section: Section,
	fields: Readonly<Record<string, unknown>>
): Readonly<Record<string, string>> =>
	Object.fromEntries(
		section.fields.map((field) => {
			const parts = ['year', 'month', ...(field.type === 'day' ? ['day'] : [])];
			return [
				field.name,
				field.type === 'day' || field.type === 'month'
					? joinDate(parts.map((part) => textIn(fields, `${field.name}_${part}`)))
					: textIn(fields, field.name)
			];
		})
	);

export type PostedEntry = {
	readonly typed: Readonly<Record<string, string>>;
	readonly version: number;
};

/** Reads a post. `strict`: every field must be right, each problem belongs to its field. */
export const postedEntry = (section: Section, today: Day, strict: boolean) =>
	z.record(z.string(), z.unknown()).transform((fields, checked): PostedEntry => {
		const typed = typedIn(section, fields);
		const version = Number(textIn(fields, 'version'));
		if (!Number.isSafeInteger(version) || version < 0)
			checked.addIssue({ code: 'custom', path: ['version'], message: 'invalid' });
		if (strict)
			for (const finding of entryFindings(
				section,
				{ id: '', section: section.id, data: dataOf(section, typed) },
				today
			))
				if (finding.level === 'error')
					checked.addIssue({
						code: 'custom',
						path: [finding.field ?? ''],
						message: `field_${finding.key}`
					});
		return { typed, version };
	});

const backPages = {
	check: '/check',
	'check-answers': '/check-answers',
	changes: '/changes'
} as const;

const backIn = (parameters: URLSearchParams): keyof typeof backPages | undefined => {
	const back = parameters.get('back') ?? '';
	return Object.hasOwn(backPages, back) ? (back as keyof typeof backPages) : undefined;
};

/** Where the person came from, as the end of an address below the case; '' leads to the task list. */
export const backPath = (parameters: URLSearchParams): string => {
	const back = backIn(parameters);
	return back ? backPages[back] : '';
};

/** The query that keeps the way back. */
export const backQuery = (parameters: URLSearchParams): string => {
	const back = backIn(parameters);
	return back ? `back=${back}` : '';
};
