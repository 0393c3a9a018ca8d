import { assertPragmas, connect } from '../store/sqlite.ts';
import type { Settings } from '../settings.ts';
import { sqliteFile } from '../store/open.ts';
import { fine, problem, type Finding } from './finding.ts';

/** The write that was acknowledged must be on the disk: every connection is asked, not the configuration. */
const sqlite = (file: string): readonly Finding[] => {
	const db = connect(file, true);
	try {
		assertPragmas(db);
		const rows = db.pragma('quick_check') as { quick_check: string }[];
		const found = rows[0]?.quick_check ?? '';
		return [
			fine('engine', 'SQLite，synchronous=FULL，WAL'),
			found === 'ok'
				? fine('integrity', '数据库文件完好')
				: problem(
						'integrity',
						`数据库文件已损坏：${found}`,
						'请停止服务，从最近的备份恢复（npm run portal -- restore）'
					)
		];
	} finally {
		db.close();
	}
};

/** Durable settings of the server; its clock decides nothing, but a difference shows a wrong one. */
const SKEW_MS = 2_000;

const postgres = async (databaseUrl: string): Promise<readonly Finding[]> => {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const asked = Date.now();
		const { rows } = await client.query<Record<string, string>>(
			`select current_setting('server_version') as version, current_setting('fsync') as fsync,
			 current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit,
			 (extract(epoch from clock_timestamp()) * 1000)::bigint as now`
		);
		const { version = '', fsync, pages, commit, now } = rows[0] ?? {};
		// The answer was made some time between the question and now.
		const skew = Math.max(0, Number(now) - Date.now(), asked - Number(now));
		const safe = fsync === 'on' && pages === 'on' && commit !== 'off';
		return [
			safe
				? fine('engine', `PostgreSQL ${version}，fsync=on`)
				: problem(
						'engine',
						`PostgreSQL ${version} 的 fsync=${fsync ?? ''}、full_page_writes=${pages ?? ''}、synchronous_commit=${commit ?? ''}：断电会丢数据`,
						'请在 postgresql.conf 中都改为 on 并重启数据库'
					),
			skew <= SKEW_MS
				? fine('database_clock', '数据库与本机的时钟一致')
				: problem(
						'database_clock',
						`数据库与本机的时钟相差 ${Math.round(skew / 1000)} 秒`,
						'请在两台机器上开启自动对时'
					)
		];
	} finally {
		await client.end();
	}
};

/** Whether the engine keeps what it acknowledges. */
export const checkEngine = async ({
	dataDir,
	databaseUrl
}: Settings): Promise<readonly Finding[]> =>
	databaseUrl === undefined ? sqlite(sqliteFile(dataDir)) : postgres(databaseUrl);
