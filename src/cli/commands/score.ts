import { score } from '#lib/domain/titles/score.ts';
import type { Command } from '../command.ts';
import { readScoreSheet } from '../input/score.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'score',
	summary: '按评分标准汇总专家评分',
	usage: `
用法：npm run -s portal -- score [文件]

输入：{"rubric":{"items":[{"code","max","kind":"veto|objective|expert"}],"dropExtremesFrom":5},
       "objective":{"A":13},"experts":[{"id","recused"?,"scores":{"D":20}}],"veto"?:{"V":"pass|fail"}}
结果：{"objective","experts":{"e1":"61"},"dropped":[最高,最低],"mean","total":"83.20","outliers":[…]}
  一票否决项不通过：{"total":null,"vetoed":"V"}。评分仅供参考，评审以投票为准。
`,
	run: async (args, io) => {
		const { file } = parseOptions(args, {});
		const result = score(readScoreSheet(await io.read(file)));
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
