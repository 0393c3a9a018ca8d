import { Refused, rule } from '#lib/domain/refusal.ts';
import { sectionOf, type Section } from '#lib/domain/titles/sections.ts';
import { dataOf, refuseProblems } from '../applications/save-entry.ts';
import { commit } from '../commit.ts';
import { insert, logged, update, type Context } from '../ports.ts';

/** The section of the record with this id; single sections and those of one application are not in it. */
export const recordSection = (id: string): Section => {
	const section = sectionOf(id);
	if (!section?.inRecord) throw new Refused({ kind: 'missing', key: 'section_unknown' });
	return section;
};

export type SaveRecordLine = {
	readonly section: string;
	/** Line to change; null: a new one. */
	readonly lineId: string | null;
	readonly version: number;
	readonly typed: Readonly<Record<string, string>>;
};

/**
 * Enters or changes a line of one's own record. A verified line loses that mark when its text changes. The
 * change is logged: a record outlives applications.
 */
export const saveRecordLine = async (ctx: Context, input: SaveRecordLine): Promise<void> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'missing', key: 'not_found' });
	const section = recordSection(input.section);
	const data = dataOf(section, input.typed);
	refuseProblems(ctx, section, data);
	const lines = await ctx.store.read.recordEntries.ofPerson(actor.personId);
	const line = lines.find(({ id }) => id === input.lineId);
	if (input.lineId !== null && (!line || line.section !== section.id))
		throw new Refused({ kind: 'missing', key: 'record_unknown' });
	if (line && line.version !== input.version)
		throw new Refused({ kind: 'stale', key: 'entry_stale' });
	if (!line && lines.filter((one) => one.section === section.id).length >= section.most)
		throw new Refused(rule('entries_full', { most: section.most }));
	const id = line?.id ?? ctx.newId();
	await commit(ctx, [
		line
			? update('recordEntries', line, { data, verifiedAt: null, verifiedBy: null })
			: insert('recordEntries', {
					id,
					personId: actor.personId,
					section: section.id,
					data,
					createdAt: ctx.now()
				}),
		logged(ctx, {
			action: line ? 'record.change' : 'record.add',
			objectKind: 'record',
			objectId: id,
			subjectId: actor.personId,
			detail: { section: section.id }
		})
	]);
};
