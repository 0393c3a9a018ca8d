import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { update } from '#lib/server/usecases/ports.ts';
import { closeMeeting } from '#lib/server/usecases/meeting/close-meeting.ts';
import { deferAgenda } from '#lib/server/usecases/meeting/defer-agenda.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { fillAgenda, putOnAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { recordAttendance } from '#lib/server/usecases/meeting/record-attendance.ts';
import { resumeCase, suspendCase } from '#lib/server/usecases/desk/suspend-case.ts';
import { recuseFromCase } from '#lib/server/usecases/review/hand-in-scores.ts';
import {
	attend,
	caseInReview,
	dayMs,
	makeReviewSetting,
	meetingWith,
	scoreAll,
	vote,
	type ReviewSetting
} from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const meetingNow = async ({ world }: ReviewSetting, id: string) => {
	const found = await world.store.read.meetings.byId(id);
	if (!found) throw new Error('no such meeting');
	return found;
};

describe('planning a meeting', () => {
	it('freezes the panel that was called', async () => {
		const setting = await makeReviewSetting();
		const { ctx, round, panel, world } = setting;
		const { id } = await planMeeting(ctx, {
			roundId: round.id,
			heldOn: '2026-11-20',
			place: ' 会议室 '
		});
		await world.member(round.id, (await world.person()).id);
		expect(await meetingNow(setting, id)).toMatchObject({
			members: panel.map((one) => one.id),
			chairs: panel.slice(0, 2).map((one) => one.id),
			place: '会议室',
			state: 'planned',
			rule: null
		});
	});

	it.each([
		['2026-09-13', 'meeting_in_past'],
		['2026-02-30', 'day_invalid'],
		['2028-12-31', null],
		['2029-01-01', 'committee_not_valid']
	])('on %s: %s', async (heldOn, key) => {
		const { ctx, round } = await makeReviewSetting();
		const answer = planMeeting(ctx, { roundId: round.id, heldOn, place: '' });
		await (key === null
			? expect((await answer).id).toHaveLength(36)
			: expect(answer).rejects.toMatchObject(refused(key)));
	});

	it('needs the committee’s number of members, an odd one, and a chair', async () => {
		const even = await makeReviewSetting({ members: 10 });
		const input = { heldOn: '2026-11-20', place: '' };
		await expect(planMeeting(even.ctx, { roundId: even.round.id, ...input })).rejects.toMatchObject(
			{ refusal: { key: 'panel_size_wrong', facts: { found: 10 } } }
		);
		const world = even.world;
		const bare = await world.round({
			batchId: even.batch.id,
			committeeId: (await world.committee({ officeId: even.office.id, minSize: 7 })).id
		});
		for (let i = 0; i < 7; i++) await world.member(bare.id, (await world.person()).id);
		await expect(planMeeting(even.ctx, { roundId: bare.id, ...input })).rejects.toMatchObject(
			refused('panel_without_chair')
		);
	});

	it('is another office’s secret', async () => {
		const { world, round } = await makeReviewSetting();
		const other = await world.officer('committee_office', await world.committeeOffice());
		await expect(
			planMeeting(world.context(other), { roundId: round.id, heldOn: '2026-11-20', place: '' })
		).rejects.toMatchObject(refused('not_found'));
	});
});

describe('the agenda', () => {
	it('takes cases whose sheets are all in, in order, all or none', async () => {
		const setting = await makeReviewSetting();
		const { ctx, round } = setting;
		const ready = await caseInReview(setting);
		const waiting = await caseInReview(setting);
		await scoreAll(setting, ready.id);
		const { id: meetingId } = await planMeeting(ctx, {
			roundId: round.id,
			heldOn: '2026-11-20',
			place: ''
		});
		const cases = [ready, waiting].map(({ id }) => ({ id }));
		await expect(fillAgenda(ctx, { meetingId, cases })).rejects.toMatchObject({
			refusal: { key: 'scores_missing', facts: { found: 0, needed: 3 } }
		});
		expect((await setting.now(ready.id)).state).toBe('panel_review');
		await expect(fillAgenda(ctx, { meetingId, cases: [] })).rejects.toMatchObject(
			refused('cases_none_chosen')
		);
		await scoreAll(setting, waiting.id);
		await fillAgenda(ctx, { meetingId, cases });
		const agenda = await setting.world.store.read.meetings.cases(meetingId);
		expect(agenda.map(({ item, application }) => [item.position, application.id])).toEqual([
			[1, ready.id],
			[2, waiting.id]
		]);
	});

	it('takes no case of another round and none twice', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world, batch, office } = setting;
		const { meetingId, cases } = await meetingWith(setting, 1);
		const [first] = cases;
		if (!first) throw new Error('one case was asked for');
		await expect(
			putOnAgenda(ctx, { id: first.id, version: first.version, meetingId })
		).rejects.toMatchObject(refused('state_does_not_allow'));
		const elsewhere = await world.committee({ officeId: office.id });
		const round = await world.round({ batchId: batch.id, committeeId: elsewhere.id });
		const foreign = await caseInReview(setting, { roundId: round.id, committeeId: elsewhere.id });
		await scoreAll(setting, foreign.id);
		await expect(
			putOnAgenda(ctx, {
				id: foreign.id,
				version: (await setting.now(foreign.id)).version,
				meetingId
			})
		).rejects.toMatchObject(refused('meeting_other_round'));
	});
});

describe('attendance', () => {
	it('opens on the day, under a chair who is there, with members only', async () => {
		const setting = await makeReviewSetting();
		const { ctx, panel, world } = setting;
		const { meetingId } = await meetingWith(setting, 1);
		const ids = panel.map(({ id }) => id);
		const { version } = await meetingNow(setting, meetingId);
		const record = (attending: readonly string[], presider: string) =>
			recordAttendance(ctx, { meetingId, version, attending, presider });
		const today = world.clock.now;
		world.clock.now = today - dayMs;
		await expect(record(ids, ids[0] ?? '')).rejects.toMatchObject(refused('meeting_not_yet'));
		world.clock.now = today;
		await expect(record([...ids, v7()], ids[0] ?? '')).rejects.toMatchObject(
			refused('attendee_not_member')
		);
		await expect(record(ids, ids[2] ?? '')).rejects.toMatchObject(refused('presider_not_chair'));
		await expect(record(ids.slice(1), ids[0] ?? '')).rejects.toMatchObject(
			refused('presider_not_chair')
		);
		await expect(record(ids, '')).rejects.toMatchObject(refused('presider_not_chair'));
		await expect(record([], '')).rejects.toMatchObject(refused('attendance_empty'));
		expect(await record([...ids, ...ids].reverse(), ids[1] ?? '')).toEqual({ quorumMet: true });
		expect(await meetingNow(setting, meetingId)).toMatchObject({
			attending: ids,
			presider: ids[1],
			state: 'open',
			rule: { denominator: 'voters', quorumOf: 'voters' }
		});
	});

	it('tells the quorum of handbook 5.4: six of nine are enough, five are not', async () => {
		const setting = await makeReviewSetting();
		const { meetingId } = await meetingWith(setting, 1);
		const record = async (present: number) =>
			recordAttendance(setting.ctx, {
				meetingId,
				version: (await meetingNow(setting, meetingId)).version,
				attending: setting.panel.slice(0, present).map(({ id }) => id),
				presider: setting.panel[0]?.id ?? ''
			});
		expect(await record(5)).toEqual({ quorumMet: false });
		expect(await record(6)).toEqual({ quorumMet: true });
	});

	it('who was counted stays counted; late comers may be added', async () => {
		const setting = await makeReviewSetting();
		const { meetingId, cases } = await meetingWith(setting, 2);
		await attend(setting, meetingId, 7);
		await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 5 });
		await expect(attend(setting, meetingId, 6)).rejects.toMatchObject(
			refused('attendance_counted')
		);
		await attend(setting, meetingId, 9);
		expect(await vote(setting, meetingId, cases[1]?.id ?? '', { yes: 5 })).toMatchObject({
			voters: 9,
			needed: 6,
			outcome: 'failed'
		});
	});
});

describe('a meeting that cannot decide', () => {
	it('defers its whole agenda, and another meeting takes the cases', async () => {
		const setting = await makeReviewSetting();
		const { ctx, round, world } = setting;
		const { meetingId, cases } = await meetingWith(setting, 2);
		const version = await attend(setting, meetingId, 5);
		await expect(deferAgenda(ctx, { meetingId, version, reason: ' ' })).rejects.toMatchObject(
			refused('reason_needed')
		);
		expect(
			await deferAgenda(ctx, { meetingId, version, reason: '大雪封路，到会不足三分之二' })
		).toEqual({ deferred: 2 });
		const after = await Promise.all(cases.map(({ id }) => setting.now(id)));
		expect(after.map(({ state }) => state)).toEqual(['deferred', 'deferred']);
		const [first] = after;
		if (!first) throw new Error('two cases were asked for');
		await expect(
			putOnAgenda(ctx, { id: first.id, version: first.version, meetingId })
		).rejects.toMatchObject(refused('already_on_agenda'));
		await closeMeeting(ctx, { meetingId, version, minutes: '到会 5 人，不足法定人数，改期。' });
		const next = await planMeeting(ctx, { roundId: round.id, heldOn: '2026-09-16', place: '' });
		await putOnAgenda(ctx, { id: first.id, version: first.version, meetingId: next.id });
		await attend(setting, next.id, 9);
		expect(await vote(setting, next.id, first.id, { yes: 9 })).toMatchObject({
			outcome: 'passed'
		});
		expect((await setting.now(first.id)).state).toBe('voted_passed');
		expect(
			(await world.store.read.log.ofObject(meetingId, { size: 10 })).map(({ action }) => action)
		).toContain('meeting.defer');
	});

	it('without a chair opens for nothing but putting off', async () => {
		const setting = await makeReviewSetting();
		const { ctx, panel } = setting;
		const { meetingId, cases } = await meetingWith(setting, 1);
		await recordAttendance(ctx, {
			meetingId,
			version: 1,
			attending: panel.slice(2).map(({ id }) => id),
			presider: ''
		});
		await expect(vote(setting, meetingId, cases[0]?.id ?? '', { yes: 7 })).rejects.toMatchObject(
			refused('meeting_not_open')
		);
		const { version } = await meetingNow(setting, meetingId);
		expect(
			await deferAgenda(ctx, { meetingId, version, reason: '主任委员、副主任委员均未到会' })
		).toEqual({ deferred: 1 });
	});

	it('is not what a quorate meeting is', async () => {
		const setting = await makeReviewSetting();
		const { meetingId } = await meetingWith(setting, 1);
		const version = await attend(setting, meetingId, 6);
		await expect(
			deferAgenda(setting.ctx, { meetingId, version, reason: '改日再议' })
		).rejects.toMatchObject(refused('meeting_can_decide'));
	});
});

describe('closing a meeting', () => {
	it('needs an outcome for every case and minutes, and is final', async () => {
		const setting = await makeReviewSetting();
		const { ctx } = setting;
		const { meetingId, cases } = await meetingWith(setting, 1);
		const version = await attend(setting, meetingId, 9);
		await expect(closeMeeting(ctx, { meetingId, version, minutes: '纪要' })).rejects.toMatchObject(
			refused('agenda_not_finished')
		);
		await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 9 });
		await expect(closeMeeting(ctx, { meetingId, version, minutes: ' ' })).rejects.toMatchObject(
			refused('minutes_missing')
		);
		await closeMeeting(ctx, { meetingId, version, minutes: '逐份评议，当场公布结果。' });
		await expect(attend(setting, meetingId, 9)).rejects.toMatchObject(refused('meeting_closed'));
	});

	it('is not held up by a case that was taken off; that one waits for another meeting', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world } = setting;
		const { meetingId, cases } = await meetingWith(setting, 2);
		const [stopped = '', voted = ''] = cases.map(({ id }) => id);
		const inspector = await world.officer('inspector', await world.cityOffice());
		const inspecting = world.context(inspector);
		const document = '日纪〔2026〕7号';
		const { version } = await suspendCase(inspecting, {
			id: stopped,
			version: cases[0]?.version ?? 0,
			document
		});
		await attend(setting, meetingId, 7);
		await vote(setting, meetingId, voted, { yes: 7 });
		const meeting = await world.store.read.meetings.byId(meetingId);
		await closeMeeting(ctx, { meetingId, version: meeting?.version ?? 0, minutes: '会议纪要' });
		const resumed = await resumeCase(inspecting, { id: stopped, version, document });
		expect(resumed.state).toBe('deferred');
	});

	it('an expert who recuses from a case on the agenda loses the sheet, and after the vote it is too late', async () => {
		const setting = await makeReviewSetting();
		const { cases } = await meetingWith(setting, 1);
		const [first, second] = await setting.world.store.read.assignments.ofApplication(
			cases[0]?.id ?? ''
		);
		if (!first || !second) throw new Error('nobody is assigned');
		const recuse = async ({ person, assignment }: typeof first) =>
			recuseFromCase(await setting.expertContext(person), {
				assignmentId: assignment.id,
				version: assignment.version,
				kind: 'kin',
				reason: '刚发现是亲属'
			});
		await recuse(first);
		expect(await setting.world.store.read.assignments.byId(first.assignment.id)).toMatchObject({
			state: 'recused',
			scores: {}
		});
		const { id } = await setting.now(cases[0]?.id ?? '');
		await setting.world.store.commit([
			update('applications', await setting.now(id), { state: 'voted_passed' })
		]);
		await expect(recuse(second)).rejects.toMatchObject(refused('recusal_after_vote'));
	});
});
