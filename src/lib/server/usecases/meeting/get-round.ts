import type { Day } from '#lib/domain/day.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { closedToActor, openToActor } from '../cases/closed-to.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';
import { caseSheets } from '../review/case-sheets.ts';
import { openRound } from './open-round.ts';
import { roundStages, stageCounts, type RoundStage, type StageCounts } from './round-stages.ts';

export type PanelMember = {
	readonly number: number;
	readonly seat: Row<'roundMembers'>['seat'];
	readonly name: string;
	readonly employer: string;
};

export type RoundCase = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly name: string;
	readonly lastFour: string;
	readonly employer: string;
	readonly title: string;
	readonly track: ApplicationTrack;
	readonly state: ApplicationState;
	/** Experts who judge, and how many of them have handed in. */
	readonly experts: number;
	readonly handedIn: number;
	/** Enough experts for the review, or all sheets in for the agenda. */
	readonly ready: boolean;
	/** Some expert has marked a doubt. */
	readonly flagged: boolean;
	readonly total: string | null;
};

export type RoundMeeting = {
	readonly id: string;
	readonly heldOn: Day;
	readonly place: string;
	readonly state: Row<'meetings'>['state'];
	readonly cases: number;
	readonly decided: number;
};

export type RoundView = {
	readonly id: string;
	readonly committee: Pick<
		Row<'committees'>,
		'name' | 'filingNumber' | 'filedOn' | 'validTo' | 'minSize' | 'state'
	>;
	readonly batch: string;
	readonly plannedOn: Day;
	readonly minimum: number;
	readonly panel: readonly PanelMember[];
	/** What keeps the panel from being called; null: nothing. */
	readonly panelRefusal: Refusal | null;
	readonly counts: StageCounts;
	readonly meetings: readonly RoundMeeting[];
	readonly notices: readonly Pick<Row<'notices'>, 'id' | 'title' | 'state' | 'startOn' | 'endOn'>[];
};

const panelRefusal = (
	members: readonly { readonly seat: string }[],
	minSize: number
): Refusal | null =>
	members.length < minSize || members.length % 2 === 0
		? {
				kind: 'rule',
				key: 'panel_size_wrong',
				facts: { found: members.length, needed: minSize },
				rule: 'committeeSize'
			}
		: members.every(({ seat }) => seat === 'member')
			? { kind: 'rule', key: 'panel_without_chair', rule: 'presiderIsChair' }
			: null;

/** A round with its panel by name, its meetings and notices: for the office that runs it. */
export const getRound = async (ctx: Context, id: string): Promise<RoundView> => {
	const { round, committee } = await openRound(ctx, id);
	const { read } = ctx.store;
	const closed = await closedToActor(ctx);
	const [batch, members, counts, meetings, notices, minimum] = await Promise.all([
		read.batches.byId(round.batchId),
		read.rounds.members(id),
		read.applications.countsOfRounds([id], closed),
		read.meetings.ofRound(id),
		read.notices.ofRound(id),
		parameterNumber(ctx, 'panel.minExperts')
	]);
	const employerIds = members.flatMap(({ person }) =>
		person.employerId ? [person.employerId] : []
	);
	const employers = new Map(
		(await read.organisations.byIds([...new Set(employerIds)])).map((one) => [one.id, one.name])
	);
	const agendas = new Map(
		(
			await read.meetings.agendaCounts(
				meetings.map((one) => one.id),
				closed
			)
		).map((one) => [one.meetingId, one])
	);
	return {
		id,
		committee: {
			name: committee.name,
			filingNumber: committee.filingNumber,
			filedOn: committee.filedOn,
			validTo: committee.validTo,
			minSize: committee.minSize,
			state: committee.state
		},
		batch: batch?.name ?? '',
		plannedOn: round.plannedMeetingOn,
		minimum,
		panel: members.map(({ member, person }, index) => ({
			number: index + 1,
			seat: member.seat,
			name: person.name,
			employer: employers.get(person.employerId ?? '') ?? ''
		})),
		panelRefusal: panelRefusal(
			members.map(({ member }) => member),
			committee.minSize
		),
		counts: stageCounts(counts),
		meetings: meetings.map((meeting) => ({
			id: meeting.id,
			heldOn: meeting.heldOn,
			place: meeting.place,
			state: meeting.state,
			cases: agendas.get(meeting.id)?.cases ?? 0,
			decided: agendas.get(meeting.id)?.decided ?? 0
		})),
		notices: notices.map(({ id: notice, title, state, startOn, endOn }) => ({
			id: notice,
			title,
			state,
			startOn,
			endOn
		}))
	};
};

const isReady = (
	state: ApplicationState,
	experts: number,
	handedIn: number,
	minimum: number
): boolean =>
	state === 'accepted'
		? experts >= minimum
		: state === 'panel_review' || state === 'defence_done' || state === 'deferred'
			? handedIn >= minimum && handedIn === experts
			: false;

/** The cases of a round that stand at a stage, by number, with how far their sheets are; not one's own. */
export const roundCases = async (
	ctx: Context,
	id: string,
	stages: readonly RoundStage[]
): Promise<readonly RoundCase[]> => {
	const { round } = await openRound(ctx, id);
	const { read } = ctx.store;
	const [cases, assignments, minimum] = await Promise.all([
		read.applications.ofRound(
			id,
			stages.flatMap((stage) => roundStages[stage])
		),
		read.assignments.ofRound(id),
		parameterNumber(ctx, 'panel.minExperts')
	]);
	const byCase = Map.groupBy(assignments, ({ applicationId }) => applicationId);
	return (await openToActor(ctx, cases)).map((application) => {
		const own = byCase.get(application.id) ?? [];
		const active = own.filter(({ state }) => state === 'assigned' || state === 'submitted');
		const handedIn = active.filter(({ state }) => state === 'submitted').length;
		const { score } = caseSheets(round.rubric, application.objective ?? {}, own);
		return {
			id: application.id,
			version: application.version,
			number: application.number,
			name: application.personName,
			lastFour: application.idLast4,
			employer: application.employerName,
			title: application.titleName,
			track: application.track,
			state: application.state,
			experts: active.length,
			handedIn,
			ready: isReady(application.state, active.length, handedIn, minimum),
			flagged: own.some(({ state, flagged }) => state === 'submitted' && flagged),
			total: score?.total ?? null
		};
	});
};
