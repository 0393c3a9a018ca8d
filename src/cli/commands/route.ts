import { prepareRouting } from '#lib/domain/authority/route.ts';
import { routeInputOf } from '#lib/server/usecases/cases/contract-inputs.ts';
import type { Command } from '../command.ts';
import { readRouteInput } from '../input/route.ts';
import { readInput, storedCaseUsage } from '../stored-case.ts';

export const command: Command = {
	name: 'route',
	summary: '判定每份申报材料由哪个评审委员会评审',
	usage: `
用法：npm run -s portal -- route [文件 | --case 受理号 [--input]]
${storedCaseUsage}

按申报人单位所在地逐级向上，找到评审会日期当天有权评审的评审委员会。

输入：{ "jurisdictions": [{"code","parent"}], "committees": […], "entrustments": […], "applications": […] }
  committees    {"id","series","specialty"?,"tiers","covers","filedOn","validTo","state","external"?}
  entrustments  {"id","from","committee","series","specialty"?,"tiers","validFrom","validTo"}
  applications  {"id","series","specialty"?,"level","employer":{"jurisdiction"},"meetingDate"}
结果：按输入顺序，每份一个对象
  {"id","route","committee","at","candidates","near"}
  route 为 committee（本级评审）、entrusted（委托评审）、forward（报送平台外的评审委员会）、
  ambiguous（多个评审委员会并列，见 candidates）或 none（无处可评，near 列出差在哪里）。
`,
	run: async (args, io) => {
		const text = await readInput(args, io, routeInputOf);
		if (text === undefined) return 0;
		const { register, applications } = readRouteInput(text);
		const route = prepareRouting(register);
		io.answerRows(applications.values().map(({ id, question }) => ({ id, ...route(question) })));
		return 0;
	}
};
