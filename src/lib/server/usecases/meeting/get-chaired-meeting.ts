import { mayEnter, partiesOf, seesCase } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import type { CaseSheets } from '../review/case-sheets.ts';
import {
	agendaItem,
	beforeMeeting,
	roomOf,
	type AgendaItem,
	type MeetingView
} from './get-meeting.ts';

export type ChairedItem = AgendaItem & {
	/** Null while the chair's own sheet on the case is not handed in. */
	readonly sheets: CaseSheets | null;
	readonly mayVote: number;
};

export type ChairedMeeting = Omit<MeetingView, 'agenda'> & {
	readonly agenda: readonly ChairedItem[];
	/** Cases on the agenda that this chair is recused from: not shown, but the positions have a gap. */
	readonly hidden: number;
};

/** Somebody who still has to judge a case alone does not see what the others gave. */
const sheetsFor = (
	personId: string,
	assignments: readonly { readonly assignment: Row<'assignments'> }[],
	sheets: CaseSheets
): CaseSheets | null =>
	assignments.some(
		({ assignment }) => assignment.expertId === personId && assignment.state === 'assigned'
	)
		? null
		: sheets;

/**
 * The meeting for its chair or vice-chair: agenda, experts' scores and totals of the votes. Cases that the
 * chair is recused from, and their own, are not there.
 */
export const getChairedMeeting = async (ctx: Context, id: string): Promise<ChairedMeeting> => {
	const { actor } = ctx;
	const { read } = ctx.store;
	const meeting = await read.meetings.byId(id);
	if (!actor || !mayEnter(actor, 'chair_desk') || !meeting?.chairs.includes(actor.personId))
		throw new Refused(missing);
	const joined = await read.rounds.byId(meeting.roundId);
	if (!joined) throw new Refused(missing);
	const opened = { meeting, ...joined };
	const rows = await read.meetings.cases(id);
	const agenda: ChairedItem[] = [];
	for (const row of rows) {
		const relations = await read.applications.relations(row.application.id);
		const parties = relations ? partiesOf(actor, relations) : new Set<never>();
		if (!seesCase(parties, 'heading')) continue;
		const before = await beforeMeeting(ctx, opened, row);
		// A colleague of the applicant is out for the case before anybody ticks it.
		if (before.out.includes(meeting.members.indexOf(actor.personId) + 1)) continue;
		agenda.push({
			...agendaItem(meeting, row),
			mayVote: before.mayVote,
			sheets: sheetsFor(
				actor.personId,
				await read.assignments.ofApplication(row.application.id),
				before.sheets
			)
		});
	}
	return {
		...(await roomOf(ctx, opened, [])),
		agenda,
		hidden: rows.length - agenda.length
	};
};
