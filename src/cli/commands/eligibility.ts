import { eligibility, type EligibilityAnswer } from '#lib/domain/titles/eligibility.ts';
import { eligibilityInputOf } from '#lib/server/usecases/cases/contract-inputs.ts';
import type { Command } from '../command.ts';
import { readEligibilityInput } from '../input/eligibility.ts';
import { readInput, storedCaseUsage } from '../stored-case.ts';

/** The contract's part of the answer; the page's own (from when it would hold) stays out. */
const print = ({ verdict, via, rows }: EligibilityAnswer) => ({
	verdict,
	via,
	rows: rows.map(({ row, verdict: own, checks }) => ({
		row,
		verdict: own,
		checks: checks.map(({ fact, required, found, ok }) => ({ fact, required, found, ok }))
	}))
});

export const command: Command = {
	name: 'eligibility',
	summary: '判定是否符合申报条件，并列出每一条的依据与差距',
	usage: `
用法：npm run -s portal -- eligibility [文件 | --case 受理号 [--input]]
${storedCaseUsage}

输入：{"person":{…},"target":{"series","specialty","level","cycleYear","route":"normal|exceptional|bridge"}}
  或 {"cases":[{"id","person","target"}, …]}
  person  {"education","titles","skills","probationPassedOn"?,"appraisals","hours","recommenders","bars","retired"?}
结果：{"verdict":"eligible|not_eligible|unknown","via":"M3"|null,"rows":[{"row","verdict","checks":[…]}]}
  年限计算到申报年度12月31日；尚未录入条件的系列为 unknown，由受理部门判断。
`,
	run: async (args, io) => {
		const text = await readInput(args, io, eligibilityInputOf);
		if (text === undefined) return 0;
		const input = readEligibilityInput(text);
		if ('one' in input) io.answer(print(eligibility(input.one.person, input.one.target)));
		else
			io.answerRows(
				input.many
					.values()
					.map(({ id, person, target }) => ({ id, ...print(eligibility(person, target)) }))
			);
		return 0;
	}
};
