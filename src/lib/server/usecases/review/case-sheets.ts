/** What others than its own expert may see of the sheets on a case. */
import type { ScoreResult } from '#lib/domain/titles/score.ts';
import { missingScores } from '#lib/domain/titles/score-sheet.ts';
import type { Rubric, ScoreSheet } from '#lib/domain/titles/review.ts';
import type { Row } from '../ports.ts';
import { caseScore } from './case-score.ts';

export type SheetView = {
	readonly id: string;
	readonly version: number;
	/** 1, 2, 3 in the order in which the experts were named: how they are called where names do not belong. */
	readonly number: number;
	readonly state: Row<'assignments'>['state'];
	readonly declared: boolean;
	readonly flagged: boolean;
	/** Items scored so far; numbers are seen only once the sheet is handed in. */
	readonly scored: number;
	readonly scores: ScoreSheet | null;
	readonly total: string | null;
	readonly opinion: string | null;
	/** Left out of the mean as highest or lowest. */
	readonly dropped: boolean;
	/** Far from the median: pointed out, never changed. */
	readonly outlier: boolean;
	readonly recusalReason: string | null;
};

export type CaseSheets = {
	readonly sheets: readonly SheetView[];
	/** Null while something that the rubric asks for is still missing. */
	readonly score: ScoreResult | null;
	readonly items: number;
};

/** The sheets of a case, without anybody's name: numbers stand for the experts. */
export const caseSheets = (
	rubric: Rubric,
	objective: ScoreSheet,
	assignments: readonly Row<'assignments'>[]
): CaseSheets => {
	const score = caseScore(rubric, objective, assignments) ?? null;
	const counted = score && score.total !== null ? score : null;
	const items = rubric.items.filter(({ kind }) => kind === 'expert').length;
	return {
		items,
		score,
		sheets: assignments.map((assignment, index) => {
			const handedIn = assignment.state === 'submitted';
			return {
				id: assignment.id,
				version: assignment.version,
				number: index + 1,
				state: assignment.state,
				declared: assignment.declaredAt !== null,
				flagged: handedIn && assignment.flagged,
				scored: items - missingScores(rubric, assignment.scores).length,
				scores: handedIn ? assignment.scores : null,
				total: handedIn
					? (counted?.experts.find(({ id }) => id === assignment.expertId)?.total ?? null)
					: null,
				opinion: handedIn ? assignment.opinion : null,
				dropped: counted?.dropped.includes(assignment.expertId) ?? false,
				outlier: counted?.outliers.includes(assignment.expertId) ?? false,
				recusalReason: assignment.recusalReason
			};
		})
	};
};
