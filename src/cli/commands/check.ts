import { checkInstallation } from '#lib/server/installation/check.ts';
import type { Command } from '../command.ts';
import { operatorSettings } from '../operator.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'check',
	summary: '检查这套安装是否健全',
	usage: `
用法：npm run -s portal -- check

检查 Node 版本、时钟、磁盘、密钥权限、数据库是否落盘（synchronous=FULL）、迁移、日志链与检查点、
工作日历、参数底线、后台工作和附件。逐行说明在标准错误，有问题的一行后面是处理办法。
结果：{"ok":true|false,"checks":[{"check","ok","text","remedy"?}]}；有问题时退出码为 1。
`,
	run: async (args, io) => {
		parseOptions(args, {});
		const checks = await checkInstallation(operatorSettings(), Date.now());
		for (const { ok, text, remedy } of checks) {
			io.tell(`${ok ? '正常' : '问题'}  ${text}`);
			if (remedy !== undefined) io.tell(`      办法：${remedy}`);
		}
		const ok = checks.every((finding) => finding.ok);
		io.answer({ ok, checks });
		return ok ? 0 : 1;
	}
};
