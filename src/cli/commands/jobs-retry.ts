import { deadWork, retryDead } from '#lib/server/jobs/retry.ts';
import { BadInput, type Command } from '../command.ts';
import { withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'jobs retry',
	summary: '重办已停止重试的后台工作',
	usage: `
用法：npm run -s portal -- jobs retry <编号>|--all

把 jobs dead 列出的一件或全部交回后台，从头重试；这件事记入日志。
结果：{"retried":n}；没有这一件时退出码为 1。
`,
	run: async (args, io) => {
		const { file: id, flag } = parseOptions(args, { all: { type: 'boolean' } });
		if ((id === undefined) === !flag('all'))
			throw new BadInput(['ID: missing (an id of jobs dead, or --all)']);
		const retried = await withHouse(async (house) => {
			const ctx = await house.contextFor({ as: 'system' });
			const ids = id === undefined ? (await deadWork(ctx)).map((work) => work.id) : [id];
			return retryDead(ctx, ids);
		});
		io.answer({ retried });
		if (retried === 0) io.tell('没有要重办的');
		return retried > 0 || id === undefined ? 0 : 1;
	}
};
