/** What the office and the chair see of rounds and meetings: members by number, scores and totals by right. */
import { describe, expect, it } from 'vitest';
import { getChairedMeeting } from '#lib/server/usecases/meeting/get-chaired-meeting.ts';
import { getMeeting, meetingMembers, memberIds } from '#lib/server/usecases/meeting/get-meeting.ts';
import { getRound, roundCases } from '#lib/server/usecases/meeting/get-round.ts';
import { listChairedMeetings, listMeetings } from '#lib/server/usecases/meeting/list-meetings.ts';
import { listRounds } from '#lib/server/usecases/meeting/list-rounds.ts';
import {
	acceptedCase,
	attend,
	caseInReview,
	makeReviewSetting,
	meetingWith,
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
