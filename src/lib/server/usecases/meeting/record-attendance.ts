import { twoThirdsOf } from '#lib/domain/meeting/tally.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { meetingToChange } from './open-meeting.ts';

/**
 * Records who is in the room and who presides (a chair or vice-chair who is present: Order 40 art. 19) and
 * opens the meeting. Once a case has been voted on, nobody who was counted may be taken off the list.
 */
export const recordAttendance = async (
	ctx: Context,
	input: {
		readonly meetingId: string;
		readonly version: number;
		readonly attending: readonly string[];
		readonly presider: string;
	}
): Promise<{ readonly quorumMet: boolean }> => {
	const { meeting } = await meetingToChange(ctx, input.meetingId, input.version);
	if (ctx.today() < meeting.heldOn)
		throw new Refused(rule('meeting_not_yet', { on: meeting.heldOn }));
	const attending = [...new Set(input.attending)];
	if (attending.some((id) => !meeting.members.includes(id)))
		throw new Refused({
			...rule('attendee_not_member', {}, 'noProxyNoLaterVote'),
			field: 'attending'
		});
	if (!meeting.chairs.includes(input.presider) || !attending.includes(input.presider))
		throw new Refused({ ...rule('presider_not_chair', {}, 'presiderIsChair'), field: 'presider' });
	const decided = (await ctx.store.read.meetings.cases(meeting.id)).some(
		({ item }) => item.outcome !== null
	);
	if (decided && meeting.attending.some((id) => !attending.includes(id)))
		throw new Refused({ ...rule('attendance_counted'), field: 'attending' });
	await commit(ctx, [
		update('meetings', meeting, { attending, presider: input.presider, state: 'open' }),
		logged(ctx, {
			action: 'meeting.attendance',
			objectKind: 'meeting',
			objectId: meeting.id,
			detail: { members: meeting.members.length, attending: attending.length }
		})
	]);
	return { quorumMet: attending.length >= twoThirdsOf(meeting.members.length) };
};
