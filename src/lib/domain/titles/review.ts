/** Score sheets: the experts' part of a review. Scores are reference; the vote decides (Order 40). */
export type { NamedRubric as Rubric, NamedRubricItem as RubricItem } from '../rules/rubrics.ts';

/** An expert's scores by item code, as decimal strings; 'pass' or 'fail' for a veto item. */
export type ScoreSheet = Readonly<Record<string, string>>;
