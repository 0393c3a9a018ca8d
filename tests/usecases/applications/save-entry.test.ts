import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { saveEntry, type SaveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { removeEntry } from '#lib/server/usecases/applications/remove-entry.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import { changeTarget } from '#lib/server/usecases/applications/change-target.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { choice, goodEntries, handedIn, makeSetting, refusalOf, type Setting } from './setting.ts';

const begun = async () => {
	const setting = await makeSetting();
	const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
	return { ...setting, id, read: setting.world.store.read };
};
const post = (
	setting: Pick<Setting, 'ctx'> & { readonly id: string },
	given: Partial<SaveEntry> = {}
) =>
	saveEntry(setting.ctx, {
		id: setting.id,
		section: 'education',
		entryId: v7(),
		version: 0,
		typed: goodEntries['education'] ?? {},
		how: 'keep',
		...given
	});

describe('saving an entry', () => {
	it('keeps what was typed, complete or not, and answers version and time', async () => {
		const setting = await begun();
		const entryId = v7();
		const typed = { school: '西藏农', graduatedOn: '2019--', level: 'bachelor' };
		setting.world.clock.now += 5_000;
		const first = await post(setting, { entryId, typed });
		expect(first).toEqual({ version: 1, savedAt: setting.world.clock.now });
		const second = await post(setting, {
			entryId,
			version: 1,
			typed: { ...typed, school: '西藏农牧学院' }
		});
		expect(second.version).toBe(2);
		const [row] = await setting.read.applications.entries(setting.id);
		expect(row?.data).toMatchObject({ school: '西藏农牧学院', graduatedOn: '2019--' });
		// Half of an entry does not belong into the lifelong record, and a save is no act for the log.
		expect(await setting.read.recordEntries.ofPerson(setting.person.id)).toEqual([]);
		expect(await setting.read.log.ofObject(setting.id, { size: 9 })).toHaveLength(1);
	});

	it('refuses an older version and overwrites nothing', async () => {
		const setting = await begun();
		const entryId = v7();
		await post(setting, { entryId, typed: { school: '甲校' } });
		await post(setting, { entryId, version: 1, typed: { school: '乙校' } });
		expect(await refusalOf(post(setting, { entryId, version: 1, typed: { school: '丙校' } }))).toBe(
			'entry_stale'
		);
		expect(await refusalOf(post(setting, { entryId, version: 0, typed: { school: '丙校' } }))).toBe(
			'entry_stale'
		);
		const [row] = await setting.read.applications.entries(setting.id);
		expect(row?.data['school']).toBe('乙校');
	});

	it('lets exactly one of two tabs win', async () => {
		const setting = await begun();
		const entryId = v7();
		await post(setting, { entryId });
		const saves = await Promise.allSettled(
			['甲', '乙', '丙', '丁'].map((school) =>
				post(setting, { entryId, version: 1, typed: { school } })
			)
		);
		expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const [row] = await setting.read.applications.entries(setting.id);
		expect(row?.version).toBe(2);
	});

	it('has one basics page however many tabs open it', async () => {
		const setting = await begun();
		const basics = { section: 'basics', typed: goodEntries['basics'] ?? {} };
		await post(setting, basics);
		expect(await refusalOf(post(setting, basics))).toBe('entry_stale');
	});

	it('finishes only what is complete, and says which field is not', async () => {
		const setting = await begun();
		await expect(
			post(setting, { how: 'finish', typed: { ...goodEntries['education'], school: '' } })
		).rejects.toMatchObject({
			refusal: { kind: 'malformed', field: 'school', facts: { problem: 'missing' } }
		});
		await expect(
			post(setting, {
				section: 'experience',
				how: 'finish',
				typed: { ...goodEntries['experience'], to: '2020-01' }
			})
		).rejects.toMatchObject({ refusal: { field: 'to' } });
	});

	it('writes a finished entry back to the record, once, and changes that line later', async () => {
		const setting = await begun();
		const entryId = v7();
		await post(setting, { entryId, how: 'finish' });
		const lines = () => setting.read.recordEntries.ofPerson(setting.person.id);
		expect((await lines()).map(({ section }) => section)).toEqual(['education']);
		await post(setting, {
			entryId,
			version: 1,
			how: 'finish',
			typed: { ...goodEntries['education'], school: '西藏大学' }
		});
		const after = await lines();
		expect(after).toHaveLength(1);
		expect(after[0]?.data['school']).toBe('西藏大学');
		// The same text in a second entry is the same line.
		await post(setting, {
			how: 'finish',
			typed: { ...goodEntries['education'], school: '西藏大学' }
		});
		expect(await lines()).toHaveLength(1);
	});

	it('ignores fields that the section does not have', async () => {
		const setting = await begun();
		await post(setting, { typed: { school: '甲校', recordId: 'x', personId: 'y' } });
		const [row] = await setting.read.applications.entries(setting.id);
		expect(Object.keys(row?.data ?? {}).sort()).toEqual(
			['certificateNumber', 'degree', 'graduatedOn', 'level', 'major', 'mode', 'school'].sort()
		);
		expect(row?.recordId).toBeNull();
	});

	it.each([
		['an unknown section', { section: 'jokes' }, 'section_unknown'],
		['the materials', { section: 'materials' }, 'section_unknown'],
		['the pledge', { section: 'pledge' }, 'section_unknown'],
		['recommendations of a normal application', { section: 'recommenders' }, 'section_unknown'],
		['an id that is none', { entryId: '../../etc' }, 'not_found'],
		['a version of something never stored', { version: 3 }, 'entry_stale'],
		['far too much text', { typed: { school: 'x'.repeat(5000) } }, 'text_too_long'],
		['an unknown case', { id: v7() }, 'not_found']
	])('refuses %s', async (_, given, key) => {
		expect(await refusalOf(post(await begun(), given))).toBe(key);
	});

	it('does not let an entry of another case be touched', async () => {
		const setting = await begun();
		const { world } = setting;
		const entryId = v7();
		await post(setting, { entryId });
		const other = await world.person({ employerId: setting.employer.id });
		const ctx = world.context(await world.actor(other));
		const theirs = await startApplication(ctx, choice(setting.batch.id));
		expect(
			await refusalOf(
				saveEntry(ctx, {
					id: theirs.id,
					section: 'education',
					entryId,
					version: 1,
					typed: { school: '偷' },
					how: 'keep'
				})
			)
		).toBe('not_found');
		expect(await refusalOf(removeEntry(ctx, { id: theirs.id, entryId, version: 1 }))).toBe(
			'not_found'
		);
		// Somebody else's case does not exist, and the attempt is written down.
		expect(await refusalOf(post({ ctx, id: setting.id }, { entryId, version: 1 }))).toBe(
			'not_found'
		);
		const log = await world.store.read.log.ofObject(setting.id, { size: 9 });
		expect(log.filter(({ result }) => result === 'refused')).toHaveLength(1);
	});

	it('holds no more entries than the section takes', async () => {
		const setting = await begun();
		for (let count = 0; count < 8; count += 1) await post(setting);
		expect(await refusalOf(post(setting))).toBe('entries_full');
	});

	it('is closed once the case was handed in', async () => {
		const setting = await makeSetting();
		const { id } = await handedIn(setting);
		expect(await refusalOf(post({ ctx: setting.ctx, id }))).toBe('section_closed');
		expect(
			await refusalOf(
				finishSection(setting.ctx, { id, section: 'works', version: 1, finished: false })
			)
		).toBe('section_closed');
		const [entry] = await setting.world.store.read.applications.entries(id);
		expect(
			await refusalOf(removeEntry(setting.ctx, { id, entryId: entry!.id, version: entry!.version }))
		).toBe('section_closed');
		expect(
			await refusalOf(
				changeTarget(setting.ctx, {
					...choice(setting.batch.id),
					id,
					version: (await setting.world.store.read.applications.byId(id))?.version ?? 0
				})
			)
		).toBe('section_closed');
	});
});

describe('removing, declaring, choosing anew', () => {
	it('takes an entry out and leaves the record as it is', async () => {
		const setting = await begun();
		const entryId = v7();
		await post(setting, { entryId, how: 'finish' });
		expect(await refusalOf(removeEntry(setting.ctx, { id: setting.id, entryId, version: 7 }))).toBe(
			'entry_stale'
		);
		await removeEntry(setting.ctx, { id: setting.id, entryId, version: 1 });
		expect(await setting.read.applications.entries(setting.id)).toEqual([]);
		expect(await setting.read.recordEntries.ofPerson(setting.person.id)).toHaveLength(1);
		expect(await refusalOf(removeEntry(setting.ctx, { id: setting.id, entryId, version: 2 }))).toBe(
			'not_found'
		);
	});

	it('declares a section complete and takes it back', async () => {
		const setting = await begun();
		const versionOf = async () => (await setting.read.applications.byId(setting.id))?.version ?? 0;
		const say = async (finished: boolean) =>
			finishSection(setting.ctx, {
				id: setting.id,
				section: 'works',
				version: await versionOf(),
				finished
			});
		const works = async () =>
			(await getApplication(setting.ctx, setting.id)).tasks.find(
				({ section }) => section === 'works'
			)?.state;
		expect(await works()).toBe('fresh');
		await say(true);
		expect(await works()).toBe('done');
		await say(false);
		expect(await works()).toBe('fresh');
	});

	it('changes what is applied for and keeps what was entered', async () => {
		const setting = await begun();
		await post(setting, { how: 'finish' });
		const version = (await setting.read.applications.byId(setting.id))?.version ?? 0;
		await changeTarget(setting.ctx, {
			...choice(setting.batch.id),
			level: 'intermediate',
			id: setting.id,
			version
		});
		const view = await getApplication(setting.ctx, setting.id);
		expect(view.heading).toMatchObject({ level: 'intermediate', titleName: '工程师' });
		expect(view.entries).toHaveLength(1);
		expect(
			await refusalOf(
				changeTarget(setting.ctx, { ...choice(setting.batch.id), id: setting.id, version })
			)
		).toBe('stale');
	});
});
