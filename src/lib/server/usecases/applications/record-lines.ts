/** Between an application and the lifelong record of its person. */
import type { EntryData } from '#lib/domain/titles/application.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import { sectionOf, sections, type SectionId } from '#lib/domain/titles/sections.ts';
import { insert, update, type Change, type Context, type Row } from '../ports.ts';

type RecordLine = Pick<Row<'recordEntries'>, 'id' | 'section' | 'data' | 'version' | 'verifiedAt'>;

/** The same texts in every field of the section. */
export const sameData = (section: string, a: EntryData, b: EntryData): boolean =>
	(sectionOf(section)?.fields ?? []).every(({ name }) => valueOf(a, name) === valueOf(b, name));

/** A held title as an entry of the section `titles`. */
export const entryOfTitle = (title: Row<'heldTitles'>): EntryData => ({
	kind: 'title',
	series: title.series,
	level: title.level,
	printedName: title.printedName,
	obtainedOn: title.obtainedOn,
	appointedOn: '',
	issuer: title.issuer,
	certificateNumber: title.certificateNumber ?? ''
});

export type Prefilled = {
	readonly section: SectionId;
	readonly data: EntryData;
	readonly recordId: string | null;
};

const isSameTitle = (a: EntryData, b: EntryData): boolean =>
	['series', 'level', 'obtainedOn'].every((name) => valueOf(a, name) === valueOf(b, name));

/**
 * What an application begins with: the person's record, and the titles they hold. A title that stands in
 * both comes once; what an office refused or revoked does not come at all.
 */
export const prefill = (
	record: readonly RecordLine[],
	titles: readonly Row<'heldTitles'>[]
): readonly Prefilled[] => {
	const held = titles
		.filter(({ state }) => state !== 'refused' && state !== 'revoked')
		.map(entryOfTitle);
	const lines = record.filter(
		({ section, data }) => section !== 'titles' || !held.some((title) => isSameTitle(title, data))
	);
	return sections
		.filter(({ inRecord }) => inRecord)
		.flatMap((section) => {
			const own = lines
				.filter((line) => line.section === section.id)
				.map(({ id, data }) => ({ section: section.id, data, recordId: id }));
			const all: readonly Prefilled[] =
				section.id === 'titles'
					? [...held.map((data) => ({ section: section.id, data, recordId: null })), ...own]
					: own;
			// A single section takes the newest line, a repeated one as many as it holds.
			return section.repeated ? all.slice(-section.most) : all.slice(-1);
		});
};

/**
 * Writes an entry back to the record: a line of its own, or the line it came from. A line that an office had
 * verified loses that mark when its text changes. Answers the id of the line.
 */
export const writeBack = (
	ctx: Context,
	personId: string,
	entry: { readonly section: string; readonly data: EntryData; readonly recordId: string | null },
	record: readonly RecordLine[]
): { readonly recordId: string; readonly changes: readonly Change[] } => {
	const line = record.find(({ id }) => id === entry.recordId);
	if (line) {
		if (sameData(entry.section, line.data, entry.data)) return { recordId: line.id, changes: [] };
		return {
			recordId: line.id,
			changes: [
				update('recordEntries', line, { data: entry.data, verifiedAt: null, verifiedBy: null })
			]
		};
	}
	// The same line entered twice stays one line.
	const twin = record.find(
		({ section, data }) => section === entry.section && sameData(section, data, entry.data)
	);
	if (twin) return { recordId: twin.id, changes: [] };
	const recordId = ctx.newId();
	return {
		recordId,
		changes: [
			insert('recordEntries', {
				id: recordId,
				personId,
				section: entry.section,
				data: entry.data,
				createdAt: ctx.now()
			})
		]
	};
};
