import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { enterTitle } from '#lib/server/usecases/record/enter-title.ts';
import { getMyRecord } from '#lib/server/usecases/record/get-my-record.ts';
import { listMyTitles } from '#lib/server/usecases/record/list-my-titles.ts';
import { removeRecordLine } from '#lib/server/usecases/record/remove-record-line.ts';
import { saveRecordLine } from '#lib/server/usecases/record/save-record-line.ts';
import { goodEntries, makeSetting, refusalOf } from '../applications/setting.ts';

const education = goodEntries['education'] ?? {};
const title = {
	series: 'engineering',
	ladder: 'main',
	specialty: 'water',
	level: 'junior_entry',
	printedName: '',
	obtainedOn: '2021-07-01',
	issuer: '南木林县人社局',
	certificateNumber: 'ZC-001'
};

describe('my record', () => {
	it('is entered, changed and removed by its person, each act logged once', async () => {
		const { ctx, person, world } = await makeSetting();
		await saveRecordLine(ctx, { section: 'education', lineId: null, version: 0, typed: education });
		const [line] = (await getMyRecord(ctx)).lines;
		await saveRecordLine(ctx, {
			section: 'education',
			lineId: line!.id,
			version: line!.version,
			typed: { ...education, school: '西藏大学' }
		});
		expect((await getMyRecord(ctx)).lines[0]?.data['school']).toBe('西藏大学');
		expect(
			await refusalOf(
				saveRecordLine(ctx, {
					section: 'education',
					lineId: line!.id,
					version: line!.version,
					typed: education
				})
			)
		).toBe('entry_stale');
		await removeRecordLine(ctx, { lineId: line!.id, version: line!.version + 1 });
		expect((await getMyRecord(ctx)).lines).toEqual([]);
		const log = await world.store.read.log.ofSubject(person.id, { size: 9 });
		expect(log.map(({ action }) => action)).toEqual([
			'record.remove',
			'record.change',
			'record.add'
		]);
	});

	it('loses the mark of verification when the text changes', async () => {
		const { ctx, world } = await makeSetting();
		await saveRecordLine(ctx, { section: 'education', lineId: null, version: 0, typed: education });
		const [line] = (await getMyRecord(ctx)).lines;
		await world.store.sql(
			'update record_entries set verified_at = 1, verified_by = ? where id = ?',
			['x', line!.id]
		);
		await saveRecordLine(ctx, {
			section: 'education',
			lineId: line!.id,
			version: line!.version,
			typed: { ...education, major: '水文' }
		});
		expect((await getMyRecord(ctx)).lines[0]?.verifiedAt).toBeNull();
	});

	it('refuses foreign lines, unknown sections and wrong entries', async () => {
		const { ctx, world } = await makeSetting();
		await saveRecordLine(ctx, { section: 'education', lineId: null, version: 0, typed: education });
		const [line] = (await getMyRecord(ctx)).lines;
		const other = world.context(await world.actor(await world.person()));
		expect(
			await refusalOf(
				saveRecordLine(other, {
					section: 'education',
					lineId: line!.id,
					version: 1,
					typed: education
				})
			)
		).toBe('record_unknown');
		expect(await refusalOf(removeRecordLine(other, { lineId: line!.id, version: 1 }))).toBe(
			'record_unknown'
		);
		expect(
			await refusalOf(
				saveRecordLine(ctx, { section: 'pledge', lineId: null, version: 0, typed: {} })
			)
		).toBe('section_unknown');
		expect(
			await refusalOf(
				saveRecordLine(ctx, {
					section: 'education',
					lineId: null,
					version: 0,
					typed: { ...education, graduatedOn: '2031-01-01' }
				})
			)
		).toBe('field_problem');
		expect(await refusalOf(getMyRecord(world.context(null)))).toBe('not_found');
	});
});

describe('titles earned before', () => {
	it('are entered under the catalogue’s name and wait to be verified', async () => {
		const { ctx } = await makeSetting();
		await enterTitle(ctx, title);
		const { titles, certificates } = await listMyTitles(ctx);
		expect(certificates).toEqual([]);
		expect(titles).toMatchObject([
			{ printedName: '技术员', state: 'entered', source: 'entered', certificateNumber: 'ZC-001' }
		]);
	});

	it.each([
		['an unknown series', { series: 'alchemy' }, 'series_unknown'],
		['a level the ladder has not', { level: 'wizard' }, 'title_unknown'],
		['an unknown specialty', { specialty: v7() }, 'specialty_unknown'],
		['no day', { obtainedOn: '2021-02-30' }, 'day_needed'],
		['a day to come', { obtainedOn: '2026-09-15' }, 'day_in_future']
	])('refuses %s', async (_, given, key) => {
		const { ctx } = await makeSetting();
		expect(await refusalOf(enterTitle(ctx, { ...title, ...given }))).toBe(key);
	});

	it('does not take the same certificate twice', async () => {
		const { ctx } = await makeSetting();
		await enterTitle(ctx, title);
		expect(await refusalOf(enterTitle(ctx, { ...title, certificateNumber: ' ＺＣ-001 ' }))).toBe(
			'certificate_entered'
		);
	});
});
