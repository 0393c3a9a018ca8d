import { seesCase } from '#lib/domain/access.ts';
import { missing, Refused, type Refusal } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationState
} from '#lib/domain/titles/application-workflow.ts';
import type { Rubric, ScoreSheet } from '#lib/domain/titles/review.ts';
import { refuses } from '#lib/domain/workflow.ts';
import { factsOf } from '../cases/case-facts.ts';
import { openCase } from '../cases/open-case.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context } from '../ports.ts';
import { caseSheets, type CaseSheets, type SheetView } from './case-sheets.ts';
import { expertCandidates, type Candidate } from './expert-candidates.ts';

export type NamedSheet = SheetView & { readonly name: string; readonly employer: string };

export type CasePanel = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly state: ApplicationState;
	readonly roundId: string;
	readonly rubric: Rubric;
	readonly objective: ScoreSheet | null;
	readonly sheets: readonly NamedSheet[];
	readonly score: CaseSheets['score'];
	/** Items that each expert scores. */
	readonly items: number;
	readonly minimum: number;
	/** Experts may still be named, released, recused. */
	readonly changeable: boolean;
	readonly candidates: readonly Candidate[];
	/** What stands in the way of opening the review; null: nothing. */
	readonly openRefusal: Refusal | null;
	/** What stands in the way of the agenda. */
	readonly agendaRefusal: Refusal | null;
};

/** The experts of a case, by name, with their sheets as far as handed in: for the committee's office. */
export const getPanel = async (ctx: Context, id: string): Promise<CasePanel> => {
	const { application, parties } = await openCase(ctx, id);
	if (!seesCase(parties, 'experts') || !parties.has('office')) throw new Refused(missing);
	const { read } = ctx.store;
	const joined = application.roundId ? await read.rounds.byId(application.roundId) : undefined;
	if (!joined) throw new Refused(missing);
	const { rubric } = joined.round;
	const changeable = application.state === 'accepted' || application.state === 'panel_review';
	const [rows, minimum, facts, candidates] = await Promise.all([
		read.assignments.ofApplication(id),
		parameterNumber(ctx, 'panel.minExperts'),
		factsOf(ctx, application),
		changeable ? expertCandidates(ctx, id) : []
	]);
	const employers = new Map(
		(
			await read.organisations.byIds([
				...new Set(rows.flatMap(({ person }) => (person.employerId ? [person.employerId] : [])))
			])
		).map((organisation) => [organisation.id, organisation.name])
	);
	const { sheets, score, items } = caseSheets(
		rubric,
		application.objective ?? {},
		rows.map(({ assignment }) => assignment)
	);
	const people = new Map(rows.map(({ assignment, person }) => [assignment.id, person]));
	return {
		id,
		version: application.version,
		number: application.number,
		name: application.personName,
		employer: application.employerName,
		title: application.titleName,
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		state: application.state,
		roundId: joined.round.id,
		rubric,
		objective: application.objective,
		sheets: sheets.map((sheet) => ({
			...sheet,
			name: people.get(sheet.id)?.name ?? '',
			employer: employers.get(people.get(sheet.id)?.employerId ?? '') ?? ''
		})),
		score,
		items,
		minimum,
		changeable,
		candidates: candidates.filter(({ named }) => named !== 'assigned' && named !== 'submitted'),
		openRefusal:
			refuses(applicationWorkflow, 'open_review', application.state, parties, facts) ?? null,
		agendaRefusal:
			refuses(applicationWorkflow, 'put_on_agenda', application.state, parties, facts) ?? null
	};
};
