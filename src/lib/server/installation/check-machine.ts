import { access, constants, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { diskSpace } from '../readiness.ts';
import type { Settings } from '../settings.ts';
import { fine, problem, type Finding } from './finding.ts';

/** argon2id of node:crypto. */
const NODE = [24, 7] as const;
/** A clock that has lost its battery comes up years before this. */
const EARLIEST = Date.UTC(2025, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const nodeVersion = (): Finding => {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const enough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
	return enough
		? fine('node', `Node ${process.versions.node}`)
		: problem(
				'node',
				`Node ${process.versions.node} 太旧`,
				`请使用 Node ${NODE.join('.')} 或更新的版本（npm ci 会装好一份）`
			);
};

const clock = (now: number): Finding =>
	now > EARLIEST && now < LATEST
		? fine('clock', `系统时间 ${new Date(now).toISOString()}`)
		: problem(
				'clock',
				`系统时间 ${new Date(now).toISOString()} 不可信`,
				'请校准系统时间并开启自动对时（Debian：timedatectl set-ntp true）'
			);

const zone = (): Finding => {
	// Legal days never use the machine's zone; logs and file names are easier to read in it.
	const found = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return fine('zone', `系统时区 ${found}（法定日期一律按北京时间，不受影响）`);
};

const address = ({ origin }: Settings): Finding => {
	const { protocol, hostname } = new URL(origin);
	const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
	return protocol === 'https:' || local
		? fine('origin', `对外地址 ${origin}`)
		: problem(
				'origin',
				`对外地址 ${origin} 没有加密`,
				'请在前面放一个提供 https 的代理，并把 ORIGIN 和 CONTENT_ORIGIN 改为 https://…'
			);
};

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_048_576)} MB`;

const folder = async ({ dataDir }: Settings): Promise<readonly Finding[]> => {
	try {
		await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch {
		return [
			problem(
				'data_dir',
				`无法读写数据文件夹 ${dataDir}`,
				'请检查 DATA_DIR 是否写对、文件夹是否属于运行门户的用户'
			)
		];
	}
	const { free, low } = await diskSpace(dataDir);
	return [
		fine('data_dir', `数据文件夹 ${dataDir} 可以读写`),
		low
			? problem(
					'disk',
					`磁盘只剩 ${megabytes(free)}`,
					'请清理旧备份，或把 DATA_DIR 移到更大的磁盘；磁盘满时门户只能读不能写'
				)
			: fine('disk', `磁盘剩余 ${megabytes(free)}`)
	];
};

/** Keys are for the portal's user alone. */
const keys = async ({ dataDir }: Settings): Promise<readonly Finding[]> => {
	const keysDir = path.join(dataDir, 'keys');
	const names = await readdir(keysDir).catch(() => [] as string[]);
	const needed = ['field-1.key', 'blind-id.key', 'sign-1.pem'].filter(
		(name) => !names.includes(name)
	);
	if (needed.length > 0)
		return [
			problem(
				'keys',
				`${keysDir} 中没有 ${needed.join('、')}`,
				'新安装：先启动一次门户；恢复的安装：请把密钥备份放回，否则证件号读不出来'
			)
		];
	const open: string[] = [];
	for (const name of ['.', ...names]) {
		const { mode } = await stat(path.join(keysDir, name));
		if ((mode & 0o077) !== 0) open.push(name);
	}
	return [
		open.length > 0
			? problem(
					'key_rights',
					`密钥可以被其他用户读到：${open.join('、')}`,
					`请运行 chmod 700 ${keysDir} 和 chmod 400 ${keysDir}/*，并考虑更换密钥`
				)
			: fine('keys', `密钥 ${names.length} 个，只有本用户可读`)
	];
};

/** What can be seen without opening the database. */
export const checkMachine = async (
	settings: Settings,
	now: number
): Promise<readonly Finding[]> => {
	const place = await folder(settings);
	return [
		nodeVersion(),
		clock(now),
		zone(),
		address(settings),
		...place,
		...(place.every(({ ok, check }) => ok || check !== 'data_dir') ? await keys(settings) : [])
	];
};
