/** What the office and the chair see of rounds and meetings: members by number, scores and totals by right. */
import { describe, expect, it } from 'vitest';
import { getChairedMeeting } from '#lib/server/usecases/meeting/get-chaired-meeting.ts';
import { getMeeting, meetingMembers, memberIds } from '#lib/server/usecases/meeting/get-meeting.ts';
import { getRound, roundCases } from '#lib/server/usecases/meeting/get-round.ts';
import { listChairedMeetings, listMeetings } from '#lib/server/usecases/meeting/list-meetings.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { listRounds } from '#lib/server/usecases/meeting/list-rounds.ts';
import { closeMeeting } from '#lib/server/usecases/meeting/close-meeting.ts';
import { deferAgenda } from '#lib/server/usecases/meeting/defer-agenda.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import { listCertificates } from '#lib/server/usecases/results/list-certificates.ts';
import {
	getResultNotice,
	listResultNotices,
	previewPublication
} from '#lib/server/usecases/results/list-result-notices.ts';
import {
	publishResults,
	restartResultNotice
} from '#lib/server/usecases/results/publish-results.ts';
import { update } from '#lib/server/usecases/ports.ts';
import {
	acceptedCase,
	attend,
	caseInReview,
	makeReviewSetting,
	meetingWith,
	scoreAll,
	vote,
	type ReviewSetting
} from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const chairContext = async ({ world, panel }: ReviewSetting, seat = 0) => {
	const person = panel[seat];
	if (!person) throw new Error('no such member');
	return world.context(await world.actor(person, await world.grant(person.id, 'chair')));
};

describe('rounds', () => {
	it('count their cases by what is to be done', async () => {
		const setting = await makeReviewSetting();
		const { ctx, round } = setting;
		await acceptedCase(setting);
		await caseInReview(setting);
		const { meetingId, cases } = await meetingWith(setting, 2);
		await attend(setting, meetingId, 9);
		await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 9 });
		const [line] = await listRounds(ctx);
		expect(line).toMatchObject({ id: round.id, meetingOn: '2026-09-16', meetingSet: true });
		expect(line?.counts).toMatchObject({
			to_open: 1,
			in_review: 1,
			on_agenda: 1,
			to_publish: 1,
			to_issue: 0
		});
		const view = await getRound(ctx, round.id);
		expect(view.panel).toHaveLength(9);
		expect(view.panelRefusal).toBeNull();
		expect(view.meetings).toEqual([
			expect.objectContaining({ id: meetingId, cases: 2, decided: 1, state: 'open' })
		]);
		const waiting = await roundCases(ctx, round.id, ['to_open', 'in_review']);
		expect(waiting.map(({ experts, handedIn, ready }) => [experts, handedIn, ready])).toEqual([
			[0, 0, false],
			[3, 0, false]
		]);
	});

	it('belong to the office that runs them', async () => {
		const setting = await makeReviewSetting();
		const { world, round } = setting;
		const other = world.context(
			await world.officer('committee_office', await world.committeeOffice())
		);
		expect(await listRounds(other)).toEqual([]);
		await expect(getRound(other, round.id)).rejects.toMatchObject(refused('not_found'));
		await expect(listRounds(await chairContext(setting))).rejects.toMatchObject(
			refused('not_found')
		);
	});
});

describe('the meeting room', () => {
	it('calls members by number, never by name', async () => {
		const setting = await makeReviewSetting();
		const { ctx, panel } = setting;
		const { meetingId, cases } = await meetingWith(setting, 1);
		await attend(setting, meetingId, 7);
		const room = await getMeeting(ctx, meetingId);
		expect(room.members.map(({ number, seat, present }) => [number, seat, present])).toEqual(
			panel.map((_, index) => [
				index + 1,
				index === 0 ? 'chair' : index === 1 ? 'vice_chair' : 'member',
				index < 7
			])
		);
		expect(room.quorum).toEqual({ members: 9, attending: 7, needed: 6, met: true });
		expect(room.current).toMatchObject({ caseId: cases[0]?.id, mayVote: 7, out: [] });
		const shown = JSON.stringify(room);
		for (const { name, id } of panel) {
			expect(shown).not.toContain(`"${name}"`);
			expect(shown).not.toContain(id);
		}
		const named = await meetingMembers(ctx, meetingId);
		expect(named.map(({ number, name }) => [number, name])).toEqual(
			panel.map(({ name }, index) => [index + 1, name])
		);
	});

	it('takes numbers back to members, and leaves out those nobody has', () => {
		expect(memberIds({ members: ['a', 'b', 'c'] }, [3, 1, 4, 0, -1, 1.5])).toEqual(['c', 'a']);
	});

	it('lists its office’s meetings, and names no expert', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const { meetingId } = await meetingWith(setting, 1);
		expect(await listMeetings(ctx)).toEqual([
			expect.objectContaining({ id: meetingId, cases: 1, decided: 0, members: 9 })
		]);
		const shown = JSON.stringify(await getMeeting(ctx, meetingId));
		for (const { name } of experts) expect(shown).not.toContain(name);
	});
});

describe('the chair', () => {
	it('sees agenda, scores and totals of meetings they were called to preside', async () => {
		const setting = await makeReviewSetting();
		const { meetingId, cases } = await meetingWith(setting, 1);
		await attend(setting, meetingId, 9);
		await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 6, no: 2, abstain: 1 });
		const chair = await chairContext(setting);
		expect((await listChairedMeetings(chair)).map(({ id }) => id)).toEqual([meetingId]);
		const view = await getChairedMeeting(chair, meetingId);
		expect(view.hidden).toBe(0);
		expect(view.agenda[0]).toMatchObject({ outcome: 'passed', yes: 6, no: 2, abstain: 1 });
		expect(view.agenda[0]?.sheets?.sheets.map(({ number, total }) => [number, total])).toEqual([
			[1, '61'],
			[2, '52.5'],
			[3, '67']
		]);
		const shown = JSON.stringify(view);
		for (const { name } of setting.experts) expect(shown).not.toContain(name);
	});

	it('is nobody who was called as a member', async () => {
		const setting = await makeReviewSetting();
		const { meetingId } = await meetingWith(setting, 1);
		const member = await chairContext(setting, 4);
		expect(await listChairedMeetings(member)).toEqual([]);
		await expect(getChairedMeeting(member, meetingId)).rejects.toMatchObject(refused('not_found'));
	});

	it('does not see a case that they are recused from, nor its numbers', async () => {
		const setting = await makeReviewSetting();
		const { world, panel, round } = setting;
		const { meetingId, cases } = await meetingWith(setting, 2);
		const recused = cases[1];
		await world.assignment(recused?.id ?? '', panel[0]?.id ?? '', {
			roundId: round.id,
			state: 'recused'
		});
		const view = await getChairedMeeting(await chairContext(setting), meetingId);
		expect(view.agenda.map(({ caseId }) => caseId)).toEqual([cases[0]?.id]);
		expect(view.hidden).toBe(1);
		expect(JSON.stringify(view)).not.toContain(recused?.number);
	});

	it('sees the others’ scores only once their own sheet is in', async () => {
		const setting = await makeReviewSetting();
		const { world, panel, round } = setting;
		const { meetingId, cases } = await meetingWith(setting, 1);
		await world.assignment(cases[0]?.id ?? '', panel[0]?.id ?? '', { roundId: round.id });
		const chair = await chairContext(setting);
		expect((await getChairedMeeting(chair, meetingId)).agenda[0]?.sheets).toBeNull();
		const vice = await chairContext(setting, 1);
		expect((await getChairedMeeting(vice, meetingId)).agenda[0]?.sheets).not.toBeNull();
	});
});

describe('a clerk of the office whose own case is before the committee', () => {
	/** Two cases on an agenda, the second one a clerk's own; `own` is what that clerk is handed. */
	const withOwnCase = async () => {
		const setting = await makeReviewSetting();
		const { world, office } = setting;
		const colleague = await world.officer('committee_office', office);
		const own = world.context(colleague);
		const first = await meetingWith(setting, 1);
		const { meetingId, cases } = first;
		const other = cases[0]!;
		const mine = await caseInReview(setting, { personId: colleague.personId });
		await scoreAll(setting, mine.id);
		await fillAgenda(setting.ctx, { meetingId, cases: [{ id: mine.id }] });
		return { setting, own, meetingId, other, mine };
	};

	it('sees nothing of it in rounds and meetings', async () => {
		const { setting, own, meetingId, other, mine } = await withOwnCase();
		const { round } = setting;
		expect((await roundCases(own, round.id, ['on_agenda'])).map(({ id }) => id)).toEqual([
			other.id
		]);
		expect((await roundCases(setting.ctx, round.id, ['on_agenda'])).map(({ id }) => id)).toEqual([
			other.id,
			mine.id
		]);
		expect((await getRound(own, round.id)).counts.on_agenda).toBe(1);
		expect((await getRound(own, round.id)).meetings[0]?.cases).toBe(1);
		expect((await listRounds(own))[0]?.counts.on_agenda).toBe(1);
		expect((await listMeetings(own))[0]?.cases).toBe(1);
		const room = await getMeeting(own, meetingId, mine.id);
		expect(room.agenda.map(({ caseId }) => caseId)).toEqual([other.id]);
		expect(room.current?.caseId).toBe(other.id);
		expect(room.hidden).toBe(1);
		expect((await getMeeting(setting.ctx, meetingId)).hidden).toBe(0);
	});

	it('puts off the others’ cases, and a colleague theirs', async () => {
		const { setting, own, meetingId, mine } = await withOwnCase();
		const put = async (ctx: typeof own) =>
			deferAgenda(ctx, {
				meetingId,
				version: (await getMeeting(setting.ctx, meetingId)).version,
				reason: '会议改期'
			});
		expect(await put(own)).toEqual({ deferred: 1 });
		await expect(put(own)).rejects.toMatchObject(refused('left_to_colleague'));
		expect((await setting.now(mine.id)).state).toBe('on_agenda');
		expect(await put(setting.ctx)).toEqual({ deferred: 1 });
	});

	it('takes the others through publication, confirmation and certificate; theirs waits', async () => {
		const { setting, own, meetingId, other, mine } = await withOwnCase();
		const { world, ctx, round } = setting;
		const { store } = world;
		await attend(setting, meetingId, 9);
		await vote(setting, meetingId, other.id, { yes: 9 });
		const version = async () => (await getMeeting(ctx, meetingId)).version;
		await expect(
			closeMeeting(own, { meetingId, version: await version(), minutes: '记录' })
		).rejects.toMatchObject(refused('agenda_not_finished'));
		await vote(setting, meetingId, mine.id, { yes: 9 });

		expect((await previewPublication(own, round.id)).cases.map(({ id }) => id)).toEqual([other.id]);
		expect((await listResultNotices(own)).toPublish).toMatchObject([{ cases: 1 }]);
		expect(await publishResults(own, { roundId: round.id })).toMatchObject({ cases: 1 });
		await expect(publishResults(own, { roundId: round.id })).rejects.toMatchObject(
			refused('left_to_colleague')
		);
		// A colleague publishes the clerk’s own.
		const first = (await listResultNotices(ctx)).notices[0]!;
		await publishResults(ctx, { roundId: round.id });
		const notices = (await listResultNotices(ctx)).notices.map(({ id }) => id);
		const second = notices.find((id) => id !== first.id)!;
		const held = (await store.read.notices.byId(second))!;
		await expect(
			restartResultNotice(own, { noticeId: second, version: held.version, reason: '信息有误' })
		).rejects.toMatchObject(refused('left_to_colleague'));
		for (const id of notices) {
			const notice = (await store.read.notices.byId(id))!;
			await store.commit([update('notices', notice, { state: 'ended' })]);
			world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`) + 86_400_000;
		}
		expect(await getResultNotice(own, second)).toMatchObject({ cases: [], toConfirm: 0 });
		const document = { approvalNumber: '日人社〔2026〕3号', titleOn: own.today() };
		await expect(confirmResults(own, { noticeId: second, ...document })).rejects.toMatchObject(
			refused('left_to_colleague')
		);
		await confirmResults(own, { noticeId: first.id, ...document });
		await confirmResults(ctx, { noticeId: second, ...document });
		expect((await listCertificates(own, { page: 1 })).toIssue).toMatchObject([{ cases: 1 }]);
		expect((await issueCertificates(own, { roundId: round.id })).issued).toHaveLength(1);
		expect((await setting.now(other.id)).state).toBe('certificate_issued');
		expect((await setting.now(mine.id)).state).toBe('confirmed');
		await expect(issueCertificates(own, { roundId: round.id })).rejects.toMatchObject(
			refused('left_to_colleague')
		);
		expect((await issueCertificates(ctx, { roundId: round.id })).issued).toHaveLength(1);
	});
});
