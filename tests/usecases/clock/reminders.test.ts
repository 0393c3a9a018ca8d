/** A desk past its own deadline is reminded once for each task and day, and nothing is stopped. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { timedStates } from '#lib/server/usecases/desk/remind-overdue.ts';
import { timelineOf } from '#lib/server/usecases/desk/timeline.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { makeWorld, monday, type World } from '../../support/world.ts';
import { bench } from './workplace.ts';

const DAY = 86_400_000;
const morningOf = (day: string) => Date.parse(`${day}T09:00:00+08:00`);

/** A case at the county's desk since Monday, with its county officer. */
const atTheCounty = async (world: World, given: Parameters<World['application']>[0] = {}) => {
	const office = await world.countyOffice();
	return {
		officer: await world.officer('county_officer', office),
		application: await world.application({
			state: 'county_check',
			holderParty: 'county',
			holderId: office.id,
			dueOn: '2026-09-18',
			...given
		})
	};
};
const toldTo = async (world: World, personId: string) =>
	(await world.store.read.messages.ofPerson(personId, { size: 50, number: 1 })).map(
		({ event, facts, caseId }) => ({ event, days: facts['days'], party: facts['party'], caseId })
	);

describe('a task past its day', () => {
	it('is told to the desk that holds it, counted in working days, once', async () => {
		const world = await makeWorld();
		const { officer, application } = await atTheCounty(world);
		const stranger = await world.officer('county_officer', await world.countyOffice('540222'));
		const { runner, failures } = await bench(world);
		world.clock.now = morningOf('2026-09-18');
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toEqual([]);
		// Sunday the 20th is a working day this year: the 20th, 21st and 22nd have passed.
		world.clock.now = morningOf('2026-09-22');
		for (let turn = 0; turn < 3; turn += 1) await runner.tick();
		world.clock.now = morningOf('2026-10-12');
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toEqual([
			{ event: 'task.overdue', days: 3, party: 'county', caseId: application.id }
		]);
		expect(await toldTo(world, stranger.personId)).toEqual([]);
		expect(await toldTo(world, application.personId)).toEqual([]);
		const [entry] = await timelineOf(world.context(), application.id);
		expect(entry).toMatchObject({
			action: 'task.overdue',
			role: 'clock',
			at: morningOf('2026-09-22'),
			said: { until: '2026-09-18' }
		});
		// Nothing of the case has changed: the officer's page is not out of date.
		expect(await world.store.read.applications.byId(application.id)).toEqual(application);
		expect(failures).toEqual([]);
	});

	it('is told anew with another deadline, and in another state', async () => {
		const world = await makeWorld();
		const { officer, application } = await atTheCounty(world);
		const { runner } = await bench(world);
		world.clock.now = morningOf('2026-09-22');
		await runner.tick();
		await world.store.commit([
			{
				do: 'update',
				table: 'applications',
				id: application.id,
				version: application.version,
				set: { dueOn: '2026-09-23' }
			}
		]);
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toHaveLength(1);
		world.clock.now = morningOf('2026-09-24');
		await runner.tick();
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toHaveLength(2);
	});

	it('that was done before the job ran is not told', async () => {
		const world = await makeWorld();
		const { officer, application } = await atTheCounty(world);
		const { runner } = await bench(world);
		world.clock.now = morningOf('2026-09-22');
		await world.store.commit([
			insert('jobs', {
				id: v7(),
				kind: 'overdue',
				key: `overdue:${application.id}:county_check:2026-09-18`,
				payload: { id: application.id, state: 'county_check', dueOn: '2026-09-18' },
				runAt: monday,
				createdAt: monday
			}),
			{
				do: 'update',
				table: 'applications',
				id: application.id,
				version: application.version,
				set: { state: 'acceptance_check', holderParty: 'office', dueOn: '2026-09-30' }
			}
		]);
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toEqual([]);
		const done = await world.store.read.jobs.byKey(
			`overdue:${application.id}:county_check:2026-09-18`
		);
		expect(done).toMatchObject({ lastError: 'not due: not_overdue', deadAt: null });
	});

	it('counted in a year without a calendar says that it is provisional', async () => {
		const world = await makeWorld();
		const { officer } = await atTheCounty(world, { dueOn: '2027-03-01', dueProvisional: true });
		const { runner } = await bench(world);
		world.clock.now = morningOf('2027-03-03');
		await runner.tick();
		expect(await toldTo(world, officer.personId)).toMatchObject([
			{ event: 'task.overdue_provisional', days: 2 }
		]);
	});

	it('at the employer is told to the county as well, without the person', async () => {
		const world = await makeWorld();
		const county = await world.officer('county_officer', await world.countyOffice());
		const application = await world.application({
			state: 'employer_check',
			holderParty: 'employer',
			dueOn: '2026-09-18'
		});
		const clerk = await world.officer('employer_officer', { id: application.employerId });
		const { runner } = await bench(world);
		world.clock.now = morningOf('2026-09-21');
		await runner.tick();
		await runner.tick();
		expect(await toldTo(world, clerk.personId)).toMatchObject([
			{ event: 'task.overdue', party: 'employer', days: 2 }
		]);
		const [told] = await world.store.read.messages.ofPerson(county.personId, {
			size: 5,
			number: 1
		});
		expect(told).toMatchObject({ event: 'task.overdue_employer', caseId: null, href: '' });
		expect(Object.keys(told!.facts).sort()).toEqual(['days', 'employer', 'party', 'until']);
		expect(JSON.stringify(told!.facts)).not.toContain(application.personName);
	});

	it('is every task with a deadline of a desk’s own, and none of the applicant’s or of a notice', async () => {
		expect(timedStates).toContain('recheck_requested');
		for (const state of timedStates)
			expect(applicationWorkflow.states[state].holder).not.toBe('applicant');
		const world = await makeWorld();
		const cases = await Promise.all(
			(
				[
					'correction_requested',
					'employer_notice',
					'result_notice',
					'returned_by_employer'
				] as const
			).map((state) => world.application({ state, dueOn: '2026-09-18' }))
		);
		world.clock.now = morningOf('2026-09-18') + DAY;
		await bench(world);
		for (const { id } of cases)
			expect(
				(await world.store.read.log.ofObject(id, { size: 9 })).map(({ action }) => action)
			).not.toContain('task.overdue');
	});

	it('is told once after downtime, and with two processes', async () => {
		const world = await makeWorld();
		const { officer } = await atTheCounty(world);
		for (let i = 0; i < 11; i += 1)
			await world.application({
				state: 'county_check',
				holderParty: 'county',
				dueOn: '2026-09-18'
			});
		world.clock.now = morningOf('2026-10-20');
		const other = await world.store.beside();
		const [one, two] = await Promise.all([bench(world), bench(world, { store: other })]);
		await Promise.all([one.runner.tick(), two.runner.tick(), one.runner.tick()]);
		expect(await toldTo(world, officer.personId)).toHaveLength(12);
	});
});

describe('an employer that is silent about somebody who wants to belong to it', () => {
	const request = async (world: World, employerId: string) => {
		const person = await world.person();
		const id = v7();
		await world.store.commit([
			insert('affiliations', {
				id,
				personId: person.id,
				employerId,
				kind: 'registration',
				state: 'pending',
				requestedAt: monday,
				countyFromOn: '2026-09-22'
			})
		]);
		return id;
	};

	it('is reminded on the day from which the county may act, and the county is told, once', async () => {
		const world = await makeWorld();
		const county = await world.officer('county_officer', await world.countyOffice());
		const employer = await world.employer();
		const clerk = await world.officer('employer_officer', employer);
		const id = await request(world, employer.id);
		const { runner, failures } = await bench(world);
		world.clock.now = morningOf('2026-09-21');
		await runner.tick();
		expect(await toldTo(world, county.personId)).toEqual([]);
		world.clock.now = morningOf('2026-09-22');
		for (let turn = 0; turn < 3; turn += 1) await runner.tick();
		world.clock.now = morningOf('2026-10-22');
		await runner.tick();
		expect((await toldTo(world, county.personId)).map(({ event }) => event)).toEqual([
			'affiliation.county_may'
		]);
		expect((await toldTo(world, clerk.personId)).map(({ event }) => event)).toEqual([
			'affiliation.overdue'
		]);
		expect(
			(await world.store.read.log.ofObject(id, { size: 5 })).map(({ action, role }) => [
				action,
				role
			])
		).toEqual([['affiliation.overdue', 'clock']]);
		expect(failures).toEqual([]);
	});
});
