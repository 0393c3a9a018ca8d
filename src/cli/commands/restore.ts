import { BadBackup } from '#lib/server/backup/manifest.ts';
import { restoreBackup } from '#lib/server/backup/restore.ts';
import { checkpointFile, readCheckpointFile } from '#lib/server/checkpoint-file.ts';
import { unverifiedText } from '#lib/server/unverified.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import { logged } from '#lib/server/usecases/ports.ts';
import { BadInput, type Command } from '../command.ts';
import { locate } from '../io.ts';
import { operatorSettings, withHouse } from '../operator.ts';
import { parseOptions } from '../options.ts';

export const command: Command = {
	name: 'restore',
	summary: '从备份恢复',
	usage: `
用法：npm run -s portal -- restore <文件.tar|文件夹> [--replace] [--without-keys]

先核对清单中每个文件的校验值、数据库和日志链，全部无误才动手；备份有损坏时什么也不改。
恢复前请停止服务。备份里没有密钥时，请先把密钥放到 DATA_DIR/keys。
  --replace       这里已有数据时也恢复：原有数据移到 DATA_DIR/replaced-… 下，不删除
  --without-keys  密钥已丢失时也恢复：证件号和电话将无法读出，旧的签名无法验证
结果：{"engine","madeAt","files","log","before","pending","verified":{…}}
恢复后再次核验日志；尚有迁移要执行（pending > 0）时先运行 migrate，再运行 audit verify。
`,
	run: async (args, io) => {
		const { file, flag } = parseOptions(args, {
			replace: { type: 'boolean' },
			'without-keys': { type: 'boolean' }
		});
		if (file === undefined) throw new BadInput(['FILE: missing (the backup)']);
		const settings = operatorSettings();
		try {
			const report = await restoreBackup(settings, locate(file), {
				replace: flag('replace'),
				withoutKeys: flag('without-keys'),
				now: Date.now()
			});
			if (report.before !== null) io.tell(`原有数据已移到 ${report.before}`);
			if (report.pending > 0) {
				io.tell(`还有 ${report.pending} 个迁移要执行：请运行 npm run portal -- migrate`);
				io.answer({ ...report, verified: null });
				return 0;
			}
			const withoutKeys = flag('without-keys');
			const verified = await withHouse(async (house) => {
				const ctx = await house.contextFor({ as: 'system' });
				const points = await readCheckpointFile(checkpointFile(settings.dataDir));
				const found = await verifyLog(ctx, points);
				if (found.ok)
					await ctx.store.commit([
						logged(ctx, {
							action: 'installation.restore',
							objectKind: 'installation',
							objectId: 'installation',
							detail: {
								madeAt: report.madeAt,
								entries: report.log.entries,
								head: report.log.head,
								withoutKeys
							}
						})
					]);
				return found;
			});
			io.answer({ ...report, verified });
			if (!verified.ok) {
				io.tell('恢复后的日志核验没有通过：请不要启用，查看 verified');
				return 1;
			}
			if (verified.unverified) io.tell(unverifiedText(verified.unverified));
			return 0;
		} catch (reason) {
			if (!(reason instanceof BadBackup)) throw reason;
			io.tell(reason.message);
			return 1;
		}
	}
};
