import { Refused, rule } from '#lib/domain/refusal.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import { cleanValue, valueOf } from '#lib/domain/titles/field-values.ts';
import { entryFindings } from '#lib/domain/titles/precheck.ts';
import type { Section } from '#lib/domain/titles/sections.ts';
import { commit } from '../commit.ts';
import { insert, update, type Context, type Row } from '../ports.ts';
import { contentChanged, openOwn, openSection, unconfirmed } from './open-own.ts';
import { writeBack } from './record-lines.ts';

export type SaveEntry = {
	readonly id: string;
	readonly section: string;
	/** Id of the entry; a new one brings its own id, made by the page. */
	readonly entryId: string;
	/** Version that the page showed; 0 for an entry that is not stored yet. */
	readonly version: number;
	/** What was typed, by field name; dates as `joinDate` gives them. */
	readonly typed: Readonly<Record<string, string>>;
	/** `keep`: whatever is there, complete or not (autosave, save for later); `finish`: it must be right. */
	readonly how: 'keep' | 'finish';
};

export type SavedEntry = { readonly version: number; readonly savedAt: number };

/** The entry's data out of what was typed: the section's own fields, cleaned, nothing else. */
export const dataOf = (section: Section, typed: SaveEntry['typed']): EntryData =>
	Object.fromEntries(
		section.fields.map((field) => [field.name, cleanValue(field, typed[field.name] ?? '')])
	);

const roughly = 4;

/** Drafts keep what is too long as well, up to a bound that keeps the row small. */
const refuseOversized = (section: Section, data: EntryData): void => {
	const field = section.fields.find(
		({ name, max }) => valueOf(data, name).length > Math.max(200, max * roughly)
	);
	if (field)
		throw new Refused({
			kind: 'too_large',
			key: 'text_too_long',
			facts: { max: field.max },
			field: field.name
		});
};

/** Refuses data that is not complete and right, with the field it is about. */
export const refuseProblems = (ctx: Context, section: Section, data: EntryData): void => {
	const problem = entryFindings(section, { id: '', section: section.id, data }, ctx.today()).find(
		({ level }) => level === 'error'
	);
	if (problem)
		throw new Refused({
			kind: 'malformed',
			key: 'field_problem',
			facts: { problem: problem.key },
			...(problem.field !== null && { field: problem.field })
		});
};

const staleEntry = new Refused({ kind: 'stale', key: 'entry_stale' }).refusal;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The row that the entry lies in, undefined for a new one; refused when it is another case's or was removed. */
const rowOf = async (
	ctx: Context,
	application: Row<'applications'>,
	section: Section,
	input: SaveEntry
): Promise<Row<'applicationEntries'> | undefined> => {
	const row = await ctx.store.read.applications.entryById(input.entryId);
	if (!row) {
		if (input.version !== 0) throw new Refused(staleEntry);
		if (!uuid.test(input.entryId)) throw new Refused({ kind: 'missing', key: 'not_found' });
		return undefined;
	}
	if (row.applicationId !== application.id || row.section !== section.id)
		throw new Refused({ kind: 'missing', key: 'not_found' });
	if (row.removedAt !== null || row.version !== input.version) throw new Refused(staleEntry);
	return row;
};

/**
 * Saves one entry of a section. An older version is refused and nothing is overwritten; the page then shows
 * both texts. A finished entry is written back to the person's record. Not a legal act, so not logged.
 */
export const saveEntry = async (ctx: Context, input: SaveEntry): Promise<SavedEntry> => {
	const opened = await openOwn(ctx, input.id);
	const { application } = opened;
	const section = openSection(application, input.section);
	if (section.fields.length === 0 || section.id === 'pledge')
		throw new Refused({ kind: 'missing', key: 'section_unknown' });
	const data = dataOf(section, input.typed);
	refuseOversized(section, data);
	if (input.how === 'finish') refuseProblems(ctx, section, data);
	const row = await rowOf(ctx, application, section, input);
	const own = (await ctx.store.read.applications.entries(application.id)).filter(
		(entry) => entry.section === section.id
	);
	if (!row && own.length >= section.most) {
		if (!section.repeated) throw new Refused(staleEntry);
		throw new Refused(rule('entries_full', { most: section.most }));
	}
	const back =
		input.how === 'finish' && section.inRecord
			? writeBack(
					ctx,
					application.personId,
					{ section: section.id, data, recordId: row?.recordId ?? null },
					await ctx.store.read.recordEntries.ofPerson(application.personId)
				)
			: { recordId: row?.recordId ?? null, changes: [] };
	const now = ctx.now();
	// A new entry moves the case's version, so that nobody hands the case in without having seen it.
	const held = row
		? contentChanged(ctx, opened)
		: update('applications', application, { updatedAt: now, ...unconfirmed(opened) });
	await commit(ctx, [
		held,
		row
			? update('applicationEntries', row, { data, recordId: back.recordId, updatedAt: now })
			: insert('applicationEntries', {
					id: input.entryId,
					applicationId: application.id,
					section: section.id,
					position: Math.max(-1, ...own.map(({ position }) => position)) + 1,
					data,
					recordId: back.recordId,
					updatedAt: now
				}),
		...back.changes
	]);
	return { version: (row?.version ?? 0) + 1, savedAt: now };
};
