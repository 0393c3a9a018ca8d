import { add, parseDecimal, printExact, zero } from '#lib/domain/decimal.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { RubricItem, ScoreSheet } from '#lib/domain/titles/review.ts';
import { expertItems, missingScores } from '#lib/domain/titles/score-sheet.ts';
import { handedIn, type HandedIn } from '../desk/handed-in.ts';
import type { Context } from '../ports.ts';
import { isOpen, listMyAssignments } from './list-my-assignments.ts';
import { openAssignment } from './open-assignment.ts';

/** One line of the sheet; `value` as saved, null where there is none yet. */
export type SheetItem = RubricItem & { readonly value: string | null };

export type ExpertSheet = {
	readonly id: string;
	readonly version: number;
	readonly state: 'assigned' | 'submitted';
	/** Scores can be changed: the review is open and the sheet not handed in. */
	readonly editable: boolean;
	/** May be taken back to change it. */
	readonly reopenable: boolean;
	/** The declaration is given: the file is open. */
	readonly declared: boolean;
	readonly number: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly track: ApplicationTrack;
	readonly committee: string;
	/** What was handed in; null until the declaration is given. */
	readonly content: HandedIn | null;
	/** Computed and frozen when the review opened; never the expert's to change. */
	readonly objective: {
		readonly total: string;
		readonly max: number;
		readonly items: readonly SheetItem[];
	};
	readonly items: readonly SheetItem[];
	/** Sum of the points given so far. */
	readonly subtotal: string;
	readonly subtotalMax: number;
	readonly missing: readonly string[];
	readonly opinion: string;
	readonly flagged: boolean;
	readonly savedAt: number | null;
	readonly submittedAt: number | null;
	readonly progress: { readonly done: number; readonly total: number };
	/** The next sheet that is not handed in, after this one and round again. */
	readonly next: string | null;
};

const sumOf = (values: readonly (string | null)[]): string =>
	printExact(values.map((value) => parseDecimal(value ?? '0') ?? zero).reduce(add, zero));

const withValues = (items: readonly RubricItem[], sheet: ScoreSheet): readonly SheetItem[] =>
	items.map((item) => ({ ...item, value: sheet[item.code] ?? null }));

const maxOf = (items: readonly RubricItem[]): number =>
	items.reduce((total, { max }) => total + (max ?? 0), 0);

/** Files that only officers see: a copy of the identity card has no place in a review. */
const withoutIdentity = (content: HandedIn): HandedIn => ({
	...content,
	sections: content.sections.map((section) => ({
		...section,
		files: section.files.filter(({ slot }) => slot !== 'id_copy')
	}))
});

/**
 * The expert's own sheet on one case, with the file once the declaration is given. Nobody else's scores,
 * names or votes are in it.
 */
export const getAssignment = async (ctx: Context, id: string): Promise<ExpertSheet> => {
	const { assignment, application, round, committee } = await openAssignment(ctx, id);
	const declared = assignment.declaredAt !== null;
	const inReview = application.state === 'panel_review';
	const mine = await listMyAssignments(ctx);
	const place = mine.current.findIndex((line) => line.id === id);
	const around = [...mine.current.slice(place + 1), ...mine.current.slice(0, Math.max(0, place))];
	const { rubric } = round;
	const objective = withValues(
		rubric.items.filter(({ kind }) => kind === 'objective'),
		application.objective ?? {}
	);
	const items = withValues(expertItems(rubric), assignment.scores);
	const points = items.filter(({ kind }) => kind === 'expert');
	return {
		id,
		version: assignment.version,
		state: assignment.state === 'submitted' ? 'submitted' : 'assigned',
		editable: declared && inReview && assignment.state === 'assigned',
		reopenable: inReview && assignment.state === 'submitted',
		declared,
		number: application.number,
		name: application.personName,
		employer: application.employerName,
		title: application.titleName,
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		track: application.track,
		committee: committee.name,
		content: declared ? withoutIdentity(await handedIn(ctx, application)) : null,
		objective: {
			total: sumOf(objective.map(({ value }) => value)),
			max: maxOf(objective),
			items: objective
		},
		items,
		subtotal: sumOf(points.map(({ value }) => value)),
		subtotalMax: maxOf(points),
		missing: missingScores(rubric, assignment.scores),
		opinion: assignment.opinion,
		flagged: assignment.flagged,
		savedAt: assignment.savedAt,
		submittedAt: assignment.submittedAt,
		progress: { done: mine.done, total: mine.total },
		next: around.find(isOpen)?.id ?? null
	};
};
