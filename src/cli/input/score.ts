import { z } from 'zod';
import { printExact } from '#lib/domain/decimal.ts';
import {
	scoreProblems,
	type RubricItem,
	type ScoreProblem,
	type ScoreSheet
} from '#lib/domain/titles/score.ts';
import { count, decimal, id } from './common.ts';
import { duplicates, oneOf, problem, readAs, refuse, show, type Path } from './problems.ts';

const scores = z.record(id, decimal);
const schema = z.strictObject({
	rubric: z.strictObject({
		items: z.array(
			z.strictObject({
				code: id,
				max: decimal.optional(),
				kind: z.enum(['veto', 'objective', 'expert'])
			})
		),
		dropExtremesFrom: count
	}),
	objective: scores,
	experts: z.array(
		z.strictObject({ id, recused: z.boolean().optional(), scores: scores.optional() })
	),
	veto: z.record(id, z.enum(['pass', 'fail'])).optional()
});

type Input = z.infer<typeof schema>;

const shapeProblems = (input: Input): readonly string[] => [
	...duplicates(input.rubric.items, (item) => item.code, ['rubric', 'items'], 'code'),
	...duplicates(input.experts, (expert) => expert.id, ['experts'], 'id'),
	...input.rubric.items.flatMap((item, index) =>
		item.kind !== 'veto' && item.max === undefined
			? [problem(['rubric', 'items', index, 'max'], 'missing', 'the most points of this item')]
			: []
	),
	...input.experts.flatMap((expert, index) =>
		expert.scores === undefined && expert.recused !== true
			? [problem(['experts', index, 'scores'], 'missing', 'an object')]
			: []
	)
];

const describe = (sheet: ScoreSheet, found: ScoreProblem): string => {
	const codes = (kind: RubricItem['kind']): string =>
		oneOf(sheet.rubric.items.filter((item) => item.kind === kind).map((item) => item.code));
	if (found.kind === 'no_valid_expert')
		return problem(['experts'], 'no valid expert', 'at least one who is not recused');
	if (found.kind === 'unknown_veto')
		return problem(['veto', found.item], `unknown veto ${show(found.item)}`, codes('veto'));
	const index = sheet.experts.findIndex((expert) => expert.id === found.expert);
	const part: Path = found.expert === null ? ['objective'] : ['experts', index, 'scores'];
	const path = [...part, found.item];
	if (found.kind === 'unknown_item') {
		const kind = found.expert === null ? 'objective' : 'expert';
		return problem(path, `unknown item ${show(found.item)}`, codes(kind));
	}
	const points = found.expert === null ? sheet.objective : sheet.experts[index]?.scores;
	const value = points?.get(found.item);
	const max = sheet.rubric.items.find((item) => item.code === found.item)?.max;
	return problem(
		path,
		value ? `found ${printExact(value)}` : 'missing',
		`from 0 to ${max ? printExact(max) : 'its max'}`
	);
};

/** A sheet without problems. */
export const readScoreSheet = (text: string): ScoreSheet => {
	const input = readAs(schema, text);
	refuse(shapeProblems(input));
	const sheet: ScoreSheet = {
		rubric: input.rubric,
		objective: new Map(Object.entries(input.objective)),
		experts: input.experts.map((expert) => ({
			id: expert.id,
			recused: expert.recused,
			scores: new Map(Object.entries(expert.scores ?? {}))
		})),
		veto: new Map(Object.entries(input.veto ?? {}))
	};
	refuse(scoreProblems(sheet).map((found) => describe(sheet, found)));
	return sheet;
};
