/** What the tests need of the operating system, and fetching it where that is possible. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run, step, Stop } from './terminal.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_BROWSERS = ['/Applications/Google Chrome.app', '/Applications/Chromium.app'];

/** Each: what it is, Debian's package, and whether it is there. */
const needs = [
	{
		what: 'Chromium（浏览器测试）',
		debian: 'chromium',
		isThere: () =>
			process.env.CHROMIUM !== undefined || CHROMIUM.some(onPath) || MAC_BROWSERS.some(existsSync)
	},
	{
		what: '中文字体（浏览器测试）',
		debian: 'fonts-noto-cjk',
		isThere: async () => {
			if (process.platform !== 'linux') return true;
			if (!onPath('fc-list')) return false;
			return (await run('fc-list', [':lang=zh-cn', 'family'])).output.trim() !== '';
		}
	},
	{
		what: 'PostgreSQL（存储测试）',
		debian: 'postgresql',
		isThere: () =>
			process.env.DATABASE_URL_TEST !== undefined ||
			onPath('initdb') ||
			debianServer() !== undefined
	}
];

/** Fetches what is missing; stops with one line for each thing that cannot be fetched here. */
export async function fetchSystemPackages() {
	const missing = [];
	for (const need of needs) if (!(await need.isThere())) missing.push(need);
	if (missing.length === 0) return;
	const packages = missing.map(({ debian }) => debian);
	const apt = await aptGet();
	if (apt) {
		await step(`安装系统软件包：${packages.join('、')}`, async () => {
			const [program, ...args] = apt;
			await run(program, [...args, 'update', '-qq']);
			await run(program, [...args, 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
		});
	}
	const remaining = [];
	for (const need of missing) if (!(await need.isThere())) remaining.push(need);
	if (remaining.length > 0) {
		throw new Stop(
			remaining
				.map(({ what, debian }) => `缺少${what}：请安装，Debian/Ubuntu 为 apt install ${debian}`)
				.join('\n')
		);
	}
}

/** apt-get as program and arguments, where this user may use it without being asked anything. */
async function aptGet() {
	if (!onPath('apt-get')) return undefined;
	const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
	if (process.getuid() === 0) return command;
	if (!onPath('sudo')) return undefined;
	const { code } = await run('sudo', ['-n', 'true']);
	return code === 0 ? ['sudo', '-n', ...command] : undefined;
}

function onPath(program) {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.some((folder) => existsSync(path.join(folder, program)));
}

function debianServer() {
	const folder = '/usr/lib/postgresql';
	const versions = existsSync(folder) ? readdirSync(folder) : [];
	return versions.find((version) => existsSync(path.join(folder, version, 'bin', 'initdb')));
}
