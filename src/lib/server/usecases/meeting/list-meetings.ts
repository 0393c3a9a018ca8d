import { mayEnter } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { closedToActor } from '../cases/closed-to.ts';
import type { Context, Row } from '../ports.ts';
import { myRounds } from './open-round.ts';

export type MeetingLine = {
	readonly id: string;
	readonly committee: string;
	readonly heldOn: Day;
	readonly place: string;
	readonly state: Row<'meetings'>['state'];
	readonly members: number;
	readonly attending: number;
	readonly cases: number;
	readonly decided: number;
};

const linesOf = async (
	ctx: Context,
	meetings: readonly Row<'meetings'>[],
	committeeOf: (roundId: string) => string
): Promise<readonly MeetingLine[]> => {
	const counts = new Map(
		(
			await ctx.store.read.meetings.agendaCounts(
				meetings.map(({ id }) => id),
				await closedToActor(ctx)
			)
		).map((one) => [one.meetingId, one])
	);
	return meetings
		.map((meeting) => ({
			id: meeting.id,
			committee: committeeOf(meeting.roundId),
			heldOn: meeting.heldOn,
			place: meeting.place,
			state: meeting.state,
			members: meeting.members.length,
			attending: meeting.attending.length,
			cases: counts.get(meeting.id)?.cases ?? 0,
			decided: counts.get(meeting.id)?.decided ?? 0
		}))
		.reverse();
};

/** Meetings of the office's committees, newest first. */
export const listMeetings = async (ctx: Context): Promise<readonly MeetingLine[]> => {
	if (!mayEnter(ctx.actor, 'committee_desk')) throw new Refused(missing);
	const rounds = await myRounds(ctx);
	const names = new Map(rounds.map(({ round, committee }) => [round.id, committee.name]));
	const meetings = await ctx.store.read.meetings.ofRounds([...names.keys()]);
	return linesOf(ctx, meetings, (roundId) => names.get(roundId) ?? '');
};

/** Meetings to which a chair or vice-chair was called as such, newest first. */
export const listChairedMeetings = async (ctx: Context): Promise<readonly MeetingLine[]> => {
	const { actor } = ctx;
	if (!actor || !mayEnter(actor, 'chair_desk')) throw new Refused(missing);
	const { read } = ctx.store;
	const rounds = await read.rounds.ofMember(actor.personId);
	const names = new Map(rounds.map(({ round, committee }) => [round.id, committee.name]));
	const meetings = (await read.meetings.ofRounds([...names.keys()])).filter(({ chairs }) =>
		chairs.includes(actor.personId)
	);
	return linesOf(ctx, meetings, (roundId) => names.get(roundId) ?? '');
};
