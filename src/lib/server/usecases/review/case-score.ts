import { parseDecimal, type Rational } from '#lib/domain/decimal.ts';
import { score, scoreProblems, type ScoreResult } from '#lib/domain/titles/score.ts';
import type { Rubric, ScoreSheet } from '#lib/domain/titles/review.ts';
import type { Row } from '../ports.ts';

const pointsOf = (
	sheet: ScoreSheet,
	rubric: Rubric,
	kind: 'objective' | 'expert'
): ReadonlyMap<string, Rational> =>
	new Map(
		rubric.items
			.filter((item) => item.kind === kind)
			.flatMap(({ code }): [string, Rational][] => {
				const value = sheet[code] === undefined ? undefined : parseDecimal(sheet[code]);
				return value ? [[code, value]] : [];
			})
	);

/** One veto by one expert stops the case at the vote's door; the committee sees who found it in the sheets. */
export const vetoesOf = (rubric: Rubric, sheets: readonly ScoreSheet[]) =>
	new Map(
		rubric.items
			.filter(({ kind }) => kind === 'veto')
			.map(({ code }): [string, 'pass' | 'fail'] => [
				code,
				sheets.some((sheet) => sheet[code] === 'fail') ? 'fail' : 'pass'
			])
	);

/**
 * The score of a case from the sheets handed in (contract `score`), or undefined while something that the
 * rubric asks for is still missing. Scores are reference: the vote decides.
 */
export const caseScore = (
	rubric: Rubric,
	objective: ScoreSheet,
	assignments: readonly Row<'assignments'>[]
): ScoreResult | undefined => {
	const live = assignments.filter(({ state }) => state === 'submitted');
	const sheet = {
		rubric: {
			dropExtremesFrom: rubric.dropExtremesFrom,
			items: rubric.items.map(({ code, kind, max }) => ({
				code,
				kind,
				max: max === undefined ? undefined : parseDecimal(max)
			}))
		},
		objective: pointsOf(objective, rubric, 'objective'),
		experts: live.map(({ expertId, scores }) => ({
			id: expertId,
			scores: pointsOf(scores, rubric, 'expert')
		})),
		veto: vetoesOf(
			rubric,
			live.map(({ scores }) => scores)
		)
	};
	return scoreProblems(sheet).length > 0 ? undefined : score(sheet);
};
