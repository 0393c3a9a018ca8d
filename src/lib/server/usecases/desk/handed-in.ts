/**
 * What was handed in, and what changed since the time before. The desks read the snapshot of the last
 * submission: what the applicant is writing meanwhile is not yet theirs to see.
 */
import type { EntryData } from '#lib/domain/titles/application.ts';
import type { SnapshotAttachment, SnapshotEntry } from '#lib/domain/titles/snapshot.ts';
import { sectionsFor, type SectionId } from '#lib/domain/titles/sections.ts';
import type { Context, Row } from '../ports.ts';

export type Change = 'new' | 'changed' | null;

export type HandedEntry = {
	readonly id: string;
	readonly data: EntryData;
	readonly change: Change;
	/** What stood there before, where it changed. */
	readonly before: EntryData | null;
};

export type HandedFile = {
	readonly id: string;
	readonly slot: string;
	readonly name: string;
	readonly mime: string | null;
	readonly size: number;
	readonly sha256: string | null;
	readonly change: Change;
};

export type HandedSection = {
	readonly id: SectionId;
	readonly entries: readonly HandedEntry[];
	/** Entries that the last submission no longer has. */
	readonly removed: readonly EntryData[];
	readonly files: readonly HandedFile[];
};

export type HandedIn = {
	/** Number of the submission, 0 where nothing was handed in yet. */
	readonly submission: number;
	readonly at: number | null;
	readonly sha256: string | null;
	readonly sections: readonly HandedSection[];
};

type Content = {
	readonly entries: readonly Pick<SnapshotEntry, 'id' | 'section' | 'data'>[];
	readonly attachments: readonly Omit<SnapshotAttachment, 'state'>[];
};

const contentOf = (snapshot: Pick<Row<'snapshots'>, 'body'> | undefined): Content | undefined =>
	snapshot && (JSON.parse(snapshot.body) as Content);

const same = (a: EntryData, b: EntryData): boolean => {
	const names = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...names].every((name) => (a[name] ?? '') === (b[name] ?? ''));
};

const marked = (entry: Content['entries'][number], before: Content | undefined): HandedEntry => {
	const old = before?.entries.find(({ id }) => id === entry.id);
	const change = !before ? null : !old ? 'new' : same(old.data, entry.data) ? null : 'changed';
	return {
		id: entry.id,
		data: entry.data,
		change,
		before: change === 'changed' && old ? old.data : null
	};
};

const files = (now: Content, before: Content | undefined): readonly HandedFile[] =>
	now.attachments.map((file) => ({
		id: file.id,
		slot: file.slot,
		name: file.name,
		mime: file.mime,
		size: file.size,
		sha256: file.sha256,
		change: before && !before.attachments.some(({ id }) => id === file.id) ? 'new' : null
	}));

/** The sections as last handed in, in the order of the form, with marks of what is new. */
export const handedIn = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<HandedIn> => {
	const { read } = ctx.store;
	const snapshots = (await read.snapshots.ofApplication(application.id)).slice(-2);
	const last = snapshots.at(-1);
	const now = contentOf(last) ?? {
		entries: await read.applications.entries(application.id),
		attachments: (await read.attachments.ofApplication(application.id)).filter(
			({ state }) => state === 'stored'
		)
	};
	const before = snapshots.length > 1 ? contentOf(snapshots[0]) : undefined;
	return {
		submission: last?.number ?? 0,
		at: last?.createdAt ?? null,
		sha256: last?.sha256 ?? null,
		sections: sectionsFor(application.track)
			.filter(({ id }) => id !== 'pledge')
			.map(({ id }) => ({
				id,
				entries: now.entries
					.filter(({ section }) => section === id)
					.map((entry) => marked(entry, before)),
				removed: (before?.entries ?? [])
					.filter(
						(entry) => entry.section === id && !now.entries.some((held) => held.id === entry.id)
					)
					.map(({ data }) => data),
				files: id === 'materials' ? files(now, before) : []
			}))
	};
};
