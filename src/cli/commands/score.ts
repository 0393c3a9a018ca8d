import { score } from '#lib/domain/titles/score.ts';
import { scoreInputOf } from '#lib/server/usecases/cases/contract-inputs.ts';
import type { Command } from '../command.ts';
import { readScoreSheet } from '../input/score.ts';
import { readInput, storedCaseUsage } from '../stored-case.ts';

export const command: Command = {
	name: 'score',
	summary: '按评分标准汇总专家评分',
	usage: `
用法：npm run -s portal -- score [文件 | --case 受理号 [--input]]
${storedCaseUsage}

输入：{"rubric":{"items":[{"code","max","kind":"veto|objective|expert"}],"dropExtremesFrom":5},
       "objective":{"A":13},"experts":[{"id","recused"?,"scores":{"D":20}}],"veto"?:{"V":"pass|fail"}}
结果：{"objective","experts":{"e1":"61"},"dropped":[最高,最低],"mean","total":"83.20","outliers":[…]}
  一票否决项不通过：{"total":null,"vetoed":"V"}。评分仅供参考，评审以投票为准。
`,
	run: async (args, io) => {
		const text = await readInput(args, io, scoreInputOf);
		if (text === undefined) return 0;
		const result = score(readScoreSheet(text));
		io.answer(
			result.total === null
				? result
				: {
						...result,
						experts: Object.fromEntries(result.experts.map(({ id, total }) => [id, total]))
					}
		);
		return 0;
	}
};
