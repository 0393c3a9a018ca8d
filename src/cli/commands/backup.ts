import { BadBackup } from '#lib/server/backup/manifest.ts';
import { copyKeys, makeBackup } from '#lib/server/backup/make.ts';
import { BadInput, type Command } from '../command.ts';
import { destination, operatorSettings } from '../operator.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'backup',
	summary: '备份数据库、附件和检查点（不停机）',
	usage: `
用法：npm run -s portal -- backup <文件.tar|文件夹> [--with-keys] [--keys-to 文件夹]

服务运行时也可以备份：数据库取某一时刻的完整副本（SQLite 用 VACUUM INTO，PostgreSQL 用 pg_dump），附件逐个
复制，清单 manifest.json 记下每个文件的 SHA-256。名字以 .tar 结尾时打成一个文件。不覆盖已有的文件。
密钥默认不在备份里：有了密钥才能读出证件号，两者要分开保管。
  --keys-to    把密钥另存到一个文件夹（放到与备份不同的地方）
  --with-keys  把密钥也放进备份
结果：{"at","engine","files","bytes","log":{"entries","head"},"withKeys","problems":[附件]}
有附件缺失或损坏时 problems 不为空，退出码为 1（备份仍已做好）。
`,
	run: async (args, io) => {
		const { file, text, flag } = parseOptions(args, {
			'with-keys': { type: 'boolean' },
			'keys-to': { type: 'string' }
		});
		if (file === undefined) throw new BadInput(['FILE: missing (where the backup goes)']);
		const settings = operatorSettings();
		try {
			const report = await makeBackup(settings, destination(file), {
				withKeys: flag('with-keys'),
				now: Date.now()
			});
			const keysTo = text('keys-to');
			if (keysTo !== undefined) {
				const names = await copyKeys(settings, destination(keysTo));
				io.tell(`密钥 ${names.length} 个已另存到 ${destination(keysTo)}`);
			} else if (!report.withKeys)
				io.tell('密钥不在备份里：请用 --keys-to 另存一份，放到与备份不同的地方');
			for (const id of report.problems) io.tell(`附件 ${id} 缺失或已损坏，备份中没有它`);
			io.answer(report);
			return report.problems.length > 0 ? 1 : 0;
		} catch (reason) {
			if (!(reason instanceof BadBackup)) throw reason;
			io.tell(reason.message);
			return 1;
		}
	}
};
