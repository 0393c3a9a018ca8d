import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { precheck } from '#lib/domain/titles/precheck.ts';
import { contentOf } from '#lib/server/usecases/cases/precheck-case.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { listMyMatters } from '#lib/server/usecases/applications/list-my-matters.ts';
import { saveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { handInCase, snapshotBody } from '#lib/server/usecases/applications/submit-application.ts';
import { takeBack } from '#lib/server/usecases/applications/take-back.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import {
	choice,
	fillIn,
	goodEntries,
	handedIn,
	makeSetting,
	officerOf,
	pickUp,
	refusalOf,
	type Setting
} from './setting.ts';

const ready = async (setting: Setting) => {
	const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
	return { id, version: await fillIn(setting.ctx, setting.world, id) };
};

describe('handing in', () => {
	it('goes to the county’s own committee, with receipt, snapshot and one log entry per act', async () => {
		const setting = await makeSetting();
		const { store } = setting.world;
		const after = await handedIn(setting);
		expect(after).toMatchObject({
			state: 'submitted',
			reach: 1,
			holderParty: 'employer',
			holderId: setting.employer.id,
			roundId: setting.round.id,
			committeeId: setting.committee.id,
			officeId: setting.office.id,
			sectorId: null,
			submittedAt: setting.world.clock.now,
			receipt: { number: '2026-000001', submission: 1, at: setting.world.clock.now }
		});
		expect(after.route).toMatchObject({ route: 'committee', meetingDate: '2026-11-20' });
		const log = await store.read.log.ofObject(after.id, { size: 9 });
		expect(log.map(({ action }) => action)).toEqual(['case.submit', 'case.start']);
		const [message] = await store.read.outbox.open();
		expect(message).toMatchObject({
			event: 'case.submit',
			to: [{ party: 'applicant' }, { party: 'employer' }]
		});
	});

	it('keeps a snapshot whose bytes can be made again from the rows', async () => {
		const setting = await makeSetting();
		const after = await handedIn(setting);
		const kept = await setting.world.store.read.snapshots.latest(after.id);
		const content = await contentOf(setting.ctx, after, after.route);
		const again = snapshotBody(
			after,
			content,
			precheck(content.input),
			{ route: after.route! },
			1,
			after.submittedAt!
		);
		expect(again.body).toBe(kept?.body);
		expect(createHash('sha256').update(kept!.body, 'utf8').digest('hex')).toBe(
			after.receipt?.sha256
		);
		const body = JSON.parse(kept!.body) as {
			entries: { section: string }[];
			attachments: { sha256: string }[];
			eligibility: { answer: { via: string } };
		};
		expect(body.attachments).toHaveLength(4);
		expect(body.entries.map(({ section }) => section)).toEqual([
			'basics',
			'education',
			'experience',
			'achievements'
		]);
		expect(body.eligibility.answer.via).toBe('A2');
		expect(kept?.body).not.toContain(setting.person.idBlind);
	});

	it('is found by number, name and employer afterwards', async () => {
		const setting = await makeSetting();
		const after = await handedIn(setting);
		const terms = await setting.world.store.sql(
			'select term from search_terms where object_id = ?',
			[after.id]
		);
		const found = terms.map(({ term }) => term);
		expect(found).toContain('1');
		expect(found).toContain('德吉');
	});

	it('asks for everything at once, then for the pledge', async () => {
		const setting = await makeSetting();
		const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
		expect(await refusalOf(handInCase(setting.ctx, { id, version: 1, pledged: true }))).toBe(
			'not_complete'
		);
		const version = await fillIn(setting.ctx, setting.world, id);
		expect(await refusalOf(handInCase(setting.ctx, { id, version, pledged: false }))).toBe(
			'pledge_missing'
		);
		expect(await refusalOf(handInCase(setting.ctx, { id, version: 1, pledged: true }))).toBe(
			'stale'
		);
		// What was refused left nothing behind but its log entry.
		expect(await setting.world.store.read.snapshots.latest(id)).toBeUndefined();
		expect((await setting.world.store.read.applications.byId(id))?.state).toBe('draft');
	});

	it('closes to the second (U13)', async () => {
		for (const [offset, key] of [
			[-1_000, null],
			[0, 'window_closed'],
			[1_000, 'window_closed']
		] as const) {
			const setting = await makeSetting();
			const draft = await ready(setting);
			setting.world.clock.now = setting.batch.closesAt + offset;
			expect(await refusalOf(handInCase(setting.ctx, { ...draft, pledged: true }))).toBe(key);
		}
	});

	it('has one effect when it is sent many times at once', async () => {
		const setting = await makeSetting();
		const draft = await ready(setting);
		const sent = await Promise.allSettled(
			Array.from({ length: 8 }, () => handInCase(setting.ctx, { ...draft, pledged: true }))
		);
		expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const { read } = setting.world.store;
		expect(await read.snapshots.ofApplication(draft.id)).toHaveLength(1);
		const log = await read.log.ofObject(draft.id, { size: 40 });
		expect(
			log.filter(({ action, result }) => action === 'case.submit' && result === 'done')
		).toHaveLength(1);
	});

	it('does not let text slip in that the snapshot has not seen', async () => {
		const setting = await makeSetting();
		const draft = await ready(setting);
		const [entry] = (await setting.world.store.read.applications.entries(draft.id)).filter(
			({ section }) => section === 'basics'
		);
		await Promise.allSettled([
			handInCase(setting.ctx, { ...draft, pledged: true }),
			saveEntry(setting.ctx, {
				id: draft.id,
				section: 'basics',
				entryId: entry!.id,
				version: entry!.version,
				typed: { ...goodEntries['basics'], post: '后来改的' },
				how: 'keep'
			})
		]);
		const after = await setting.world.store.read.applications.byId(draft.id);
		const [now] = (await setting.world.store.read.applications.entries(draft.id)).filter(
			({ section }) => section === 'basics'
		);
		const kept = await setting.world.store.read.snapshots.latest(draft.id);
		if (after?.state === 'submitted')
			expect(JSON.parse(kept!.body)).toMatchObject({
				entries: expect.arrayContaining([
					expect.objectContaining({ id: entry!.id, data: now?.data })
				]) as unknown
			});
		else expect(kept).toBeUndefined();
	});

	it('stops where nobody can review, and says who answers for it', async () => {
		const setting = await makeSetting({ filed: false });
		const draft = await ready(setting);
		const view = await getApplication(setting.ctx, draft.id);
		expect(view.route).toMatchObject({ where: 'nobody', responsible: setting.city.name });
		expect(view.route.steps.at(-1)?.key).toBe('decided');
		expect(await refusalOf(handInCase(setting.ctx, { ...draft, pledged: true }))).toBe('no_route');
	});

	it('goes up to the city’s committee where the county has none', async () => {
		const setting = await makeSetting({ filed: false });
		const { world } = setting;
		const committee = await world.committee({
			tiers: ['junior', 'intermediate'],
			covers: ['540200'],
			place: '540200',
			specialty: null
		});
		await world.round({ batchId: setting.batch.id, committeeId: committee.id });
		const draft = await ready(setting);
		const view = await getApplication(setting.ctx, draft.id);
		expect(view.route.where).toBe('above');
		expect(view.route.steps.map(({ key }) => key)).toEqual([
			'no_committee',
			'no_entrustment',
			'go_up',
			'committee_fits',
			'decided'
		]);
		const after = await handInCase(setting.ctx, { ...draft, pledged: true });
		expect(after).toMatchObject({ committeeId: committee.id, route: { at: '540200' } });
	});

	it('does not judge a series without rules, and refuses who does not meet the rules there are', async () => {
		const setting = await makeSetting();
		const { world } = setting;
		const committee = await world.committee({ series: 'mass-culture', specialty: null });
		await world.round({ batchId: setting.batch.id, committeeId: committee.id });
		const { id } = await startApplication(setting.ctx, {
			...choice(setting.batch.id),
			series: 'mass-culture',
			specialty: null
		});
		const version = await fillIn(setting.ctx, world, id, {
			...goodEntries,
			basics: { ...goodEntries['basics'], probationPassedOn: '' }
		});
		await handInCase(setting.ctx, { id, version, pledged: true });

		const strict = await makeSetting();
		const draft = await startApplication(strict.ctx, choice(strict.batch.id));
		const without = await fillIn(strict.ctx, strict.world, draft.id, {
			...goodEntries,
			basics: { ...goodEntries['basics'], probationPassedOn: '' }
		});
		expect(
			await refusalOf(handInCase(strict.ctx, { id: draft.id, version: without, pledged: true }))
		).toBe('not_complete');
	});
});

describe('taking back and withdrawing', () => {
	it('works until the employer picks the case up, and for ten minutes whatever happened (U8)', async () => {
		const minutes = 60_000;
		for (const [pickedUp, after, key] of [
			[false, 3 * 24 * 60 * minutes, null],
			[true, 9 * minutes + 59_000, null],
			[true, 10 * minutes, 'picked_up']
		] as const) {
			const setting = await makeSetting();
			const sent = await handedIn(setting);
			if (pickedUp) await pickUp(setting, sent.id);
			setting.world.clock.now += after;
			const version = (await setting.world.store.read.applications.byId(sent.id))?.version ?? 0;
			expect(await refusalOf(takeBack(setting.ctx, { id: sent.id, version }))).toBe(key);
		}
	});

	it('opens the draft again, keeps the first snapshot, and hands in a second time', async () => {
		const setting = await makeSetting();
		const sent = await handedIn(setting);
		const back = await takeBack(setting.ctx, { id: sent.id, version: sent.version });
		expect(back.state).toBe('draft');
		// Nobody but the applicant sees a draft, even one that had been handed in.
		const officer = await officerOf(setting);
		expect(await refusalOf(getApplication(officer, sent.id))).toBe('not_found');
		const again = await handInCase(setting.ctx, {
			id: sent.id,
			version: back.version,
			pledged: true
		});
		expect(again.receipt?.submission).toBe(2);
		const log = await setting.world.store.read.log.ofObject(sent.id, { size: 20 });
		expect(log.filter(({ action }) => action === 'case.take_back')).toHaveLength(1);
	});

	it('withdraws with a reason, for good', async () => {
		const setting = await makeSetting();
		const sent = await handedIn(setting);
		const given = { id: sent.id, version: sent.version };
		expect(await refusalOf(withdrawApplication(setting.ctx, { ...given, reason: '  ' }))).toBe(
			'reason_needed'
		);
		const after = await withdrawApplication(setting.ctx, { ...given, reason: '调动工作' });
		expect(after.state).toBe('withdrawn');
		expect(await refusalOf(takeBack(setting.ctx, { id: sent.id, version: after.version }))).toBe(
			'state_does_not_allow'
		);
		expect((await listMyMatters(setting.ctx)).ended.map(({ state }) => state)).toEqual([
			'withdrawn'
		]);
	});
});
