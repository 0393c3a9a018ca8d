import { InvalidSettings, readSettings, type Settings } from '#lib/server/settings.ts';
import { MigrationFailed, MigrationsDiffer } from '#lib/server/store/migrations.ts';
import { migrateStore } from '#lib/server/store/open.ts';
import { BadInput, type Command } from '../command.ts';
import { parseOptions } from '../options.ts';

const settings = (): Settings => {
	try {
		return readSettings(process.env);
	} catch (reason) {
		if (reason instanceof InvalidSettings) throw new BadInput(reason.lines);
		throw reason;
	}
};

/** What the operator can act on; anything else is a defect and goes up. */
const explained = (reason: unknown): string => {
	if (reason instanceof MigrationFailed || reason instanceof MigrationsDiffer)
		return reason.message;
	const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
	// No server, no such address, wrong password, no such database, starting up; disk full, no right to write.
	if (/^(?:E[A-Z]+|28|3D|57P|SQLITE_(?:FULL|READONLY|CANTOPEN|NOTADB|CORRUPT))/.test(code))
		return `数据库无法使用（${code}）：${reason instanceof Error && reason.message ? reason.message : '请检查 DATABASE_URL 和 DATA_DIR'}`;
	throw reason;
};

export const command: Command = {
	name: 'migrate',
	summary: '建立或升级数据库的表',
	usage: `
用法：npm run -s portal -- migrate

按 DATA_DIR（SQLite）或 DATABASE_URL（PostgreSQL）找到数据库，依次执行尚未执行的迁移，可重复运行；
多个进程同时运行时只执行一次。改动已有数据的 SQLite 文件之前，先在 DATA_DIR/backups 中备份。
结果：{"engine":"sqlite|postgres","ran":["0000_tables", …],"before":n,"backup":"路径"|null}
迁移失败时全部撤销，原有数据不变，退出码为 1。
`,
	run: async (args, io) => {
		parseOptions(args, {});
		try {
			const report = await migrateStore(settings(), { now: Date.now() });
			if (report.backup !== null) io.tell(`迁移前的备份：${report.backup}`);
			io.tell(
				report.ran.length === 0
					? `数据库已是最新（${report.before} 个迁移）`
					: `已执行 ${report.ran.length} 个迁移：${report.ran.join('、')}`
			);
			io.answer(report);
			return 0;
		} catch (reason) {
			io.tell(explained(reason));
			return 1;
		}
	}
};
