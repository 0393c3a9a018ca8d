import { Refused } from '#lib/domain/refusal.ts';
import { seedDemo } from '#lib/server/demo/seed.ts';
import { InvalidSettings, readSettings } from '#lib/server/settings.ts';
import { BadInput, type Command } from '../command.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'seed',
	summary: '向空库填入示范城市（虚构数据）',
	usage: `
用法：npm run -s portal -- seed [--if-empty]

向空库填入虚构的示范城市：约 300 家单位、2000 名专业技术人员、120 名专家、约 400 份申报，法定时钟从
2026 年 9 月 14 日开始。已经是示范库的不再填；有真实数据的拒绝填入。
  --if-empty   有真实数据时不报错，直接跳过
结果：{"answer":"filled|already|kept","cases":n}
`,
	run: async (args, io) => {
		const { flag } = parseOptions(args, { 'if-empty': { type: 'boolean' } });
		try {
			io.answer(
				await seedDemo(readSettings(process.env), { ifEmpty: flag('if-empty'), progress: io.tell })
			);
			return 0;
		} catch (reason) {
			if (reason instanceof InvalidSettings) throw new BadInput(reason.lines);
			if (!(reason instanceof Refused) || reason.refusal.key !== 'seed_over_real_data')
				throw reason;
			io.tell('这里有真实数据，不能填入示范城市。请换一个空的 DATA_DIR 或数据库');
			return 1;
		}
	}
};
