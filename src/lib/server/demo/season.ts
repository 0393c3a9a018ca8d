/** The meetings of the demo city: agenda, attendance, votes, notice, confirmation, certificates. */
import { shanghaiDay } from '#lib/domain/day.ts';
import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import { closeMeeting } from '../usecases/meeting/close-meeting.ts';
import { planMeeting } from '../usecases/meeting/plan-meeting.ts';
import { putOnAgenda } from '../usecases/meeting/put-on-agenda.ts';
import { recordAttendance } from '../usecases/meeting/record-attendance.ts';
import { recordVote } from '../usecases/meeting/record-vote.ts';
import type { Context } from '../usecases/ports.ts';
import { confirmResults } from '../usecases/results/confirm-results.ts';
import { issueCertificates } from '../usecases/results/issue-certificates.ts';
import { publishResults } from '../usecases/results/publish-results.ts';
import { at, type DemoCity } from './city.ts';
import { dayMs, later, type Play } from './play.ts';

/** A round's meeting: planned ahead, then attendance, votes, minutes, notice, confirmation, certificates. */
export const holdMeeting = (play: Play, round: DemoCity['rounds'][number]): void => {
	const meetingAt = at(round.plannedMeetingOn, '09:30');
	const office = (): Context =>
		play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	play.timeline.schedule(meetingAt - 11 * dayMs, async () => {
		const ready = await play.house.store.read.applications.ofRound(round.id, ['panel_review']);
		if (ready.length === 0) return;
		const { id } = await planMeeting(office(), {
			roundId: round.id,
			heldOn: round.plannedMeetingOn,
			place: '市人社局二楼会议室'
		});
		play.timeline.schedule(meetingAt - 10 * dayMs, () => buildAgenda(play, round, id));
		play.timeline.schedule(meetingAt, () => meet(play, round, id));
	});
};

const buildAgenda = async (
	play: Play,
	round: DemoCity['rounds'][number],
	meetingId: string
): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	for (const application of await play.house.store.read.applications.ofRound(round.id, [
		'panel_review'
	])) {
		const sheets = await play.house.store.read.assignments.ofApplication(application.id);
		if (sheets.some(({ assignment }) => assignment.state === 'assigned')) continue;
		await putOnAgenda(ctx, { id: application.id, version: application.version, meetingId });
	}
};

const meet = async (
	play: Play,
	round: DemoCity['rounds'][number],
	meetingId: string
): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	const { read } = play.house.store;
	const panel = play.city.panels.get(round.id) ?? [];
	// One member could not come; the chair presides.
	const attending = panel.slice(0, -1);
	const before = await read.meetings.byId(meetingId);
	await recordAttendance(ctx, {
		meetingId,
		version: before?.version ?? 1,
		attending,
		presider: panel[0] ?? ''
	});
	const open = await read.meetings.byId(meetingId);
	let order = 0;
	for (const { application } of await read.meetings.cases(meetingId)) {
		order += 1;
		const fails = order % 6 === 5;
		const people = await read.people.byIds(attending);
		const voters = people.filter(({ employerId }) => employerId !== application.employerId).length;
		const yes = fails ? Math.floor(voters / 2) : voters - play.chance.below(2);
		await recordVote(ctx, {
			meetingId,
			meetingVersion: open?.version ?? 1,
			applicationId: application.id,
			version: application.version,
			// Once in a while recusals leave too few to vote: the case waits for another meeting.
			recused: order % 11 === 7 ? attending.slice(-3) : [],
			yes: order % 11 === 7 ? 0 : yes,
			no: order % 11 === 7 ? 0 : voters - yes,
			abstain: 0
		});
	}
	const now = await read.meetings.byId(meetingId);
	await closeMeeting(ctx, {
		meetingId,
		version: now?.version ?? 1,
		minutes: '会议按议程逐份评议，无记名投票，当场公布结果。'
	});
	play.timeline.schedule(later(play, 4), () => publish(play, round));
};

/** Of the late rounds only the city's have published; every sixth of the early ones has not issued yet. */
const lags = (
	{ city }: Play,
	{ id, batchId, committee, plannedMeetingOn }: DemoCity['rounds'][number],
	work: 'publishing' | 'issuing'
): boolean => {
	if (work === 'publishing') return plannedMeetingOn > '2026-09-01' && committee.place !== cityCode;
	const alike = city.rounds.filter((round) => round.batchId === batchId);
	return alike.findIndex((round) => round.id === id) % 6 === 1;
};

const publish = async (play: Play, round: DemoCity['rounds'][number]): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	const passed = await play.house.store.read.applications.ofRound(round.id, ['voted_passed']);
	if (passed.length === 0 || lags(play, round, 'publishing')) return;
	const { id } = await publishResults(ctx, { roundId: round.id });
	const notice = await play.house.store.read.notices.byId(id);
	play.timeline.schedule(at(notice?.endOn ?? '2026-12-31', '10:00') + 3 * dayMs, async () => {
		await confirmResults(ctx, {
			noticeId: id,
			approvalNumber: `日人社批〔2026〕${String(30 + play.chance.below(60))}号`,
			titleOn: shanghaiDay(play.timeline.now())
		});
		if (lags(play, round, 'issuing')) return;
		play.timeline.schedule(later(play, 2), async () => {
			await issueCertificates(ctx, { roundId: round.id });
		});
	});
};
