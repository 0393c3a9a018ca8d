/** A batch opens and closes by itself at the instants that were announced, and its rounds with it. */
import { describe, expect, it } from 'vitest';
import { windowState } from '#lib/domain/authority/batch-workflow.ts';
import { announceBatch, changeBatch, planBatch } from '#lib/server/usecases/batches/save-batch.ts';
import { addRound } from '#lib/server/usecases/batches/save-round.ts';
import { getPublicBatch } from '#lib/server/usecases/portal/public-batches.ts';
import { makeWorld } from '../../support/world.ts';
import { bench } from './workplace.ts';

const DAY = 86_400_000;
const opensAt = Date.parse('2026-09-21T00:00:00+08:00');
const closesAt = Date.parse('2026-11-20T17:00:00+08:00');
const input = {
	year: 2026,
	name: '2026年度第三批',
	opensOn: '2026-09-21',
	opensTime: '00:00',
	closesOn: '2026-11-20',
	closesTime: '17:00',
	announcement: '关于开展评审工作的通知'
};

const setting = async (given: Partial<typeof input> = {}) => {
	const world = await makeWorld();
	const { read } = world.store;
	const ctx = world.context(await world.officer('city_officer', await world.cityOffice()));
	const { id } = await planBatch(ctx, { ...input, ...given });
	for (let i = 0; i < 2; i += 1)
		await addRound(ctx, {
			batchId: id,
			committeeId: (await world.committee()).id,
			plannedMeetingOn: '2026-12-04',
			sectorId: '',
			cityCheck: false
		});
	const batch = async () => {
		const found = await read.batches.byId(id);
		if (!found) throw new Error('the batch is gone');
		return found;
	};
	return {
		world,
		ctx,
		id,
		batch,
		announce: async () => announceBatch(ctx, { id, version: (await batch()).version }),
		change: async (fields: Partial<typeof input>) =>
			changeBatch(ctx, { ...input, ...fields, id, version: (await batch()).version }),
		/** The batch and every round of it. */
		states: async () => [
			(await batch()).state,
			...(await read.rounds.byBatch(id)).map(({ round }) => round.state)
		],
		entries: async () =>
			(await read.log.ofObject(id, { size: 100 }))
				.filter(({ role }) => role === 'clock')
				.map(({ action, detail }) => [action, detail['from'], detail['to'], detail['rounds']])
	};
};
const all = (state: string) => [state, state, state];

describe('the window of a batch', () => {
	it('begins and ends to the millisecond, with one entry each', async () => {
		const { world, announce, states, entries } = await setting();
		expect(await states()).toEqual(all('planned'));
		await announce();
		expect(await states()).toEqual(all('announced'));
		const { runner, failures } = await bench(world);
		for (const [now, state] of [
			[opensAt - 1, 'announced'],
			[opensAt, 'open'],
			[closesAt - 1, 'open'],
			[closesAt, 'closed']
		] as const) {
			world.clock.now = now;
			await runner.tick();
			await runner.tick();
			expect(await states()).toEqual(all(state));
		}
		expect(await entries()).toEqual([
			['batch.close', 'open', 'closed', 2],
			['batch.open', 'announced', 'open', 2]
		]);
		expect(failures).toEqual([]);
	});

	it('is what the public is told even before the clock has written it down', async () => {
		const { world, id, announce } = await setting();
		await announce();
		const told = async (now: number) => {
			world.clock.now = now;
			return (await getPublicBatch(world.context(), id)).window;
		};
		expect(await told(opensAt - 1)).toBe('coming');
		expect(await told(opensAt)).toBe('open');
		expect((await world.store.read.batches.open(opensAt)).map((one) => one.id)).toEqual([id]);
		expect(await told(closesAt)).toBe('closed');
		expect(await world.store.read.batches.open(closesAt)).toEqual([]);
	});

	it('that is not announced stays as it is, however long it is over', async () => {
		const { world, states } = await setting();
		world.clock.now = closesAt + DAY;
		await bench(world);
		expect(await states()).toEqual(all('planned'));
	});

	it('that has begun when it is announced is open at once; so is a round that joins it', async () => {
		const { world, ctx, id, announce, states } = await setting();
		world.clock.now = opensAt + DAY;
		await announce();
		await addRound(ctx, {
			batchId: id,
			committeeId: (await world.committee()).id,
			plannedMeetingOn: '2026-12-04',
			sectorId: '',
			cityCheck: false
		});
		expect(await states()).toEqual([...all('open'), 'open']);
	});

	it('opens again when the city extends it after its end, and closes again, once', async () => {
		const { world, announce, change, states, entries } = await setting();
		await announce();
		const { runner } = await bench(world);
		world.clock.now = closesAt + DAY;
		await runner.tick();
		await runner.tick();
		expect(await states()).toEqual(all('closed'));
		await change({ closesOn: '2026-11-30' });
		expect(await states()).toEqual(all('open'));
		world.clock.now = closesAt + 10 * DAY;
		await runner.tick();
		await runner.tick();
		expect(await states()).toEqual(all('closed'));
		expect((await entries()).map(([action]) => action)).toEqual([
			'batch.close',
			'batch.close',
			'batch.open'
		]);
	});

	it('leaves alone a round whose committee has gone on with its work', async () => {
		const { world, id, announce } = await setting();
		await announce();
		const [first] = await world.store.read.rounds.byBatch(id);
		const { id: roundId, version } = first!.round;
		await world.store.commit([
			{ do: 'update', table: 'rounds', id: roundId, version, set: { state: 'reviewing' } }
		]);
		const { runner } = await bench(world);
		world.clock.now = closesAt;
		await runner.tick();
		await runner.tick();
		expect((await world.store.read.rounds.byId(roundId))?.round.state).toBe('reviewing');
	});
});

describe('after downtime over the whole window, and with two processes', () => {
	it('it has begun and ended, with one entry each', async () => {
		const { world, announce, states, entries, batch } = await setting();
		await announce();
		world.clock.now = closesAt + 30 * DAY;
		const other = await world.store.beside();
		const [one, two] = await Promise.all([bench(world), bench(world, { store: other })]);
		for (let turn = 0; turn < 2; turn += 1)
			await Promise.all([one.runner.tick(), two.runner.tick()]);
		expect(await states()).toEqual(all('closed'));
		expect(await entries()).toHaveLength(2);
		expect(windowState(await batch(), world.clock.now)).toBe('closed');
	});
});
