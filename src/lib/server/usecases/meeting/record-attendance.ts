import { twoThirdsOf } from '#lib/domain/meeting/tally.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { meetingRule } from './meeting-rule.ts';
import { meetingToChange } from './open-meeting.ts';

/**
 * Records who is in the room and who presides (a chair or vice-chair who is present: Order 40 art. 19),
 * opens the meeting and freezes how its votes are counted. `presider` empty: no chair has come, so nothing
 * can be voted on. Once a case has been decided, nobody who was counted may be taken off the list.
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
	const present = new Set(input.attending);
	if ([...present].some((id) => !meeting.members.includes(id)))
		throw new Refused({
			...rule('attendee_not_member', {}, 'noProxyNoLaterVote'),
			field: 'attending'
		});
	// In the order of the panel, whatever order they were ticked in.
	const attending = meeting.members.filter((id) => present.has(id));
	if (attending.length === 0)
		throw new Refused({ ...rule('attendance_empty'), field: 'attending' });
	const presider = input.presider === '' ? null : input.presider;
	const chairCame = meeting.chairs.some((id) => present.has(id));
	if (presider === null ? chairCame : !meeting.chairs.includes(presider) || !present.has(presider))
		throw new Refused({ ...rule('presider_not_chair', {}, 'presiderIsChair'), field: 'presider' });
	const decided = (await ctx.store.read.meetings.cases(meeting.id)).some(
		({ item }) => item.outcome !== null
	);
	if (decided && meeting.attending.some((id) => !present.has(id)))
		throw new Refused({ ...rule('attendance_counted'), field: 'attending' });
	const frozen = await meetingRule(ctx, meeting);
	await commit(ctx, [
		update('meetings', meeting, { attending, presider, rule: frozen, state: 'open' }),
		logged(ctx, {
			action: 'meeting.attendance',
			objectKind: 'meeting',
			objectId: meeting.id,
			detail: {
				members: meeting.members.length,
				attending: attending.length,
				presided: presider !== null,
				...frozen
			}
		})
	]);
	return { quorumMet: attending.length >= twoThirdsOf(meeting.members.length) };
};
