import { mayEnter, reachOf } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import { missingScores } from '#lib/domain/titles/score-sheet.ts';
import { closedToActor } from '../cases/closed-to.ts';
import type { Context, Row } from '../ports.ts';

/** How far an expert's sheet is. `closed`: the case has left the review with or without it. */
export type SheetStep = 'unopened' | 'begun' | 'scored' | 'submitted' | 'closed';

export type SheetLine = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly track: ApplicationTrack;
	readonly committee: string;
	readonly step: SheetStep;
	/** Items without a score. */
	readonly missing: number;
	readonly flagged: boolean;
	readonly savedAt: number | null;
};

export type MySheets = {
	/** Sheets of reviews that are under way, in the order of the case numbers. */
	readonly current: readonly SheetLine[];
	/** Those whose cases have gone on to the meeting or further. */
	readonly past: readonly SheetLine[];
	readonly done: number;
	readonly total: number;
	/** First sheet that still waits to be handed in. */
	readonly next: string | null;
};

/** Not handed in: where N leads. */
export const isOpen = ({ step }: Pick<SheetLine, 'step'>): boolean =>
	step === 'unopened' || step === 'begun' || step === 'scored';

const stepOf = (
	{ state, declaredAt }: Row<'assignments'>,
	caseState: Row<'applications'>['state'],
	missingItems: number
): SheetStep => {
	if (state === 'submitted') return 'submitted';
	if (state !== 'assigned' || caseState !== 'panel_review') return 'closed';
	if (declaredAt === null) return 'unopened';
	return missingItems > 0 ? 'begun' : 'scored';
};

/** The expert's own sheets. Cases whose review has not opened, and those recused from, are not there. */
export const listMyAssignments = async (ctx: Context): Promise<MySheets> => {
	const { actor } = ctx;
	if (!actor || !mayEnter(actor, 'expert_desk')) throw new Refused(missing);
	const { read } = ctx.store;
	const [held, closed] = await Promise.all([
		read.assignments.ofExpert(actor.personId, ['assigned', 'submitted']),
		closedToActor(ctx)
	]);
	const rows = held.filter(
		({ application }) => application.reach >= reachOf.expert && !closed.includes(application.id)
	);
	const roundIds = [...new Set(rows.map(({ assignment }) => assignment.roundId))];
	const rounds = new Map(
		(await Promise.all(roundIds.map((id) => read.rounds.byId(id)))).flatMap((joined) =>
			joined ? [[joined.round.id, joined] as const] : []
		)
	);
	const lines = rows
		.flatMap(({ assignment, application }) => {
			const joined = rounds.get(assignment.roundId);
			if (!joined) return [];
			const missingItems = missingScores(joined.round.rubric, assignment.scores).length;
			const line: SheetLine = {
				id: assignment.id,
				number: application.number,
				name: application.personName,
				employer: application.employerName,
				title: application.titleName,
				series: application.series,
				specialty: application.specialty,
				track: application.track,
				committee: joined.committee.name,
				step: stepOf(assignment, application.state, missingItems),
				missing: missingItems,
				flagged: assignment.flagged,
				savedAt: assignment.savedAt
			};
			return [{ line, caseState: application.state }];
		})
		.sort((a, b) => (a.line.number < b.line.number ? -1 : 1));
	const isCurrent = ({ caseState }: (typeof lines)[number]) => caseState === 'panel_review';
	const current = lines.filter(isCurrent).map(({ line }) => line);
	return {
		current,
		past: lines
			.filter((one) => !isCurrent(one))
			.map(({ line }) => line)
			.reverse(),
		done: current.filter(({ step }) => step === 'submitted').length,
		total: current.length,
		next: current.find(isOpen)?.id ?? null
	};
};
