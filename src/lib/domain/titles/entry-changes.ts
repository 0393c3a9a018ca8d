/** What became different between two states of an application, field by field. */
import type { EntryData } from './application.ts';
import { valueOf } from './field-values.ts';
import { sections, type SectionId } from './sections.ts';

export type ComparedEntry = {
	readonly id: string;
	readonly section: string;
	readonly data: EntryData;
};

export type EntryChange = {
	readonly section: SectionId;
	readonly entry: string;
	/** Null: the whole entry came or went. */
	readonly field: string | null;
	readonly kind: 'changed' | 'added' | 'removed';
	readonly before: string;
	readonly after: string;
};

const changesWithin = (
	section: (typeof sections)[number],
	before: ComparedEntry,
	after: ComparedEntry
): readonly EntryChange[] =>
	section.fields.flatMap(({ name }) => {
		const [old, now] = [valueOf(before.data, name), valueOf(after.data, name)];
		return old === now
			? []
			: [
					{
						section: section.id,
						entry: after.id,
						field: name,
						kind: 'changed' as const,
						before: old,
						after: now
					}
				];
	});

/** Changes in the order of the form; the pledge, given anew with each submission, is left out. */
export const entryChanges = (
	before: readonly ComparedEntry[],
	after: readonly ComparedEntry[]
): readonly EntryChange[] =>
	sections
		.filter(({ id }) => id !== 'pledge')
		.flatMap((section) => {
			const old = before.filter((entry) => entry.section === section.id);
			const now = after.filter((entry) => entry.section === section.id);
			const whole = (entry: ComparedEntry, kind: 'added' | 'removed'): EntryChange => ({
				section: section.id,
				entry: entry.id,
				field: null,
				kind,
				before: '',
				after: ''
			});
			return [
				...now.flatMap((entry) => {
					const earlier = old.find(({ id }) => id === entry.id);
					return earlier ? changesWithin(section, earlier, entry) : [whole(entry, 'added')];
				}),
				...old
					.filter((entry) => !now.some(({ id }) => id === entry.id))
					.map((entry) => whole(entry, 'removed'))
			];
		});
