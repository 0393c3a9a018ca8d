import { deadline, prepareCalendar } from '#lib/domain/authority/deadline.ts';
import type { Command } from '../command.ts';
import { readCalendar, readFrom, readWorkingDays } from '../input/deadline.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'deadline',
	summary: '按工作日历推算期限的最后一日',
	usage: `
用法：npm run -s portal -- deadline --from 2026-09-28 --working-days 5 [选项] [文件]

  --from 日期             起始日
  --working-days 天数     工作日数
  --count-start-day       起始日计入（依法默认不计入）
  --scope 代码            适用地区，如 540200；不写时只按全国安排

输入：{"confirmedYears":[2026],"parents":{"540200":"540000"},
       "days":[{"date","kind":"holiday|workday","scope":"national|540000|540200"}]}
结果：{"end":"2026-10-10","counted":["2026-09-29", …]}
  推算到尚未公布放假安排的年份时不作推断：{"end":null,"unconfirmedYear":2027}，退出码 1。
`,
	run: async (args, io) => {
		const { file, text, flag } = parseOptions(args, {
			from: { type: 'string' },
			'working-days': { type: 'string' },
			'count-start-day': { type: 'boolean' },
			scope: { type: 'string' }
		});
		const from = readFrom(text('from'));
		const workingDays = readWorkingDays(text('working-days'));
		const scope = text('scope');
		const calendar = prepareCalendar(readCalendar(await io.read(file), scope), scope);
		const answer = deadline(calendar, {
			from,
			workingDays,
			countStartDay: flag('count-start-day')
		});
		io.answer(answer);
		return answer.end === null ? 1 : 0;
	}
};
