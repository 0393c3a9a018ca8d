import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { meetingToChange } from './open-meeting.ts';

/** Closes a meeting with its minutes (Order 40 art. 23); every case that is still on its agenda must have an outcome. */
export const closeMeeting = async (
	ctx: Context,
	input: { readonly meetingId: string; readonly version: number; readonly minutes: string }
): Promise<void> => {
	const { meeting } = await meetingToChange(ctx, input.meetingId, input.version);
	const open = (await ctx.store.read.meetings.cases(meeting.id)).filter(
		({ item, application }) => item.outcome === null && application.state === 'on_agenda'
	).length;
	if (open > 0) throw new Refused(rule('agenda_not_finished', { count: open }));
	const minutes = input.minutes.trim();
	if (minutes === '')
		throw new Refused({ ...rule('minutes_missing', {}, 'minutesArchived'), field: 'minutes' });
	await commit(ctx, [
		update('meetings', meeting, { minutes, state: 'closed' }),
		logged(ctx, {
			action: 'meeting.close',
			objectKind: 'meeting',
			objectId: meeting.id,
			detail: { attending: meeting.attending.length, members: meeting.members.length }
		})
	]);
};
