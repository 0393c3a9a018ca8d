import { Refused, rule } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { insert, type Context, type Row } from '../ports.ts';
import { openMeeting } from './open-meeting.ts';

/** Puts a case whose sheets are all in on the agenda of a meeting of its round. */
export const putOnAgenda = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly meetingId: string }
): Promise<Row<'applications'>> => {
	const { meeting } = await openMeeting(ctx, input.meetingId);
	if (meeting.state === 'closed') throw new Refused(rule('meeting_closed'));
	const agenda = await ctx.store.read.meetings.cases(meeting.id);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'put_on_agenda',
		extras: ({ application }) => {
			if (application.roundId !== meeting.roundId) throw new Refused(rule('meeting_other_round'));
			return {
				changes: [
					insert('meetingCases', {
						id: ctx.newId(),
						meetingId: meeting.id,
						applicationId: application.id,
						position: agenda.length + 1
					})
				],
				detail: { meeting: meeting.id, heldOn: meeting.heldOn }
			};
		}
	});
};
