/** What `npm start` and `npm run dev` share: from a clone to a filled database. */
import { connect, createServer } from 'node:net';
import { acquireLock } from './lock.mjs';
import { checkMachine, install, portalNode, portalPath } from './install.mjs';
import { at, root } from './project.mjs';
import { mustRun, run, step, Stop } from './terminal.mjs';

/**
 * Checks the machine, takes the lock, installs, checks the settings and the ports. Returns the Node
 * to use, the settings and the environment of the portal's processes.
 */
export async function prepare(defaults = {}) {
	checkMachine();
	await acquireLock();
	await install();
	const node = portalNode();
	const asked = { ...defaults, ...process.env };
	const { code, output } = await run(node, [at('scripts', 'check-settings.ts')], {
		cwd: root,
		env: asked
	});
	if (code !== 0) throw new Stop(output.trim());
	const { environment, ...settings } = JSON.parse(output);
	await checkPort(settings.host, settings.port, 'PORT');
	await checkPort(settings.host, settings.contentPort, 'CONTENT_ORIGIN');
	return { node, settings, env: { ...environment, ...portalPath(node) } };
}

/** Brings the database up to date and fills an empty one with the demo city. */
export async function fillDatabase({ node, env }) {
	const portal = (title, message, ...args) =>
		step(title, () =>
			mustRun(message, node, [at('src', 'cli', 'portal.ts'), ...args], {
				cwd: root,
				env,
				show: 'errors'
			})
		);
	await portal('迁移数据库', '数据库迁移失败：原有数据未改动，请根据以上信息处理', 'migrate');
	await portal('准备数据', '演示数据未能写入：请根据以上信息处理后重新运行', 'seed', '--if-empty');
}

/** A name that resolves to two addresses may be taken on only one of them: both are looked at. */
export async function checkPort(host, port, variable) {
	const code = await new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', (error) => resolve(error.code));
		probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
	});
	if (code === 'EADDRINUSE' || (code === undefined && (await isAnswering('::1', port)))) {
		throw new Stop(
			`端口 ${port} 已被占用：请停止占用它的程序，或换一个端口，例如 PORT=${port + 100} npm start`
		);
	}
	if (code === 'EACCES') {
		throw new Stop(`没有权限使用端口 ${port}：请将 ${variable} 改为 1024 以上的端口`);
	}
	if (code !== undefined) {
		throw new Stop(
			`无法在 HOST=${host} 端口 ${port} 上监听（${code}）：请检查 HOST 和 ${variable}`
		);
	}
}

function isAnswering(host, port) {
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: 500 });
		const settle = (answer) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => settle(true));
		socket.once('error', () => settle(false));
		socket.once('timeout', () => settle(false));
	});
}
