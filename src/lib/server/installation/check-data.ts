import { existsSync } from 'node:fs';
import path from 'node:path';
import { daysBetween, shanghaiDay, yearOf } from '#lib/domain/day.ts';
import { checkParameter } from '#lib/domain/rules/parameters.ts';
import { checkpointFile, readCheckpointFile } from '../checkpoint-file.ts';
import type { Settings } from '../settings.ts';
import { MigrationsDiffer } from '../store/migrations.ts';
import { sqliteFile } from '../store/open.ts';
import { unverifiedText } from '../unverified.ts';
import { verifyLog } from '../usecases/audit/verify-log.ts';
import type { Context } from '../usecases/ports.ts';
import { openHouse, type House } from '../wiring.ts';
import { checkEngine } from './check-engine.ts';
import { fine, problem, type Finding } from './finding.ts';

/** Days before the new year from which its calendar should be confirmed. */
const CALENDAR_DAYS = 45;

const unopened = (reason: unknown): Finding => {
	if (reason instanceof MigrationsDiffer)
		return problem('migrations', reason.message, '请按上面一句的说明处理后再检查');
	return problem(
		'database',
		`数据库无法打开：${reason instanceof Error ? reason.message : String(reason)}`,
		'请检查 DATABASE_URL 和 DATA_DIR；文件已损坏时从备份恢复（npm run portal -- restore）'
	);
};

const log = async (ctx: Context, settings: Settings): Promise<readonly Finding[]> => {
	let outside: Awaited<ReturnType<typeof readCheckpointFile>>;
	try {
		outside = await readCheckpointFile(checkpointFile(settings.dataDir));
	} catch (reason) {
		return [
			problem(
				'checkpoints',
				`检查点文件读不出来：${String(reason)}`,
				'请与保存在别处的副本对照，查明谁动过这个文件'
			)
		];
	}
	const found = await verifyLog(ctx, outside);
	if (!found.ok)
		return [
			problem(
				'log',
				`日志核验没有通过：${JSON.stringify(found.broken ?? found.checkpoint)}`,
				'请立即停用并保全现场，用 audit verify 查看位置，再从备份恢复'
			)
		];
	const unverified = found.unverified ? `；${unverifiedText(found.unverified)}` : '';
	return [
		fine(
			'log',
			`日志 ${found.entries} 条，哈希链完整，与 ${outside.length} 个检查点相符${unverified}`
		)
	];
};

const calendar = async (ctx: Context): Promise<Finding> => {
	const years = await ctx.store.read.calendar.confirmedYears();
	const today = ctx.today();
	const year = yearOf(today);
	const next = daysBetween(today, `${year + 1}-01-01`) <= CALENDAR_DAYS ? [year + 1] : [];
	const lacking = [year, ...next].filter((one) => !years.includes(one));
	return lacking.length > 0
		? problem(
				'calendar',
				`${lacking.join('、')} 年的工作日历还没有确认`,
				'市级经办在“工作日历”中核对并确认；确认之前，跨到该年的公示和补正不能办'
			)
		: fine('calendar', `工作日历已确认到 ${Math.max(...years)} 年`);
};

const parameters = async (ctx: Context): Promise<Finding> => {
	const rows = await ctx.store.read.parameters.all();
	const wrong = rows.filter(({ key, value }) => checkParameter(key, value) !== undefined);
	return wrong.length > 0
		? problem(
				'parameters',
				`参数低于法定底线或不合格式：${wrong.map(({ key, value }) => `${key}=${String(value)}`).join('、')}`,
				'请市级经办在“参数”中改正；数据库可能被绕过门户改动过'
			)
		: fine('parameters', `参数 ${rows.length} 项，都不低于法定底线`);
};

const LATE_MS = 10 * 60_000;

const jobs = async (ctx: Context): Promise<Finding> => {
	const [work, messages] = [
		await ctx.store.read.jobs.backlog(ctx.realNow()),
		await ctx.store.read.outbox.backlog()
	];
	const dead = work.dead + messages.dead;
	if (dead > 0)
		return problem(
			'jobs',
			`有 ${dead} 件后台工作五次都没有办成`,
			'请用 npm run portal -- jobs dead 查看原因，排除后用 jobs retry 重办'
		);
	return work.oldest !== null && ctx.realNow() - work.oldest > LATE_MS
		? problem('jobs', `有 ${work.waiting} 件后台工作等了很久`, '请确认服务正在运行')
		: fine('jobs', '后台工作没有积压');
};

const attachments = async (house: House, settings: Settings): Promise<Finding> => {
	const ids = await house.store.read.attachments.storedIds();
	const lost = ids.filter(
		(id) => !existsSync(path.join(settings.dataDir, 'files', id.slice(-2), id))
	);
	return lost.length > 0
		? problem(
				'attachments',
				`${lost.length} 份附件在磁盘上找不到，例如 ${lost[0] ?? ''}`,
				'请从备份的 files 文件夹中找回'
			)
		: fine('attachments', `附件 ${ids.length} 份都在`);
};

const demo = (ctx: Context): Finding =>
	fine(
		'kind',
		ctx.demo ? `示范安装，法定日期 ${ctx.today()}` : `正式安装，今天 ${shanghaiDay(ctx.now())}`
	);

/** What is in the database: its engine, log, calendar, parameters, work and attachments. */
export const checkData = async (settings: Settings): Promise<readonly Finding[]> => {
	if (settings.databaseUrl === undefined && !existsSync(sqliteFile(settings.dataDir)))
		return [
			problem(
				'database',
				'还没有数据库',
				'请先运行 npm start，或 npm run portal -- migrate；恢复数据用 npm run portal -- restore'
			)
		];
	let house: House;
	try {
		house = await openHouse(settings);
	} catch (reason) {
		return [unopened(reason)];
	}
	try {
		const ctx = await house.contextFor({ as: 'system' });
		return [
			fine('migrations', '数据库的表与程序一致'),
			...(await checkEngine(settings)),
			demo(ctx),
			...(await log(ctx, settings)),
			await calendar(ctx),
			await parameters(ctx),
			await jobs(ctx),
			await attachments(house, settings)
		];
	} catch (reason) {
		return [unopened(reason)];
	} finally {
		await house.close();
	}
};
