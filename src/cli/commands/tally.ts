import { tally } from '#lib/domain/meeting/tally.ts';
import { tallyInputOf } from '#lib/server/usecases/cases/contract-inputs.ts';
import type { Command } from '../command.ts';
import { readMeeting } from '../input/tally.ts';
import { readInput, storedCaseUsage } from '../stored-case.ts';

export const command: Command = {
	name: 'tally',
	summary: '核算评审会到会人数与表决结果',
	usage: `
用法：npm run -s portal -- tally [文件 | --case 受理号 [--input]]
${storedCaseUsage}

输入：{"members":9,"chairs":["e1"],"presider":"e1","attending":["e1", …],
       "cases":[{"id","recused":["e3"],"ballots":{"yes":5,"no":1,"abstain":1}}],
       "denominator"?:"voters|attending|members","quorumOf"?:"voters|attending"}
结果：{"valid","quorum":{"members","attending","needed","met"},
       "cases":[{"id","voters","needed","yes","outcome":"passed|failed|deferred"}]}
  到会不足三分之二的材料顺延（deferred）；赞成票达到三分之二为通过，弃权与未投不算赞成。
`,
	run: async (args, io) => {
		const text = await readInput(args, io, tallyInputOf);
		if (text === undefined) return 0;
		io.answer(tally(readMeeting(text)));
		return 0;
	}
};
