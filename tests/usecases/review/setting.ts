/** A county committee whose panel is called, its office, experts, and accepted cases waiting for review. */
import { levels } from '#lib/domain/rules/levels.ts';
import type { Row } from '#lib/server/store/tables.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { recordAttendance } from '#lib/server/usecases/meeting/record-attendance.ts';
import { recordVote } from '#lib/server/usecases/meeting/record-vote.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { handInScores } from '#lib/server/usecases/review/hand-in-scores.ts';
import { openReview } from '#lib/server/usecases/review/open-review.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import { makeWorld, monday } from '../../support/world.ts';

export const dayMs = 86_400_000;
export type ReviewSetting = Awaited<ReturnType<typeof makeReviewSetting>>;

/** Nine members (the first chairs, the second is vice-chair) and five experts, all of other employers. */
export const makeReviewSetting = async ({ members = 9 }: { readonly members?: number } = {}) => {
	const world = await makeWorld(monday);
	await world.confirmedYears(2026, 2027);
	await world.cityOffice();
	const employer = await world.employer({ name: '南木林县艾玛乡水管站' });
	const elsewhere = await world.employer({ name: '江孜县灌区管理所' });
	const office = await world.committeeOffice({ phone: '0892-000 3000' });
	const committee = await world.committee({ officeId: office.id, minSize: Math.min(members, 9) });
	const batch = await world.batch();
	const round = await world.round({ batchId: batch.id, committeeId: committee.id });
	const clerk = await world.officer('committee_office', office);
	const panel: Row<'people'>[] = [];
	for (let i = 0; i < members; i++) {
		const member = await world.person({ employerId: elsewhere.id });
		await world.member(round.id, member.id, i === 0 ? 'chair' : i === 1 ? 'vice_chair' : 'member');
		panel.push(member);
	}
	const experts: Row<'people'>[] = [];
	for (let i = 0; i < 5; i++) {
		const expert = await world.person({ employerId: elsewhere.id, name: `专家${i + 1}` });
		await world.expert(expert.id);
		await world.grant(expert.id, 'expert');
		experts.push(expert);
	}
	const ctx = world.context(clerk);
	return {
		world,
		employer,
		elsewhere,
		office,
		committee,
		batch,
		round,
		panel,
		experts,
		clerk,
		/** What the committee's office is handed. */
		ctx,
		expertContext: async (person: Row<'people'>) => world.context(await world.actor(person)),
		/** The case as it stands. */
		now: async (id: string): Promise<Row<'applications'>> => {
			const found = await world.store.read.applications.byId(id);
			if (!found) throw new Error('no such case');
			return found;
		}
	};
};

/** A case of the round, as the office has accepted it. */
export const acceptedCase = async (
	{ world, round, committee, office, employer, batch }: ReviewSetting,
	given: Partial<Row<'applications'>> = {}
): Promise<Row<'applications'>> =>
	world.application({
		batchId: batch.id,
		employerId: employer.id,
		roundId: round.id,
		committeeId: committee.id,
		officeId: office.id,
		ladder: 'main',
		level: levels[1],
		state: 'accepted',
		holderParty: 'office',
		holderId: office.id,
		submittedAt: world.clock.now,
		acceptedAt: world.clock.now,
		...given
	});

/** The same case with three experts and its review open. */
export const caseInReview = async (
	setting: ReviewSetting,
	given: Partial<Row<'applications'>> = {}
): Promise<Row<'applications'>> => {
	const { ctx, experts } = setting;
	const { id, version } = await acceptedCase(setting, given);
	await assignExperts(ctx, { id, version, experts: experts.slice(0, 3).map((one) => one.id) });
	return openReview(ctx, { id, version });
};

/** Points of one expert, so that three of them have different totals. */
const points = [
	{ D: '20', E: '25', F: '8', G: '8' },
	{ D: '18', E: '21.5', F: '7', G: '6' },
	{ D: '22', E: '27', F: '9', G: '9' }
] as const;

/** Every expert of the case declares, scores every item and hands in. */
export const scoreAll = async (setting: ReviewSetting, id: string): Promise<void> => {
	const assigned = await setting.world.store.read.assignments.ofApplication(id);
	for (const [index, { assignment, person }] of assigned.entries()) {
		if (assignment.state !== 'assigned') continue;
		const ctx = await setting.expertContext(person);
		const assignmentId = assignment.id;
		let { version } = await declareNoConflict(ctx, { assignmentId, version: assignment.version });
		for (const [item, value] of Object.entries(points[index % 3] ?? points[0]))
			({ version } = await saveScore(ctx, { assignmentId, version, item, value }));
		await handInScores(ctx, { assignmentId, version, opinion: '业绩真实，达到相应水平' });
	}
};

/** A meeting of the round with these cases, reviewed, on its agenda; the clock stands on its day. */
export const meetingWith = async (
	setting: ReviewSetting,
	count: number,
	given: Partial<Row<'applications'>> = {}
): Promise<{ readonly meetingId: string; readonly cases: readonly Row<'applications'>[] }> => {
	const { ctx, world, round } = setting;
	const cases: Row<'applications'>[] = [];
	for (let i = 0; i < count; i++) {
		const { id } = await caseInReview(setting, given);
		await scoreAll(setting, id);
		cases.push(await setting.now(id));
	}
	const { id: meetingId } = await planMeeting(ctx, {
		roundId: round.id,
		heldOn: '2026-09-16',
		place: '二楼会议室'
	});
	const onAgenda = await fillAgenda(ctx, {
		meetingId,
		cases: cases.map(({ id, version }) => ({ id, version }))
	});
	world.clock.now = monday + 2 * dayMs;
	return { meetingId, cases: onAgenda };
};

/** The first so many members come; the chair presides. Answers the meeting's version. */
export const attend = async (
	{ ctx, panel, world }: ReviewSetting,
	meetingId: string,
	present: number
): Promise<number> => {
	const before = await world.store.read.meetings.byId(meetingId);
	await recordAttendance(ctx, {
		meetingId,
		version: before?.version ?? 0,
		attending: panel.slice(0, present).map(({ id }) => id),
		presider: panel[0]?.id ?? ''
	});
	return (await world.store.read.meetings.byId(meetingId))?.version ?? 0;
};

type Totals = { readonly yes: number; readonly no?: number; readonly abstain?: number };

/** The totals of one case, with whoever leaves the room for it. */
export const vote = async (
	{ ctx, world }: ReviewSetting,
	meetingId: string,
	applicationId: string,
	{ yes, no = 0, abstain = 0 }: Totals,
	recused: readonly string[] = []
) => {
	const { read } = world.store;
	const [meeting, application] = await Promise.all([
		read.meetings.byId(meetingId),
		read.applications.byId(applicationId)
	]);
	return recordVote(ctx, {
		meetingId,
		meetingVersion: meeting?.version ?? 0,
		applicationId,
		version: application?.version ?? 0,
		recused,
		yes,
		no,
		abstain
	});
};
