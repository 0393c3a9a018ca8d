import type { Day } from '#lib/domain/day.ts';
import { twoThirdsOf, votersOf } from '#lib/domain/meeting/tally.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { closedToActor } from '../cases/closed-to.ts';
import type { Context, Row } from '../ports.ts';
import { caseSheets, type CaseSheets } from '../review/case-sheets.ts';
import { cannotDecide } from './defer-agenda.ts';
import { meetingRule, type MeetingRule } from './meeting-rule.ts';
import { openMeeting, type OpenMeeting } from './open-meeting.ts';
import { recusedMembers } from './recused-members.ts';

/** A member as the meeting room calls them: never by name. */
export type RoomMember = {
	/** From 1, in the order in which the panel was called. */
	readonly number: number;
	/** May preside: chair or vice-chair. */
	readonly chair: boolean;
	readonly seat: Row<'roundMembers'>['seat'];
	readonly present: boolean;
	readonly presides: boolean;
};

export type AgendaItem = {
	readonly caseId: string;
	readonly caseVersion: number;
	readonly position: number;
	readonly number: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly specialty: string | null;
	readonly series: string;
	readonly track: ApplicationTrack;
	readonly state: ApplicationState;
	readonly outcome: 'passed' | 'failed' | 'deferred' | null;
	readonly yes: number | null;
	readonly no: number | null;
	readonly abstain: number | null;
	readonly voters: number | null;
	readonly needed: number | null;
	/** Numbers of the members who were out for it. */
	readonly recused: readonly number[];
};

export type Quorum = {
	readonly members: number;
	readonly attending: number;
	/** Smallest number that may sit: attending × 3 ≥ members × 2. */
	readonly needed: number;
	readonly met: boolean;
};

/** The case before the meeting: who is out for it, how many may vote, what the experts' sheets say. */
export type BeforeMeeting = AgendaItem & {
	/** Members whom the rules put out, whether or not they are ticked. */
	readonly out: readonly number[];
	readonly mayVote: number;
	readonly sheets: CaseSheets;
};

export type MeetingView = {
	readonly id: string;
	readonly version: number;
	readonly roundId: string;
	readonly committee: string;
	readonly heldOn: Day;
	readonly place: string;
	readonly state: Row<'meetings'>['state'];
	readonly members: readonly RoomMember[];
	readonly quorum: Quorum;
	readonly rule: MeetingRule;
	/** A chair is there and presides. */
	readonly presided: boolean;
	/** The day has come: attendance can be recorded. */
	readonly due: boolean;
	readonly canDecide: boolean;
	readonly agenda: readonly AgendaItem[];
	readonly minutes: string;
};

/** The room for the committee's office. */
export type OfficeMeeting = MeetingView & {
	readonly current: BeforeMeeting | null;
	/** Cases on the agenda that are closed to the person asking: a colleague records them. */
	readonly hidden: number;
};

const numbersIn = (members: readonly string[], ids: readonly string[]): readonly number[] =>
	members.flatMap((id, index) => (ids.includes(id) ? [index + 1] : []));

/** The members behind numbers of the room; a number that nobody has is left out. */
export const memberIds = (
	meeting: Pick<Row<'meetings'>, 'members'>,
	numbers: readonly number[]
): readonly string[] =>
	numbers.flatMap((number) => {
		const id = meeting.members[number - 1];
		return id === undefined ? [] : [id];
	});

export const agendaItem = (
	meeting: Pick<Row<'meetings'>, 'members'>,
	{
		item,
		application
	}: { readonly item: Row<'meetingCases'>; readonly application: Row<'applications'> }
): AgendaItem => ({
	caseId: application.id,
	caseVersion: application.version,
	position: item.position,
	number: application.number,
	name: application.personName,
	employer: application.employerName,
	title: application.titleName,
	specialty: application.specialty,
	series: application.series,
	track: application.track,
	state: application.state,
	outcome: item.outcome,
	yes: item.yes,
	no: item.no,
	abstain: item.abstain,
	voters: item.voters,
	needed: item.needed,
	recused: numbersIn(meeting.members, item.recused)
});

export const quorumOf = (meeting: Pick<Row<'meetings'>, 'members' | 'attending'>): Quorum => {
	const members = meeting.members.length;
	const attending = meeting.attending.length;
	const needed = twoThirdsOf(members);
	return { members, attending, needed, met: attending >= needed };
};

/** The room as everybody in it may see it. */
export const roomOf = async (
	ctx: Context,
	{ meeting, round, committee }: OpenMeeting,
	agenda: readonly AgendaItem[]
): Promise<MeetingView> => {
	const seats = new Map(
		(await ctx.store.read.rounds.members(round.id)).map(({ member }) => [
			member.personId,
			member.seat
		])
	);
	return {
		id: meeting.id,
		version: meeting.version,
		roundId: round.id,
		committee: committee.name,
		heldOn: meeting.heldOn,
		place: meeting.place,
		state: meeting.state,
		members: meeting.members.map((id, index) => ({
			number: index + 1,
			chair: meeting.chairs.includes(id),
			// Who has left the panel since is still called what the meeting knew them as.
			seat: seats.get(id) ?? (meeting.chairs.includes(id) ? 'chair' : 'member'),
			present: meeting.attending.includes(id),
			presides: meeting.presider === id
		})),
		quorum: quorumOf(meeting),
		rule: await meetingRule(ctx, meeting),
		presided: meeting.presider !== null,
		due: ctx.today() >= meeting.heldOn,
		canDecide: !cannotDecide(meeting),
		agenda,
		minutes: meeting.minutes
	};
};

/** What lies before the meeting about one case of its agenda. */
export const beforeMeeting = async (
	ctx: Context,
	{ meeting, round }: Pick<OpenMeeting, 'meeting' | 'round'>,
	row: { readonly item: Row<'meetingCases'>; readonly application: Row<'applications'> }
): Promise<BeforeMeeting> => {
	const [out, assignments] = await Promise.all([
		recusedMembers(ctx, meeting, row.application),
		ctx.store.read.assignments.ofApplication(row.application.id)
	]);
	return {
		...agendaItem(meeting, row),
		out: numbersIn(meeting.members, out),
		mayVote: votersOf(meeting.attending, out),
		sheets: caseSheets(
			round.rubric,
			row.application.objective ?? {},
			assignments.map(({ assignment }) => assignment)
		)
	};
};

/**
 * The meeting room for the committee's office. `caseId` names the case that is shown in the middle; else the
 * first one without an outcome, else the first. What is closed to the person asking is not there.
 */
export const getMeeting = async (
	ctx: Context,
	id: string,
	caseId?: string
): Promise<OfficeMeeting> => {
	const opened = await openMeeting(ctx, id);
	const all = await ctx.store.read.meetings.cases(id);
	const closed = await closedToActor(ctx);
	const rows = all.filter(({ application }) => !closed.includes(application.id));
	const agenda = rows.map((row) => agendaItem(opened.meeting, row));
	const row =
		rows.find(({ application }) => application.id === caseId) ??
		rows.find(({ item }) => item.outcome === null) ??
		rows[0];
	return {
		...(await roomOf(ctx, opened, agenda)),
		hidden: all.length - rows.length,
		current: row ? await beforeMeeting(ctx, opened, row) : null
	};
};

/** Who the numbers of a meeting are: for the office alone, never on the screen of the room. */
export const meetingMembers = async (
	ctx: Context,
	id: string
): Promise<readonly (RoomMember & { readonly name: string; readonly employer: string })[]> => {
	const opened = await openMeeting(ctx, id);
	const { read } = ctx.store;
	const people = new Map(
		(await read.people.byIds(opened.meeting.members)).map((person) => [person.id, person])
	);
	const employers = new Map(
		(
			await read.organisations.byIds([
				...new Set([...people.values()].flatMap(({ employerId }) => employerId ?? []))
			])
		).map((one) => [one.id, one.name])
	);
	const { members } = await roomOf(ctx, opened, []);
	return opened.meeting.members.map((personId, index) => {
		const member = members[index];
		const person = people.get(personId);
		if (!member || !person) throw new Refused(missing);
		return {
			...member,
			name: person.name,
			employer: employers.get(person.employerId ?? '') ?? ''
		};
	});
};
