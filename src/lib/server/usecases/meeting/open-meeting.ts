import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { openRound, type OpenRound } from './open-round.ts';

export type OpenMeeting = OpenRound & { readonly meeting: Row<'meetings'> };

/** Opens a meeting for the office that runs it; to everybody else it does not exist. */
export const openMeeting = async (ctx: Context, id: string): Promise<OpenMeeting> => {
	const meeting = await ctx.store.read.meetings.byId(id);
	if (!meeting) throw new Refused(missing);
	return { meeting, ...(await openRound(ctx, meeting.roundId)) };
};

/** The same, for a change: the version seen must be the one stored, and the meeting not yet closed. */
export const meetingToChange = async (
	ctx: Context,
	id: string,
	version: number
): Promise<OpenMeeting> => {
	const opened = await openMeeting(ctx, id);
	if (opened.meeting.version !== version) throw new Refused({ kind: 'stale', key: 'stale' });
	if (opened.meeting.state === 'closed') throw new Refused({ kind: 'rule', key: 'meeting_closed' });
	return opened;
};
