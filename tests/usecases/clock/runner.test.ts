import { v7 } from 'uuid';
import { describe, expect, it, vi } from 'vitest';
import { pauseAfter } from '#lib/server/jobs/queue.ts';
import { deadWork, retryDead } from '#lib/server/jobs/retry.ts';
import { insert, tell, type Change, type Context } from '#lib/server/usecases/ports.ts';
import { makeWorld, monday, type World } from '../../support/world.ts';
import { bench } from './workplace.ts';

const job = (kind: string, key: string, payload: Record<string, string> = {}): Change =>
	insert('jobs', { id: v7(), kind, key, payload, runAt: monday, createdAt: monday });

describe('a job that always fails', () => {
	it('is tried five times, further and further apart, then lies in the dead letter', async () => {
		const world = await makeWorld();
		const { runner, failures } = await bench(world);
		await world.store.commit([job('no-such-kind', 'poison')]);
		const pauses: number[] = [];
		for (let turn = 0; turn < 10; turn += 1) {
			await runner.tick();
			const row = await world.store.read.jobs.byKey('poison');
			if (row!.deadAt !== null) break;
			pauses.push(row!.runAt - world.clock.realNow);
			// Not a moment too early.
			world.clock.realNow = row!.runAt - 1;
			await runner.tick();
			expect((await world.store.read.jobs.byKey('poison'))?.attempts).toBe(row!.attempts);
			world.clock.realNow = row!.runAt;
		}
		expect(pauses).toEqual([1, 2, 3, 4].map(pauseAfter));
		expect(await world.store.read.jobs.byKey('poison')).toMatchObject({
			attempts: 5,
			doneAt: null,
			lastError: 'no such kind of job: no-such-kind'
		});
		expect(failures).toHaveLength(5);
		expect(JSON.parse(failures[4]!)).toMatchObject({ job: 'poison', attempt: 5, dead: true });
		// And nobody touches it again.
		world.clock.realNow += 86_400_000;
		await runner.tick();
		expect((await world.store.read.jobs.byKey('poison'))?.attempts).toBe(5);
		expect(await world.store.read.jobs.backlog(world.clock.realNow)).toMatchObject({ dead: 1 });
	});

	it('does not hold up the others', async () => {
		const world = await makeWorld();
		const batch = await world.batch({ closesAt: monday });
		const draft = await world.application({ batchId: batch.id });
		await world.store.commit([job('no-such-kind', 'poison')]);
		await bench(world);
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('lapsed');
	});
});

describe('the dead letter', () => {
	it('is emptied by an operator, logged, and the work is done after all', async () => {
		const world = await makeWorld();
		const batch = await world.batch({ closesAt: monday });
		const draft = await world.application({ batchId: batch.id });
		const key = `lapse:${draft.id}:${monday}`;
		await world.store.commit([
			insert('jobs', {
				id: v7(),
				kind: 'lapse',
				key,
				payload: { id: draft.id },
				runAt: monday,
				attempts: 5,
				deadAt: monday,
				lastError: 'the disk was away',
				createdAt: monday
			})
		]);
		const { runner } = await bench(world);
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('draft');
		const ctx = world.context(null, { as: 'system' });
		const [dead] = await deadWork(ctx);
		expect(dead).toMatchObject({ kind: 'job', what: key, error: 'the disk was away' });
		expect(await retryDead(ctx, ['unknown'])).toBe(0);
		expect(await retryDead(ctx, [dead!.id])).toBe(1);
		await runner.tick();
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('lapsed');
		expect(await deadWork(ctx)).toEqual([]);
		expect(
			(await world.store.read.log.search({ action: 'installation' }, { size: 5 })).length
		).toBe(1);
	});
});

describe('a process that dies', () => {
	it('with a job in hand leaves it to others when its lease has run out', async () => {
		const world = await makeWorld();
		const batch = await world.batch({ closesAt: monday });
		const draft = await world.application({ batchId: batch.id });
		const key = `lapse:${draft.id}:${monday}`;
		await world.store.commit([job('lapse', key, { id: draft.id })]);
		// Claimed, and never heard of again.
		await world.store.commit([
			{ do: 'claim', table: 'jobs', now: monday, until: monday + 60_000, limit: 10 }
		]);
		const { runner } = await bench(world);
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('draft');
		world.clock.realNow = monday + 60_000;
		await runner.tick();
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('lapsed');
		expect(await world.store.read.jobs.byKey(key)).toMatchObject({ attempts: 2, deadAt: null });
	});

	it('twenty times over one job is not given another', async () => {
		const world = await makeWorld();
		const { runner } = await bench(world);
		await world.store.commit([job('purge', 'deadly')]);
		for (let turn = 0; turn < 20; turn += 1) {
			world.clock.realNow += 60_000;
			await world.store.commit([
				{
					do: 'claim',
					table: 'jobs',
					now: world.clock.realNow,
					until: world.clock.realNow + 60_000,
					limit: 1
				}
			]);
		}
		world.clock.realNow += 60_000;
		await runner.tick();
		expect(await world.store.read.jobs.byKey('deadly')).toMatchObject({
			doneAt: null,
			lastError: 'every attempt ended the process'
		});
		expect((await world.store.read.jobs.byKey('deadly'))?.deadAt).not.toBeNull();
	});

	it('over a job that fails later does not count as its failures', async () => {
		const world = await makeWorld();
		const { runner } = await bench(world);
		await world.store.commit([job('no-such-kind', 'unlucky')]);
		for (let turn = 0; turn < 6; turn += 1) {
			world.clock.realNow += 60_000;
			await world.store.commit([
				{
					do: 'claim',
					table: 'jobs',
					now: world.clock.realNow,
					until: world.clock.realNow + 60_000,
					limit: 1
				}
			]);
		}
		world.clock.realNow += 60_000;
		await runner.tick();
		expect(await world.store.read.jobs.byKey('unlucky')).toMatchObject({
			attempts: 1,
			deadAt: null
		});
	});

	it('that was only slow cannot do what another did meanwhile', async () => {
		const world = await makeWorld();
		const batch = await world.batch({ closesAt: monday });
		const draft = await world.application({ batchId: batch.id });
		const other = await world.store.beside();
		// The slow one claims, then sleeps past its lease just before it commits.
		let asleep: (() => void) | undefined;
		const slowStore: Context['store'] = {
			...other,
			commit: async (changes) => {
				if (changes.some((change) => change.do === 'settle') && asleep === undefined) {
					await new Promise<void>((resolve) => {
						asleep = resolve;
					});
				}
				return other.commit(changes);
			}
		};
		const slow = bench(world, { store: slowStore });
		await vi.waitFor(() => expect(asleep).toBeDefined());
		world.clock.realNow += 60_000;
		await bench(world);
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('lapsed');
		asleep?.();
		const { runner } = await slow;
		await runner.tick();
		expect(
			await world.store.read.log.ofObject(draft.id, { size: 10 }),
			'one entry for one act'
		).toHaveLength(1);
	});
});

describe('the outbox', () => {
	const told = async (world: World, to: Parameters<typeof tell>[2], caseId?: string) => {
		await world.store.commit([
			tell(world.context(), 'case.submit', to, { ...(caseId !== undefined && { caseId }) })
		]);
	};
	const unread = (world: World, personId: string) =>
		world.store.read.messages.unreadCount(personId);

	it('reaches the people behind each party, and nobody else', async () => {
		const world = await makeWorld();
		const office = await world.committeeOffice();
		const sector = await world.sector();
		const countyOffice = await world.countyOffice();
		const application = await world.application({
			state: 'panel_review',
			officeId: office.id,
			sectorId: sector.id,
			agencyId: (await world.organisation({ kind: 'agency' })).id
		});
		const employer = { id: application.employerId };
		const who = {
			employer: await world.officer('employer_officer', employer),
			agency: await world.officer('hr_agency', { id: application.agencyId! }),
			sector: await world.officer('sector_officer', sector),
			county: await world.officer('county_officer', countyOffice),
			city: await world.officer('city_officer', await world.cityOffice()),
			office: await world.officer('committee_office', office),
			inspector: await world.officer('inspector')
		};
		const expert = await world.person();
		await world.assignment(application.id, expert.id);
		const recused = await world.person();
		await world.assignment(application.id, recused.id, { state: 'recused' });
		const others = [
			await world.officer('employer_officer', await world.employer()),
			await world.officer('county_officer', await world.countyOffice('540222')),
			await world.officer('committee_office', await world.committeeOffice()),
			await world.officer('system_admin')
		];
		const ended = await world.person();
		await world.grant(ended.id, 'county_officer', countyOffice.id, { toOn: '2026-06-30' });

		const parties = [
			'applicant',
			'employer',
			'sector',
			'county',
			'city',
			'office',
			'expert',
			'inspector'
		];
		await told(
			world,
			parties.map((party) => ({ party })),
			application.id
		);
		await bench(world);
		for (const { personId } of Object.values(who)) expect(await unread(world, personId)).toBe(1);
		expect(await unread(world, application.personId)).toBe(1);
		expect(await unread(world, expert.id)).toBe(1);
		for (const { personId } of others) expect(await unread(world, personId)).toBe(0);
		for (const id of [recused.id, ended.id]) expect(await unread(world, id)).toBe(0);
	});

	it('does not tell a desk that the case has not reached, nor an officer of their own case', async () => {
		const world = await makeWorld();
		const countyOffice = await world.countyOffice();
		const officer = await world.person();
		const grant = await world.grant(officer.id, 'county_officer', countyOffice.id);
		const colleague = await world.officer('county_officer', countyOffice);
		const early = await world.application({ state: 'submitted' });
		const own = await world.application({ state: 'county_check', personId: officer.id });
		await told(world, [{ party: 'county' }], early.id);
		await told(world, [{ party: 'county' }], own.id);
		await bench(world);
		expect(grant.role).toBe('county_officer');
		expect(await unread(world, officer.id)).toBe(0);
		expect(await unread(world, colleague.personId)).toBe(1);
	});

	it('tells a person once, however many ways they are meant', async () => {
		const world = await makeWorld();
		const application = await world.application({ state: 'submitted' });
		const clerk = await world.officer('employer_officer', { id: application.employerId });
		await told(
			world,
			[{ party: 'employer' }, { personId: clerk.personId }, { party: 'employer' }],
			application.id
		);
		const { runner } = await bench(world);
		await runner.tick();
		expect(await unread(world, clerk.personId)).toBe(1);
	});

	it('gives up a message that nobody can be told, after five tries, and delivers the rest', async () => {
		const world = await makeWorld();
		const person = await world.person();
		await told(world, [{ party: 'employer' }]);
		await told(world, [{ personId: person.id }]);
		const { runner, failures } = await bench(world);
		expect(await unread(world, person.id)).toBe(1);
		for (let turn = 1; turn <= 6; turn += 1) {
			world.clock.realNow += 400_000;
			await runner.tick();
		}
		expect(failures).toHaveLength(5);
		expect(await world.store.read.outbox.backlog()).toEqual({ waiting: 0, dead: 1 });
	});
});

describe('stopping', () => {
	it('ends at once and leaves nothing claimed', async () => {
		const world = await makeWorld();
		const person = await world.person();
		const { runner } = await bench(world);
		await runner.stop();
		await world.store.commit([tell(world.context(), 'grant.end', [{ personId: person.id }])]);
		await runner.tick();
		expect(await world.store.read.messages.unreadCount(person.id)).toBe(0);
		const [row] = await world.store.read.outbox.open();
		expect(row).toMatchObject({ attempts: 0, leaseUntil: 0 });
	});

	it('waits out a database that is away, says it once and goes on', async () => {
		const world = await makeWorld();
		const batch = await world.batch({ closesAt: monday });
		const draft = await world.application({ batchId: batch.id });
		let away = true;
		const { runner } = await bench(world, {
			store: {
				...world.store,
				commit: async (changes) => {
					if (away) {
						away = false;
						const { Refused } = await import('#lib/domain/refusal.ts');
						throw new Refused({ kind: 'busy', key: 'storage_unavailable' });
					}
					return world.store.commit(changes);
				}
			}
		});
		await runner.tick();
		expect((await world.store.read.applications.byId(draft.id))?.state).toBe('lapsed');
	});
});
