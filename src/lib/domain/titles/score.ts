/**
 * Scores of one application (replay contract, `score`). A score informs the committee and never decides:
 * the vote does (ORDER_40 art. 20). All arithmetic is exact; only the printed mean and total are rounded.
 */
import {
	absolute,
	add,
	compare,
	integer,
	mean,
	median,
	printDecimal,
	printExact,
	printFixed,
	subtract,
	sum,
	type Rational
} from '../decimal.ts';
import { compareIds } from '../order.ts';
import { fixedNumber } from '../rules/parameters.ts';
import type { RubricItemKind } from '../rules/rubrics.ts';

export type RubricItem = {
	readonly code: string;
	readonly kind: RubricItemKind;
	/** Points; a veto has none. */
	readonly max?: Rational | undefined;
};

export type Rubric = {
	readonly items: readonly RubricItem[];
	readonly dropExtremesFrom: number;
};

export type Scores = ReadonlyMap<string, Rational>;

export type ExpertScores = {
	readonly id: string;
	readonly recused?: boolean | undefined;
	readonly scores: Scores;
};

export type ScoreSheet = {
	readonly rubric: Rubric;
	readonly objective: Scores;
	readonly experts: readonly ExpertScores[];
	/** A veto item without an entry has passed. */
	readonly veto: ReadonlyMap<string, 'pass' | 'fail'>;
};

/** What is wrong with a sheet; codes that the rubric does not have in this kind are wrong, too. */
export type ScoreProblem =
	| {
			readonly kind: 'missing' | 'below_zero' | 'above_max' | 'unknown_item';
			/** The expert, or null for the objective part. */
			readonly expert: string | null;
			readonly item: string;
	  }
	| { readonly kind: 'unknown_veto'; readonly item: string }
	| { readonly kind: 'no_valid_expert' };

export type ScoreResult =
	| { readonly total: null; readonly vetoed: string }
	| {
			readonly objective: string;
			readonly experts: readonly { readonly id: string; readonly total: string }[];
			/** The highest, then the lowest of the rest; empty when nothing was dropped. */
			readonly dropped: readonly string[];
			readonly mean: string;
			readonly total: string;
			readonly outliers: readonly string[];
	  };

/** Points from the median beyond which an expert's total is pointed out to the chair. */
const outlierPoints = integer(fixedNumber('score.outlierPoints'));
const zeroPoints = integer(0);

const itemsOf = (rubric: Rubric, kind: RubricItemKind): readonly RubricItem[] =>
	rubric.items.filter((item) => item.kind === kind);

const problemsOfPart = (
	items: readonly RubricItem[],
	scores: Scores,
	expert: string | null,
	mayMiss: boolean
): ScoreProblem[] => {
	const codes = new Set(items.map((item) => item.code));
	const unknown = [...scores.keys()].filter((code) => !codes.has(code));
	return [
		...items.flatMap((item): ScoreProblem[] => {
			const score = scores.get(item.code);
			if (!score) return mayMiss ? [] : [{ kind: 'missing', expert, item: item.code }];
			if (compare(score, zeroPoints) < 0) return [{ kind: 'below_zero', expert, item: item.code }];
			return item.max && compare(score, item.max) > 0
				? [{ kind: 'above_max', expert, item: item.code }]
				: [];
		}),
		...unknown.map((item): ScoreProblem => ({ kind: 'unknown_item', expert, item }))
	];
};

/** Everything that keeps a sheet from being computed; empty = `score` answers. */
export const scoreProblems = (sheet: ScoreSheet): readonly ScoreProblem[] => {
	const expertItems = itemsOf(sheet.rubric, 'expert');
	const vetoes = new Set(itemsOf(sheet.rubric, 'veto').map((item) => item.code));
	return [
		...problemsOfPart(itemsOf(sheet.rubric, 'objective'), sheet.objective, null, false),
		...sheet.experts.flatMap((expert) =>
			problemsOfPart(expertItems, expert.scores, expert.id, expert.recused === true)
		),
		...[...sheet.veto.keys()]
			.filter((code) => !vetoes.has(code))
			.map((item): ScoreProblem => ({ kind: 'unknown_veto', item })),
		...(validExperts(sheet).length === 0 ? [{ kind: 'no_valid_expert' } as const] : [])
	];
};

const validExperts = (sheet: ScoreSheet): readonly ExpertScores[] =>
	sheet.experts.filter((expert) => !expert.recused);

const totalOf = (items: readonly RubricItem[], scores: Scores): Rational =>
	sum(items.map((item) => scores.get(item.code) ?? zeroPoints));

type Total = { readonly id: string; readonly total: Rational };

/** The highest goes first, then the lowest of the rest; on a tie the smaller id. */
const dropExtremes = (totals: readonly Total[]): readonly Total[] => {
	const pick = (from: readonly Total[], sign: 1 | -1): Total | undefined =>
		[...from].sort((a, b) => sign * compare(a.total, b.total) || compareIds(a.id, b.id))[0];
	const highest = pick(totals, -1);
	const lowest = pick(
		totals.filter((one) => one !== highest),
		1
	);
	return highest && lowest ? [highest, lowest] : [];
};

/**
 * The result of a sheet without problems (`scoreProblems`). A failed veto stops everything. RangeError when
 * no valid expert is left to take the mean of.
 */
export const score = (sheet: ScoreSheet): ScoreResult => {
	const vetoed = itemsOf(sheet.rubric, 'veto').find((item) => sheet.veto.get(item.code) === 'fail');
	if (vetoed) return { total: null, vetoed: vetoed.code };

	const expertItems = itemsOf(sheet.rubric, 'expert');
	const totals = validExperts(sheet).map(({ id, scores }): Total => ({
		id,
		total: totalOf(expertItems, scores)
	}));
	// Three are needed for one to be left.
	const drops = totals.length >= Math.max(sheet.rubric.dropExtremesFrom, 3);
	const dropped = drops ? dropExtremes(totals) : [];
	const kept = totals.filter((one) => !dropped.includes(one)).map((one) => one.total);
	const average = mean(kept);
	const middle = median(totals.map((one) => one.total));
	if (!average || !middle) throw new RangeError('no valid expert');

	const objective = totalOf(itemsOf(sheet.rubric, 'objective'), sheet.objective);
	return {
		objective: printExact(objective),
		experts: totals.map(({ id, total }) => ({ id, total: printExact(total) })),
		dropped: dropped.map((one) => one.id),
		mean: printDecimal(average, 2),
		total: printFixed(add(average, objective), 2),
		outliers: totals
			.filter((one) => compare(absolute(subtract(one.total, middle)), outlierPoints) > 0)
			.map((one) => one.id)
			.sort(compareIds)
	};
};
