import { Refused } from '#lib/domain/refusal.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';
import { sectionsFor, type SectionId } from '#lib/domain/titles/sections.ts';
import { insert, type Change, type Context, type Row } from '../ports.ts';

/** One thing to put right: where, and what. */
export type DefectInput = {
	readonly section: string;
	/** Field of the section or slot of a material; '' for the section as a whole. */
	readonly field: string;
	readonly text: string;
};

/** More than this in one return is no list that a person can work through. */
const mostDefects = 60;
const longestDefect = 300;

/** Sections that an officer can find fault with: the pledge is given anew with each submission. */
const sectionsOf = (application: Row<'applications'>) =>
	sectionsFor(application.track).filter(({ id }) => id !== 'pledge');

const fieldIsKnown = (section: SectionId, fields: readonly string[], field: string): boolean =>
	field === '' ||
	(section === 'materials'
		? materialSlots.some(({ key }) => key === field)
		: fields.includes(field));

/**
 * The defects of one return as they will be kept. Lines without a text are left out (a form has more lines
 * than are used); the same line twice counts once. A place that the form does not have is refused.
 */
export const checkDefects = (
	application: Row<'applications'>,
	defects: readonly DefectInput[]
): readonly DefectInput[] => {
	const sections = sectionsOf(application);
	const kept = new Map<string, DefectInput>();
	for (const { section, field, text } of defects) {
		const said = text.trim();
		if (said === '') continue;
		const known = sections.find(({ id }) => id === section);
		if (
			!known ||
			!fieldIsKnown(
				known.id,
				known.fields.map(({ name }) => name),
				field
			)
		)
			throw new Refused({
				kind: 'malformed',
				key: 'defect_place_unknown',
				facts: { section, field }
			});
		if (Array.from(said).length > longestDefect)
			throw new Refused({ kind: 'malformed', key: 'text_too_long', facts: { max: longestDefect } });
		kept.set(`${section}\n${field}\n${said}`, { section, field, text: said });
	}
	if (kept.size > mostDefects)
		throw new Refused({ kind: 'malformed', key: 'defects_too_many', facts: { max: mostDefects } });
	return [...kept.values()];
};

/** The sections that the applicant may then change, in the order of the form. */
export const openSectionsFor = (
	application: Row<'applications'>,
	defects: readonly DefectInput[]
): readonly string[] =>
	sectionsOf(application)
		.map(({ id }) => id as string)
		.filter((id) => defects.some(({ section }) => section === id));

/** The rows of one return (or of the one correction notice), all under one `returnId`. */
export const defectRows = (
	ctx: Context,
	application: Row<'applications'>,
	kind: 'return' | 'correction',
	byParty: string,
	defects: readonly DefectInput[]
): { readonly returnId: string; readonly changes: readonly Change[] } => {
	const returnId = ctx.newId();
	return {
		returnId,
		changes: defects.map(({ section, field, text }) =>
			insert('defects', {
				id: ctx.newId(),
				applicationId: application.id,
				returnId,
				kind,
				section,
				field,
				text,
				byParty,
				byOrganisation: ctx.actor?.hat?.scopeName ?? '',
				createdAt: ctx.now()
			})
		)
	};
};
