import { mayEnter } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { closedToActor } from '../cases/closed-to.ts';
import type { Context } from '../ports.ts';
import { myRounds } from './open-round.ts';
import { stageCounts, type StageCounts } from './round-stages.ts';

export type RoundLine = {
	readonly id: string;
	readonly committee: string;
	readonly batch: string;
	readonly year: number;
	/** The next meeting's day, else the last one's, else the plan. */
	readonly meetingOn: Day;
	readonly meetingSet: boolean;
	readonly validTo: Day | null;
	/** The committee's filing does not reach the meeting's day: nothing can be voted on. */
	readonly validOnDay: boolean;
	readonly counts: StageCounts;
};

/** The rounds of the office's committees, newest batch first, with how many cases stand where. */
export const listRounds = async (ctx: Context): Promise<readonly RoundLine[]> => {
	if (!mayEnter(ctx.actor, 'committee_desk')) throw new Refused(missing);
	const { read } = ctx.store;
	const rounds = await myRounds(ctx);
	const ids = rounds.map(({ round }) => round.id);
	const [counts, meetings, batches] = await Promise.all([
		read.applications.countsOfRounds(ids, await closedToActor(ctx)),
		read.meetings.ofRounds(ids),
		read.batches.all()
	]);
	const today = ctx.today();
	return rounds
		.map(({ round, committee }): RoundLine => {
			const days = meetings
				.filter(({ roundId }) => roundId === round.id)
				.map(({ heldOn }) => heldOn);
			const meetingOn = days.find((day) => day >= today) ?? days.at(-1) ?? round.plannedMeetingOn;
			const batch = batches.find(({ id }) => id === round.batchId);
			return {
				id: round.id,
				committee: committee.name,
				batch: batch?.name ?? '',
				year: batch?.year ?? 0,
				meetingOn,
				meetingSet: days.length > 0,
				validTo: committee.validTo,
				validOnDay:
					committee.state === 'active' &&
					committee.filedOn !== null &&
					committee.validTo !== null &&
					committee.filedOn <= meetingOn &&
					meetingOn <= committee.validTo,
				counts: stageCounts(counts.filter(({ roundId }) => roundId === round.id))
			};
		})
		.sort(
			(a, b) =>
				b.year - a.year ||
				(a.meetingOn < b.meetingOn ? 1 : a.meetingOn > b.meetingOn ? -1 : 0) ||
				a.committee.localeCompare(b.committee, 'zh-CN')
		);
};
