import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { Refused } from '#lib/domain/refusal.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { deleteDraft } from '#lib/server/usecases/applications/delete-draft.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { choice, handedIn, makeSetting, refusalOf } from './setting.ts';

describe('starting an application', () => {
	it('numbers drafts in order and logs the start', async () => {
		const setting = await makeSetting();
		const first = await startApplication(setting.ctx, choice(setting.batch.id));
		const other = await setting.world.person({ employerId: setting.employer.id });
		const ctx = setting.world.context(await setting.world.actor(other));
		const second = await startApplication(ctx, choice(setting.batch.id));
		expect([first.number, second.number]).toEqual(['2026-000001', '2026-000002']);
		const log = await setting.world.store.read.log.ofObject(first.id, { size: 10 });
		expect(log.map(({ action }) => action)).toEqual(['case.start']);
		const row = await setting.world.store.read.applications.byId(first.id);
		expect(row).toMatchObject({
			state: 'draft',
			reach: 0,
			titleName: '助理工程师',
			employerName: setting.employer.name,
			place: setting.employer.place,
			holderParty: 'applicant',
			assistedBy: null
		});
	});

	it('takes over the record and the titles held, each line once, nothing refused', async () => {
		const setting = await makeSetting();
		const { world, person } = setting;
		const line = (section: string, data: Record<string, string>) =>
			insert('recordEntries', {
				id: v7(),
				personId: person.id,
				section,
				data,
				createdAt: world.clock.now
			});
		const title = (level: string, obtainedOn: string, state: 'verified' | 'refused') =>
			insert('heldTitles', {
				id: v7(),
				personId: person.id,
				series: 'engineering',
				ladder: 'main',
				level,
				printedName: level,
				obtainedOn,
				source: 'entered',
				state,
				createdAt: world.clock.now
			});
		await world.store.commit([
			line('education', {
				level: 'bachelor',
				mode: 'full_time',
				school: '甲校',
				major: '水利',
				graduatedOn: '2020-06-30'
			}),
			line('appraisals', { year: '2025', grade: '' }),
			line('titles', {
				kind: 'title',
				series: 'engineering',
				level: 'junior_entry',
				printedName: '技术员',
				obtainedOn: '2021-01-01'
			}),
			title('junior_entry', '2021-01-01', 'verified'),
			title('intermediate', '2022-01-01', 'refused')
		]);
		const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
		const entries = await world.store.read.applications.entries(id);
		expect(entries.map(({ section, data }) => [section, data['level'] ?? data['year']])).toEqual([
			['appraisals', '2025'],
			['education', 'bachelor'],
			['titles', 'junior_entry']
		]);
		// Complete sections are done; the appraisal without a grade still waits.
		expect((await world.store.read.applications.byId(id))?.finishedSections).toEqual([
			'education',
			'titles'
		]);
	});

	it.each([
		['an examination series', { series: 'accounting', level: 'intermediate' }, 'by_examination'],
		[
			'a sector’s own series',
			{ series: 'ship', ladder: 'deck', level: 'intermediate', specialty: null },
			'by_sector'
		],
		['an unknown series', { series: 'alchemy' }, 'series_unknown'],
		['an unknown track of the series', { ladder: 'side' }, 'series_unknown'],
		['an unknown level', { level: 'wizard' }, 'title_unknown'],
		['an unknown specialty', { specialty: 'magic' }, 'specialty_unknown'],
		[
			'a specialty of another series',
			{ series: 'journalism', ladder: 'reporter' },
			'specialty_unknown'
		]
	])('refuses %s', async (_, given, key) => {
		const setting = await makeSetting();
		expect(
			await refusalOf(startApplication(setting.ctx, { ...choice(setting.batch.id), ...given }))
		).toBe(key);
	});

	it('opens and closes to the second (U13)', async () => {
		const setting = await makeSetting();
		const { batch, world } = setting;
		world.clock.now = batch.opensAt - 1_000;
		expect(await refusalOf(startApplication(setting.ctx, choice(batch.id)))).toBe(
			'window_not_open'
		);
		world.clock.now = batch.closesAt;
		expect(await refusalOf(startApplication(setting.ctx, choice(batch.id)))).toBe('window_closed');
		world.clock.now = batch.closesAt - 1_000;
		await startApplication(setting.ctx, choice(batch.id));
	});

	it('refuses an unknown batch, and one that is only planned', async () => {
		const setting = await makeSetting();
		expect(await refusalOf(startApplication(setting.ctx, choice(v7())))).toBe('no_such_batch');
		const planned = await setting.world.batch({ state: 'planned', year: 2027 });
		expect(await refusalOf(startApplication(setting.ctx, choice(planned.id)))).toBe(
			'no_such_batch'
		);
	});

	it('refuses those who may not apply', async () => {
		const setting = await makeSetting();
		const { world, employer, batch } = setting;
		const as = async (given: Parameters<typeof world.person>[0]) =>
			world.context(await world.actor(await world.person(given)));
		expect(await refusalOf(startApplication(await as({}), choice(batch.id)))).toBe('no_employer');
		expect(
			await refusalOf(
				startApplication(
					await as({ employerId: employer.id, retiredOn: '2026-09-14' }),
					choice(batch.id)
				)
			)
		).toBe('retired');
		const barred = await world.person({ employerId: employer.id });
		await world.store.commit([
			insert('integrityRecords', {
				id: v7(),
				personId: barred.id,
				reason: '论文抄袭',
				basis: '日人社发〔2025〕1号',
				fromOn: '2025-06-01',
				toOn: '2026-12-31',
				enteredBy: '',
				createdAt: world.clock.now
			})
		]);
		expect(
			await refusalOf(startApplication(world.context(await world.actor(barred)), choice(batch.id)))
		).toBe('barred');
		expect(await refusalOf(startApplication(world.context(null), choice(batch.id)))).toBe(
			'not_the_person'
		);
	});

	it('allows one application per person and batch; what was withdrawn or deleted does not count', async () => {
		const setting = await makeSetting();
		const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
		expect(await refusalOf(startApplication(setting.ctx, choice(setting.batch.id)))).toBe(
			'too_many_applications'
		);
		await deleteDraft(setting.ctx, { id, version: 1 });
		const sent = await handedIn(setting);
		expect(await refusalOf(startApplication(setting.ctx, choice(setting.batch.id)))).toBe(
			'too_many_applications'
		);
		await withdrawApplication(setting.ctx, {
			id: sent.id,
			version: sent.version,
			reason: '调动工作'
		});
		await handedIn(setting);
	});

	it('has one effect when two starts arrive at once', async () => {
		const setting = await makeSetting();
		const starts = await Promise.allSettled(
			Array.from({ length: 6 }, () => startApplication(setting.ctx, choice(setting.batch.id)))
		);
		expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const start of starts)
			if (start.status === 'rejected') expect(start.reason).toBeInstanceOf(Refused);
		expect(await setting.world.store.read.applications.ofPerson(setting.person.id)).toHaveLength(1);
	});
});
