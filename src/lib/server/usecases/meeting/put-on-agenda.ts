import { Refused, rule } from '#lib/domain/refusal.ts';
import { prepareMove, type PreparedMove } from '../cases/make-move.ts';
import { commit } from '../commit.ts';
import { guard, insert, type Context, type Row } from '../ports.ts';
import { sheetsAsTheyAre } from '../review/sheets-as-they-are.ts';
import { openMeeting } from './open-meeting.ts';

const prepareOne = (
	ctx: Context,
	meeting: Row<'meetings'>,
	agenda: readonly { readonly application: Row<'applications'> }[],
	one: { readonly id: string; readonly version?: number },
	position: number
): Promise<PreparedMove> =>
	prepareMove(ctx, {
		...one,
		move: 'put_on_agenda',
		extras: async ({ application }, facts) => {
			if (application.roundId !== meeting.roundId) throw new Refused(rule('meeting_other_round'));
			// What this meeting could not decide goes to another one.
			if (agenda.some((held) => held.application.id === application.id))
				throw new Refused(rule('already_on_agenda'));
			const sheets = await sheetsAsTheyAre(ctx, application.id, facts);
			return {
				facts: sheets.facts,
				changes: [
					...sheets.changes,
					insert('meetingCases', {
						id: ctx.newId(),
						meetingId: meeting.id,
						applicationId: application.id,
						position
					})
				],
				detail: { meeting: meeting.id, heldOn: meeting.heldOn }
			};
		}
	});

/** Puts cases whose sheets are all in on the agenda of a meeting of their round: all of them or none. */
export const fillAgenda = async (
	ctx: Context,
	input: {
		readonly meetingId: string;
		readonly cases: readonly { readonly id: string; readonly version?: number }[];
	}
): Promise<readonly Row<'applications'>[]> => {
	const { meeting } = await openMeeting(ctx, input.meetingId);
	if (meeting.state === 'closed') throw new Refused(rule('meeting_closed'));
	const cases = [...new Map(input.cases.map((one) => [one.id, one])).values()];
	if (cases.length === 0) throw new Refused({ ...rule('cases_none_chosen'), field: 'cases' });
	const agenda = await ctx.store.read.meetings.cases(meeting.id);
	const prepared: PreparedMove[] = [];
	for (const [index, one] of cases.entries())
		prepared.push(await prepareOne(ctx, meeting, agenda, one, agenda.length + index + 1));
	await commit(ctx, [guard('meetings', meeting), ...prepared.flatMap(({ changes }) => changes)]);
	return prepared.map(({ after }) => after);
};

/** Puts one case on the agenda of a meeting. */
export const putOnAgenda = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly meetingId: string }
): Promise<Row<'applications'>> => {
	const [after] = await fillAgenda(ctx, {
		meetingId: input.meetingId,
		cases: [{ id: input.id, version: input.version }]
	});
	if (!after) throw new Error('the agenda took no case');
	return after;
};
