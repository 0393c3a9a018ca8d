import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { listOpenBatches } from '#lib/server/usecases/applications/list-open-batches.ts';
import { precheckForAnyone } from '#lib/server/usecases/applications/precheck-for-anyone.ts';
import { previewChoice } from '#lib/server/usecases/applications/preview-choice.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { choice, goodEntries, handedIn, makeSetting, refusalOf } from './setting.ts';

describe('before an application is begun', () => {
	it('judges what the record holds and shows the way of the papers', async () => {
		const setting = await makeSetting();
		const { ctx, batch, world, person } = setting;
		const empty = await previewChoice(ctx, choice(batch.id));
		expect(empty).toMatchObject({
			titleName: '助理工程师',
			year: 2026,
			eligibility: { verdict: 'not_eligible' },
			route: { where: 'own', committee: { name: setting.committee.name } }
		});
		await world.store.commit(
			['basics', 'education'].map((section) =>
				insert('recordEntries', {
					id: v7(),
					personId: person.id,
					section,
					data: goodEntries[section] ?? {},
					createdAt: world.clock.now
				})
			)
		);
		const known = await previewChoice(ctx, choice(batch.id));
		expect(known.eligibility).toMatchObject({ verdict: 'eligible', via: 'A2' });
	});

	it('says beforehand what would stop the start', async () => {
		const setting = await makeSetting();
		await handedIn(setting);
		expect(await refusalOf(previewChoice(setting.ctx, choice(setting.batch.id)))).toBe(
			'too_many_applications'
		);
		expect(
			await refusalOf(
				previewChoice(setting.ctx, {
					...choice(setting.batch.id),
					series: 'accounting',
					specialty: null,
					level: 'intermediate'
				})
			)
		).toBe('by_examination');
	});

	it('lists the batches that take applications, by the legal clock', async () => {
		const { world, batch } = await makeSetting();
		const ctx = world.context(null);
		expect((await listOpenBatches(ctx)).map(({ id }) => id)).toEqual([batch.id]);
		world.clock.now = batch.closesAt;
		expect(await listOpenBatches(ctx)).toEqual([]);
	});
});

describe('the check without signing in', () => {
	const said = {
		place: '540221',
		series: 'engineering',
		specialty: 'water',
		level: 'intermediate' as const,
		track: 'normal' as const,
		education: 'bachelor',
		graduatedOn: '2018-07-01',
		prior: 'junior_assistant',
		priorOn: '2022-12-31',
		probation: false,
		appraisals: true,
		hours: true
	};

	it('answers at the boundary of the years, and from when it would hold', async () => {
		const { world } = await makeSetting();
		const ctx = world.context(null);
		expect((await precheckForAnyone(ctx, said)).eligibility).toMatchObject({
			verdict: 'eligible',
			via: 'M3'
		});
		const late = await precheckForAnyone(ctx, { ...said, priorOn: '2023-01-01' });
		expect(late.eligibility.verdict).toBe('not_eligible');
		expect(late.eligibility.rows.find(({ row }) => row === 'M3')?.holdsFrom).toEqual({
			day: '2027-01-01',
			cycleYear: 2027
		});
	});

	it('does not judge a series without rules, keeps nothing, and needs a batch', async () => {
		const { world } = await makeSetting();
		const ctx = world.context(null);
		const before = await world.store.read.log.head();
		const answer = await precheckForAnyone(ctx, { ...said, series: 'journalism', specialty: null });
		expect(answer.eligibility.verdict).toBe('unknown');
		expect(answer.route.where).toBe('nobody');
		expect(await world.store.read.log.head()).toEqual(before);
		await world.store.sql('delete from batches');
		expect(await refusalOf(precheckForAnyone(ctx, said))).toBe('no_such_batch');
	});
});
