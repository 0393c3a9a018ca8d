/** Rubrics and score sheets: the experts' part of a review. Scores are reference; the vote decides (Order 40). */

export type RubricItem = {
	readonly code: string;
	/** Chinese name as it stands in the rubric document. */
	readonly name: string;
	/** Highest score in points; 0 for a veto item. */
	readonly max: number;
	readonly kind: 'veto' | 'objective' | 'expert';
	/** What a score means, from high to low, shown beside the number box. */
	readonly anchors: readonly { readonly from: number; readonly text: string }[];
};

export type Rubric = {
	readonly id: string;
	readonly name: string;
	readonly items: readonly RubricItem[];
	readonly dropExtremesFrom: number;
};

/** An expert's scores by item code, as decimal strings; 'pass' or 'fail' for a veto item. */
export type ScoreSheet = Readonly<Record<string, string>>;
