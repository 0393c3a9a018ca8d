import { describe, expect, it } from 'vitest';
import { announceBatch, changeBatch, planBatch } from '#lib/server/usecases/batches/save-batch.ts';
import { setParameter } from '#lib/server/usecases/rules/set-parameter.ts';
import { addRound, moveRound, setPanel } from '#lib/server/usecases/batches/save-round.ts';
import { makeWorld } from '../../support/world.ts';

const refusal = (key: string): unknown =>
	expect.objectContaining({ refusal: expect.objectContaining({ key }) as unknown });

const input = {
	year: 2026,
	name: '2026年度第三批',
	opensOn: '2026-09-21',
	opensTime: '09:00',
	closesOn: '2026-11-20',
	closesTime: '17:00',
	announcement: '关于开展评审工作的通知'
};

const setting = async () => {
	const world = await makeWorld();
	const ctx = world.context(await world.officer('city_officer', await world.cityOffice()));
	const { id } = await planBatch(ctx, input);
	const batch = async () => {
		const found = await world.store.read.batches.byId(id);
		if (!found) throw new Error('the batch is gone');
		return found;
	};
	const round = async (plannedMeetingOn = '2026-12-04', given = {}) =>
		addRound(ctx, {
			batchId: id,
			committeeId: (await world.committee(given)).id,
			plannedMeetingOn,
			sectorId: '',
			cityCheck: false
		});
	return { world, ctx, id, batch, round };
};

describe('a batch', () => {
	it('counts its window in Shanghai time', async () => {
		const { batch } = await setting();
		expect(await batch()).toMatchObject({
			state: 'planned',
			opensAt: Date.parse('2026-09-21T09:00:00+08:00'),
			closesAt: Date.parse('2026-11-20T17:00:00+08:00')
		});
	});

	it('is announced only with rounds, and then its window only grows', async () => {
		const { ctx, id, batch, round } = await setting();
		await expect(announceBatch(ctx, { id, version: 1 })).rejects.toEqual(
			refusal('batch_without_rounds')
		);
		await round();
		await announceBatch(ctx, { id, version: (await batch()).version });
		const { version } = await batch();
		await expect(
			changeBatch(ctx, { ...input, id, version, closesOn: '2026-11-19' })
		).rejects.toEqual(refusal('window_only_grows'));
		await changeBatch(ctx, { ...input, id, version, closesOn: '2026-11-30' });
		expect((await batch()).closesAt).toBe(Date.parse('2026-11-30T17:00:00+08:00'));
	});

	it.each([
		[{ closesOn: '2026-09-20' }, 'window_backwards'],
		[{ opensTime: '25:00' }, 'time_invalid'],
		[{ opensOn: '2026-02-30' }, 'day_invalid'],
		[{ name: '  ' }, 'name_missing']
	])('is not planned with %o: %s', async (given, key) => {
		const { ctx } = await setting();
		await expect(planBatch(ctx, { ...input, ...given })).rejects.toEqual(refusal(key));
	});
});

describe('a round', () => {
	it('needs a committee in validity on its planned day, and each committee once', async () => {
		const { world, ctx, id, round } = await setting();
		await expect(round('2029-01-01')).rejects.toEqual(refusal('committee_not_valid'));
		await expect(round('2026-12-04', { state: 'suspended' })).rejects.toEqual(
			refusal('committee_not_valid')
		);
		const committee = await world.committee();
		const again = {
			batchId: id,
			committeeId: committee.id,
			plannedMeetingOn: '2026-12-04',
			sectorId: '',
			cityCheck: false
		};
		const first = await addRound(ctx, again);
		await expect(addRound(ctx, again)).rejects.toEqual(refusal('round_exists'));
		await moveRound(ctx, { id: first.id, version: 1, plannedMeetingOn: '2026-12-11' });
		await expect(
			moveRound(ctx, { id: first.id, version: 1, plannedMeetingOn: '2026-12-18' })
		).rejects.toEqual(refusal('stale'));
	});

	it('has an odd panel of experts in term with somebody to preside', async () => {
		const { world, ctx, round } = await setting();
		const { id } = await round('2026-12-04', { minSize: 3 });
		const people = await Promise.all(Array.from({ length: 5 }, () => world.person()));
		const ids = people.map((person) => person.id);
		for (const personId of ids.slice(0, 4)) await world.expert(personId);
		const seats = (list: readonly string[], chair = true) =>
			list.map((personId, i) => ({
				personId,
				seat: i === 0 && chair ? ('chair' as const) : ('member' as const)
			}));
		const set = (list: readonly string[], version: number, chair = true) =>
			setPanel(ctx, { roundId: id, version, seats: seats(list, chair) });
		await expect(set(ids.slice(0, 2), 1)).rejects.toEqual(refusal('panel_size_wrong'));
		await expect(set(ids.slice(0, 3), 1, false)).rejects.toEqual(refusal('panel_without_chair'));
		await expect(set([...ids.slice(0, 2), ids[4] ?? ''], 1)).rejects.toEqual(
			refusal('expert_unknown')
		);
		await set(ids.slice(0, 3), 1);
		// Somebody leaves and comes back: the seat is the same row again.
		await set([ids[0], ids[1], ids[3]].map(String), 2);
		await set(ids.slice(0, 3), 3);
		const members = await world.store.read.rounds.members(id);
		expect(members.map(({ member }) => member.personId).sort()).toEqual(ids.slice(0, 3).sort());
	});

	it('has at most the share of one employer that the city allows', async () => {
		const { world, ctx, round } = await setting();
		const { id } = await round('2026-12-04', { minSize: 3 });
		const station = await world.employer();
		const people = [
			await world.person({ employerId: station.id }),
			await world.person({ employerId: station.id }),
			await world.person()
		];
		for (const { id: personId } of people) await world.expert(personId);
		const set = () =>
			setPanel(ctx, {
				roundId: id,
				version: 1,
				seats: people.map(({ id: personId }, i) => ({
					personId,
					seat: i === 0 ? 'chair' : 'member'
				}))
			});
		await expect(set()).rejects.toMatchObject({
			refusal: { key: 'panel_one_employer', facts: { employer: station.name, found: 2, most: 1 } }
		});
		await setParameter(ctx, {
			key: 'committee.maxShareOfOneEmployer',
			value: '2/3',
			since: ctx.today(),
			basis: '日人社发〔2026〕11号'
		});
		await set();
	});

	it('keeps the number from which extremes are dropped, as it stood when the round was set up', async () => {
		const { world, ctx, round } = await setting();
		const dropFrom = async (id: string) =>
			(await world.store.read.rounds.byId(id))?.round.rubric.dropExtremesFrom;
		const before = await round('2026-12-04');
		await setParameter(ctx, {
			key: 'score.dropExtremesFrom',
			value: '7',
			since: ctx.today(),
			basis: '日人社发〔2026〕11号'
		});
		const after = await round('2026-12-04');
		expect([await dropFrom(before.id), await dropFrom(after.id)]).toEqual([5, 7]);
	});
});
