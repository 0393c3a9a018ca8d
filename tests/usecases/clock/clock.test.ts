import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { endOfDay } from '#lib/domain/day.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { makeWorld, monday, type World } from '../../support/world.ts';
import { bench } from './workplace.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const stateOf = async (world: World, id: string) =>
	(await world.store.read.applications.byId(id))?.state;
const entriesOf = async (world: World, objectId: string) =>
	(await world.store.read.log.ofObject(objectId, { size: 100 })).map(({ action, role }) => ({
		action,
		role
	}));

const employerNotice = async (world: World, endOn: string) => {
	const application = await world.application({ state: 'employer_notice' });
	const id = v7();
	await world.store.commit([
		insert('notices', {
			id,
			kind: 'employer',
			applicationId: application.id,
			organisationId: application.employerId,
			title: '公示',
			body: {},
			startOn: '2026-09-14',
			endOn,
			counted: [],
			state: 'running',
			createdAt: monday
		})
	]);
	return { application, id };
};

describe('a notice', () => {
	it('ends at 24:00 of its last day in Shanghai, not a second before', async () => {
		const world = await makeWorld();
		const { application, id } = await employerNotice(world, '2026-09-21');
		world.clock.now = endOfDay('2026-09-21') - 1;
		const { runner, failures } = await bench(world);
		expect((await world.store.read.notices.byId(id))?.state).toBe('running');
		world.clock.now = endOfDay('2026-09-21');
		await runner.tick();
		expect((await world.store.read.notices.byId(id))?.state).toBe('ended');
		// A person moves the case; the clock has only ended the notice.
		expect(await stateOf(world, application.id)).toBe('employer_notice');
		expect(await entriesOf(world, application.id)).toEqual([
			{ action: 'notice.end', role: 'clock' }
		]);
		expect(failures).toEqual([]);
	});

	it('that was withdrawn meanwhile is left alone', async () => {
		const world = await makeWorld();
		const { id } = await employerNotice(world, '2026-09-21');
		const { runner } = await bench(world);
		const notice = await world.store.read.notices.byId(id);
		await world.store.commit([
			{
				do: 'update',
				table: 'notices',
				id,
				version: notice!.version,
				set: { state: 'voided', voidedReason: '内容有误' }
			}
		]);
		world.clock.now = endOfDay('2026-09-30');
		await runner.tick();
		expect((await world.store.read.notices.byId(id))?.state).toBe('voided');
	});

	it('tells the employer and the applicant once, and each knows what they are to the case', async () => {
		const world = await makeWorld();
		const { application } = await employerNotice(world, '2026-09-21');
		const clerk = await world.officer('employer_officer', { id: application.employerId });
		const deputy = await world.person();
		await world.grant(deputy.id, 'employer_officer', application.employerId, {
			deputyFor: clerk.personId
		});
		const elsewhere = await world.officer('employer_officer', await world.employer());
		const { runner } = await bench(world);
		world.clock.now = endOfDay('2026-09-21');
		await runner.tick();
		await runner.tick();
		const partyTold = async (personId: string) =>
			(await world.store.read.messages.ofPerson(personId, { size: 10, number: 1 })).map(
				({ event, facts }) => [event, facts['party']]
			);
		expect(await partyTold(application.personId)).toEqual([['notice.end', 'applicant']]);
		expect(await partyTold(clerk.personId)).toEqual([['notice.end', 'employer']]);
		expect(await partyTold(deputy.id)).toEqual([['notice.end', 'employer']]);
		expect(await partyTold(elsewhere.personId)).toEqual([]);
	});
});

describe('a draft', () => {
	it('lapses when the window closes, and so does a returned case', async () => {
		const world = await makeWorld();
		const batch = await world.batch();
		const draft = await world.application({ batchId: batch.id });
		const returned = await world.application({ batchId: batch.id, state: 'returned_by_employer' });
		const handedIn = await world.application({ batchId: batch.id, state: 'submitted' });
		world.clock.now = batch.closesAt - 1;
		const { runner, failures } = await bench(world);
		expect(await stateOf(world, draft.id)).toBe('draft');
		world.clock.now = batch.closesAt;
		await runner.tick();
		expect(await stateOf(world, draft.id)).toBe('lapsed');
		expect(await stateOf(world, returned.id)).toBe('lapsed');
		expect(await stateOf(world, handedIn.id)).toBe('submitted');
		expect(await entriesOf(world, draft.id)).toEqual([{ action: 'case.lapse', role: 'clock' }]);
		expect(failures).toEqual([]);
	});

	it('lapses after all when a window that was extended closes again', async () => {
		const world = await makeWorld();
		const batch = await world.batch();
		const draft = await world.application({ batchId: batch.id });
		const { runner } = await bench(world);
		// The job was queued; before it ran the city moved the end.
		await world.store.commit([
			insert('jobs', {
				id: v7(),
				kind: 'lapse',
				key: `lapse:${draft.id}:${batch.closesAt}`,
				payload: { id: draft.id },
				runAt: monday,
				createdAt: monday
			}),
			{
				do: 'update',
				table: 'batches',
				id: batch.id,
				version: batch.version,
				set: { closesAt: batch.closesAt + 7 * DAY }
			}
		]);
		world.clock.now = batch.closesAt + DAY;
		await runner.tick();
		expect(await stateOf(world, draft.id)).toBe('draft');
		expect(
			(await world.store.read.jobs.byKey(`lapse:${draft.id}:${batch.closesAt}`))?.lastError
		).toContain('window_still_open');
		world.clock.now = batch.closesAt + 7 * DAY;
		await runner.tick();
		expect(await stateOf(world, draft.id)).toBe('lapsed');
	});
});

describe('a correction', () => {
	it('is deemed abandoned on the day after its last', async () => {
		const world = await makeWorld();
		const application = await world.application({
			state: 'correction_requested',
			dueOn: '2026-09-25',
			corrections: 1
		});
		world.clock.now = endOfDay('2026-09-25') - 1;
		const { runner } = await bench(world);
		expect(await stateOf(world, application.id)).toBe('correction_requested');
		world.clock.now = endOfDay('2026-09-25');
		await runner.tick();
		expect(await stateOf(world, application.id)).toBe('deemed_abandoned');
	});
});

describe('an accepted case', () => {
	const accepted = async (world: World, state: 'accepted' | 'panel_review' = 'accepted') => {
		const office = await world.committeeOffice();
		const committee = await world.committee({ officeId: office.id });
		const round = await world.round({ committeeId: committee.id });
		const application = await world.application({
			state,
			batchId: round.batchId,
			roundId: round.id,
			committeeId: committee.id,
			officeId: office.id
		});
		return { committee, round, application };
	};

	it('goes back to routing when its committee is suspended before the meeting', async () => {
		const world = await makeWorld();
		const { committee, application } = await accepted(world);
		const { runner, failures } = await bench(world);
		expect(await stateOf(world, application.id)).toBe('accepted');
		await world.store.commit([
			{
				do: 'update',
				table: 'committees',
				id: committee.id,
				version: committee.version,
				set: { state: 'suspended' }
			}
		]);
		await runner.tick();
		expect(await stateOf(world, application.id)).toBe('rerouting');
		expect(failures).toEqual([]);
	});

	it('goes back to routing when its committee will have expired by the meeting', async () => {
		const world = await makeWorld();
		const { committee, round, application } = await accepted(world, 'panel_review');
		const { runner } = await bench(world);
		await world.store.commit([
			{
				do: 'update',
				table: 'rounds',
				id: round.id,
				version: round.version,
				set: { plannedMeetingOn: '2029-01-05' }
			}
		]);
		await runner.tick();
		expect(committee.validTo).toBe('2028-12-31');
		expect(await stateOf(world, application.id)).toBe('rerouting');
	});
});

describe('a role', () => {
	it('that has ended is said once, to the deputy and to whom they stood in for', async () => {
		const world = await makeWorld();
		const office = await world.countyOffice();
		const officer = await world.officer('county_officer', office);
		const deputy = await world.person();
		const grant = await world.grant(deputy.id, 'county_officer', office.id, {
			deputyFor: officer.personId,
			toOn: '2026-09-20'
		});
		const { runner } = await bench(world);
		world.clock.now = endOfDay('2026-09-20');
		await runner.tick();
		await runner.tick();
		expect(await entriesOf(world, grant.id)).toEqual([{ action: 'grant.end', role: 'clock' }]);
		for (const id of [deputy.id, officer.personId])
			expect(await world.store.read.messages.unreadCount(id)).toBe(1);
	});
});

describe('downtime', () => {
	it('of weeks loses nothing and does nothing twice', async () => {
		const world = await makeWorld();
		const batch = await world.batch();
		const draft = await world.application({ batchId: batch.id });
		const { id } = await employerNotice(world, '2026-09-21');
		const correction = await world.application({
			state: 'correction_requested',
			dueOn: '2026-09-25'
		});
		world.clock.now = batch.closesAt + 40 * DAY;
		const { runner } = await bench(world);
		await runner.tick();
		expect(await stateOf(world, draft.id)).toBe('lapsed');
		expect(await stateOf(world, correction.id)).toBe('deemed_abandoned');
		expect((await world.store.read.notices.byId(id))?.state).toBe('ended');
		expect(await entriesOf(world, draft.id)).toHaveLength(1);
		expect(await entriesOf(world, correction.id)).toHaveLength(1);
	});

	it('is not noticed where nothing is due: a tick then writes nothing but its day and hour', async () => {
		const world = await makeWorld();
		await world.application();
		const { runner } = await bench(world);
		const before = await world.store.read.log.head();
		for (let turn = 0; turn < 3; turn += 1) await runner.tick();
		expect(await world.store.read.log.head()).toEqual(before);
		const [row] = await world.store.sql('select count(*) as jobs from jobs');
		expect(Number(row?.['jobs'])).toBe(2);
	});
});

describe('two processes', () => {
	it('share what is due: each effect once', async () => {
		const world = await makeWorld();
		const batch = await world.batch();
		const drafts = await Promise.all(
			Array.from({ length: 12 }, () => world.application({ batchId: batch.id }))
		);
		const other = await world.store.beside();
		const [one, two] = await Promise.all([bench(world), bench(world, { store: other })]);
		world.clock.now = batch.closesAt;
		await Promise.all([one.runner.tick(), two.runner.tick(), one.runner.tick()]);
		for (const draft of drafts) {
			expect(await stateOf(world, draft.id)).toBe('lapsed');
			expect(await entriesOf(world, draft.id)).toHaveLength(1);
			expect(await world.store.read.messages.unreadCount(draft.personId)).toBe(1);
		}
	});
});

describe('housekeeping', () => {
	it('drops ended sessions, old answers and old windows, and nothing else', async () => {
		const world = await makeWorld();
		const session = (id: string, expiresAt: number, absoluteAt: number) =>
			insert('sessions', {
				id,
				accountId: 'a',
				expiresAt,
				absoluteAt,
				seenAt: monday,
				createdAt: monday
			});
		await world.store.commit([
			session('idle', monday - 1, monday + DAY),
			session('absolute', monday + DAY, monday - 1),
			session('alive', monday + HOUR, monday + DAY),
			insert('requests', {
				id: 'old',
				accountId: 'a',
				digest: '',
				answer: {},
				createdAt: monday - 3 * DAY
			}),
			insert('requests', { id: 'new', accountId: 'a', digest: '', answer: {}, createdAt: monday }),
			{ do: 'count', key: 'long-ago', windowMs: HOUR, at: monday - 3 * DAY },
			{ do: 'count', key: 'now', windowMs: HOUR, at: monday }
		]);
		await bench(world);
		const ids = async (table: string, column: string) =>
			(await world.store.sql(`select ${column} as id from ${table} order by 1`)).map(
				(row) => row['id']
			);
		expect(await ids('sessions', 'id')).toEqual(['alive']);
		expect(await ids('requests', 'id')).toEqual(['new']);
		expect(await ids('throttles', 'key')).toEqual(['now']);
	});
});
