import { deadWork } from '#lib/server/jobs/retry.ts';
import type { Command } from '../command.ts';
import { withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'jobs dead',
	summary: '列出没有办成、已停止重试的后台工作',
	usage: `
用法：npm run -s portal -- jobs dead

到期的公示、失效、消息等由后台办理，失败五次后停下来等人处理。
结果：[{"id","kind":"job|message","what","attempts","at","error"}, …]；有未办成的时退出码为 1。
排除原因后用 jobs retry 重办。
`,
	run: async (args, io) => {
		parseOptions(args, {});
		const found = await withHouse(async (house) =>
			deadWork(await house.contextFor({ as: 'system' }))
		);
		io.answer(found);
		return found.length > 0 ? 1 : 0;
	}
};
