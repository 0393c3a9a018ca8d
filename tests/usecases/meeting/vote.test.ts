import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { insert } from '#lib/server/usecases/ports.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { recordAttendance } from '#lib/server/usecases/meeting/record-attendance.ts';
import { recordVote } from '#lib/server/usecases/meeting/record-vote.ts';
import { getChairedMeeting } from '#lib/server/usecases/meeting/get-chaired-meeting.ts';
import { recusedMembers } from '#lib/server/usecases/meeting/recused-members.ts';
import { getAssignment } from '#lib/server/usecases/review/get-assignment.ts';
import { listMyAssignments } from '#lib/server/usecases/review/list-my-assignments.ts';
import { openCase } from '#lib/server/usecases/cases/open-case.ts';
import {
	attend,
	caseInReview,
	makeReviewSetting,
	meetingWith,
	scoreAll,
	vote,
	type ReviewSetting
} from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

/** The city sets a parameter from a day on, as its page does. */
const setParameter = async (
	{ world }: ReviewSetting,
	key: string,
	value: string,
	since = '2026-01-01'
): Promise<void> => {
	await world.store.commit([
		insert('parameters', {
			id: v7(),
			key,
			value,
			since,
			basis: '日人社发〔2026〕1号',
			setBy: '',
			createdAt: world.clock.now
		})
	]);
};

const meetingNow = async ({ world }: ReviewSetting, id: string) => {
	const found = await world.store.read.meetings.byId(id);
	if (!found) throw new Error('no such meeting');
	return found;
};

describe('the vote', () => {
	// Handbook 5.4: M = 9, present 7: yes 5 passes, yes 4 fails; present 6: 4 are needed.
	it.each([
		{ present: 7, yes: 5, no: 1, abstain: 1, needed: 5, outcome: 'passed', state: 'voted_passed' },
		{ present: 7, yes: 4, no: 2, abstain: 1, needed: 5, outcome: 'failed', state: 'voted_failed' },
		{ present: 6, yes: 4, no: 2, abstain: 0, needed: 4, outcome: 'passed', state: 'voted_passed' },
		{ present: 6, yes: 3, no: 0, abstain: 3, needed: 4, outcome: 'failed', state: 'voted_failed' },
		{ present: 5, yes: 5, no: 0, abstain: 0, needed: 4, outcome: 'deferred', state: 'deferred' },
		// What was not cast counts as not yes.
		{ present: 7, yes: 4, no: 0, abstain: 0, needed: 5, outcome: 'failed', state: 'voted_failed' }
	])('$present present, $yes yes → $outcome', async (example) => {
		const setting = await makeReviewSetting();
		const { meetingId, cases } = await meetingWith(setting, 1);
		const id = cases[0]?.id ?? '';
		await attend(setting, meetingId, example.present);
		const { needed, outcome } = example;
		expect(await vote(setting, meetingId, id, example)).toMatchObject({
			voters: example.present,
			needed,
			outcome
		});
		expect((await setting.now(id)).state).toBe(example.state);
		const [held] = await setting.world.store.read.meetings.cases(meetingId);
		expect(held?.item).toMatchObject({ needed, outcome, yes: example.yes });
	});

	it('tests quorum again against the called number when members leave for a case', async () => {
		const setting = await makeReviewSetting();
		const { panel } = setting;
		const { meetingId, cases } = await meetingWith(setting, 2);
		await attend(setting, meetingId, 7);
		const leave = (count: number) => panel.slice(2, 2 + count).map(({ id }) => id);
		expect(
			await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 4, no: 2 }, leave(1))
		).toMatchObject({ voters: 6, needed: 4, outcome: 'passed' });
		expect(await vote(setting, meetingId, cases[1]?.id ?? '', { yes: 5 }, leave(2))).toMatchObject({
			voters: 5,
			outcome: 'deferred'
		});
	});

	it('puts out the applicant’s colleagues and recused experts, ticked or not', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, round, employer, experts } = setting;
		const colleague = await world.person({ employerId: employer.id });
		await world.member(round.id, colleague.id);
		await world.member(round.id, experts[3]?.id ?? '');
		const { id } = await caseInReview(setting);
		const { meetingId, cases } = await (async () => {
			await world.assignment(id, experts[3]?.id ?? '', {
				roundId: round.id,
				state: 'recused',
				recusalReason: '亲属'
			});
			await scoreAll(setting, id);
			const planned = await planMeeting(ctx, {
				roundId: round.id,
				heldOn: '2026-09-14',
				place: ''
			});
			const { version } = await setting.now(id);
			return {
				meetingId: planned.id,
				cases: await fillAgenda(ctx, { meetingId: planned.id, cases: [{ id, version }] })
			};
		})();
		expect(cases).toHaveLength(1);
		const members = (await meetingNow(setting, meetingId)).members;
		expect(members).toHaveLength(11);
		await recordAttendance(ctx, {
			meetingId,
			version: 1,
			attending: members,
			presider: members[0] ?? ''
		});
		await expect(vote(setting, meetingId, id, { yes: 10 })).rejects.toMatchObject({
			refusal: { key: 'more_ballots_than_voters', facts: { cast: 10, voters: 9 } }
		});
		expect(await vote(setting, meetingId, id, { yes: 6, no: 3 })).toMatchObject({
			voters: 9,
			needed: 6,
			outcome: 'passed'
		});
		const [held] = await world.store.read.meetings.cases(meetingId);
		expect(held?.item.recused.toSorted()).toEqual([colleague.id, experts[3]?.id ?? ''].toSorted());
	});

	it('whoever leaves the room for a case sees nothing of it afterwards, and is out at the next meeting too', async () => {
		const setting = await makeReviewSetting();
		const { world, panel, experts, round } = setting;
		const chair = panel[0];
		const expert = experts[0];
		if (!chair || !expert) throw new Error('nobody there');
		await world.grant(chair.id, 'chair');
		await world.member(round.id, expert.id);
		await world.member(round.id, experts[3]?.id ?? '');
		const { meetingId, cases } = await meetingWith(setting, 2);
		const [id = '', other = ''] = cases.map((one) => one.id);
		const members = (await meetingNow(setting, meetingId)).members;
		await recordAttendance(setting.ctx, {
			meetingId,
			version: 1,
			attending: members.filter((one) => one !== panel[8]?.id),
			presider: panel[1]?.id ?? ''
		});
		const chairing = world.context(await world.actor(chair));
		const seen = async () =>
			(await getChairedMeeting(chairing, meetingId)).agenda.map(({ caseId }) => caseId);
		expect(await seen()).toEqual([id, other]);
		const [sheet] = (await world.store.read.assignments.ofApplication(id)).filter(
			({ person }) => person.id === expert.id
		);
		const judging = await setting.expertContext(expert);
		const sheets = async () => {
			const { current, past } = await listMyAssignments(judging);
			return [...current, ...past].map((line) => line.id);
		};
		expect(await sheets()).toContain(sheet?.assignment.id);

		const away = [chair.id, expert.id, ...panel.slice(2, 5).map((one) => one.id)];
		expect(await vote(setting, meetingId, id, { yes: 5 }, away)).toMatchObject({
			outcome: 'deferred'
		});
		expect(await seen()).toEqual([other]);
		expect(await sheets()).not.toContain(sheet?.assignment.id);
		await expect(getAssignment(judging, sheet?.assignment.id ?? '')).rejects.toMatchObject(
			refused('not_found')
		);
		await expect(openCase(chairing, id)).rejects.toMatchObject(refused('not_found'));
		const application = await setting.now(id);
		expect((await recusedMembers(setting.ctx, { members }, application)).toSorted()).toEqual(
			away.toSorted()
		);
	});

	it('a case that nobody may vote on is deferred, even where only presence counts', async () => {
		const setting = await makeReviewSetting();
		await setParameter(setting, 'meeting.quorumOf', 'attending');
		await setParameter(setting, 'ballot.denominator', 'voters');
		const { meetingId, cases } = await meetingWith(setting, 1);
		await attend(setting, meetingId, 9);
		const id = cases[0]?.id ?? '';
		const everybody = setting.panel.map((one) => one.id);
		expect(await vote(setting, meetingId, id, { yes: 0 }, everybody)).toMatchObject({
			voters: 0,
			outcome: 'deferred'
		});
		expect((await setting.now(id)).state).toBe('deferred');
	});

	it('counts by the rule frozen at the opening, whatever is set meanwhile', async () => {
		const setting = await makeReviewSetting();
		await setParameter(setting, 'ballot.denominator', 'members');
		const { meetingId, cases } = await meetingWith(setting, 2);
		await attend(setting, meetingId, 7);
		await setParameter(setting, 'ballot.denominator', 'voters', '2026-09-16');
		expect(await vote(setting, meetingId, cases[0]?.id ?? '', { yes: 5 })).toMatchObject({
			needed: 6,
			outcome: 'failed'
		});
		await attend(setting, meetingId, 8);
		expect(await vote(setting, meetingId, cases[1]?.id ?? '', { yes: 6 })).toMatchObject({
			needed: 6,
			outcome: 'passed'
		});
	});

	it('happens once, in an open meeting, with whole numbers', async () => {
		const setting = await makeReviewSetting();
		const { meetingId, cases } = await meetingWith(setting, 1);
		const id = cases[0]?.id ?? '';
		await expect(vote(setting, meetingId, id, { yes: 5 })).rejects.toMatchObject(
			refused('meeting_not_open')
		);
		await attend(setting, meetingId, 7);
		for (const yes of [-1, 1.5, Number.NaN])
			await expect(vote(setting, meetingId, id, { yes })).rejects.toMatchObject(
				refused('ballots_not_counts')
			);
		await expect(vote(setting, meetingId, v7(), { yes: 5 })).rejects.toMatchObject(
			refused('not_found')
		);
		const { version: meetingVersion } = await meetingNow(setting, meetingId);
		const { version } = await setting.now(id);
		const input = { meetingId, meetingVersion, applicationId: id, version, recused: [] };
		const answers = await Promise.allSettled([
			recordVote(setting.ctx, { ...input, yes: 5, no: 2, abstain: 0 }),
			recordVote(setting.ctx, { ...input, yes: 2, no: 5, abstain: 0 })
		]);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await expect(vote(setting, meetingId, id, { yes: 7 })).rejects.toMatchObject({
			refusal: { kind: 'stale' }
		});
	});

	it('attendance changed meanwhile: the older page’s totals are not taken', async () => {
		const setting = await makeReviewSetting();
		const { meetingId, cases } = await meetingWith(setting, 1);
		const meetingVersion = await attend(setting, meetingId, 7);
		await attend(setting, meetingId, 9);
		const { id = '', version = 0 } = cases[0] ?? {};
		await expect(
			recordVote(setting.ctx, {
				meetingId,
				meetingVersion,
				applicationId: id,
				version,
				recused: [],
				yes: 5,
				no: 0,
				abstain: 0
			})
		).rejects.toMatchObject(refused('stale'));
	});
});
