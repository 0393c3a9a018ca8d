import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { exportLog } from '#lib/server/usecases/audit/export-log.ts';
import type { Command, ExitStatus } from '../command.ts';
import { destination, withHouse } from '../operator.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'audit export',
	summary: '导出全部日志和检查点',
	usage: `
用法：npm run -s portal -- audit export [文件]

每行一条日志（JSON），之后每行一个检查点 {"checkpoint":{…}}；不写文件时写到标准输出。导出本身也记入日志。
用 audit verify --from 文件 可以在任何地方核验，不需要数据库。
`,
	run: async (args, io) => {
		const { file } = parseOptions(args, {});
		try {
			return await withHouse(async (house): Promise<ExitStatus> => {
				const out =
					file === undefined || file === '-'
						? process.stdout
						: createWriteStream(destination(file), { mode: 0o600, flags: 'wx' });
				let lines = 0;
				for await (const line of exportLog(await house.contextFor({ as: 'system' }))) {
					if (!out.write(line)) await once(out, 'drain');
					lines += 1;
				}
				if (out !== process.stdout) {
					out.end();
					await finished(out);
				}
				io.tell(`已导出 ${lines} 行`);
				return 0;
			});
		} catch (reason) {
			if (reason instanceof Error && 'code' in reason && reason.code === 'EEXIST')
				throw new OperatorProblem(`${file ?? ''} 已存在：请换一个名字`);
			throw reason;
		}
	}
};
