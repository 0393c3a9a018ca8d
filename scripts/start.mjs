/**
 * `npm start`: from a fresh clone to a portal that answers. Each step is done only when something it
 * reads has changed, may be interrupted, and may be repeated.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './lib/build.mjs';
import { releaseLock } from './lib/lock.mjs';
import { fillDatabase, prepare } from './lib/portal.mjs';
import { at, root } from './lib/project.mjs';
import { command, secondsSince, step, Stop, track } from './lib/terminal.mjs';

const ANSWER_WITHIN_MS = 60_000;

await command(async () => {
	const started = performance.now();
	const portal = await prepare();
	await build(portal.node, 'build');
	await fillDatabase(portal);
	releaseLock();

	const server = spawn(portal.node, [at('scripts', 'serve.mjs')], {
		cwd: root,
		env: { SHUTDOWN_TIMEOUT: '5', ...process.env, ...portal.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	track(server);
	const ended = new Promise((resolve) => server.once('exit', resolve));
	await step('启动服务', () => untilAnswering(portal.settings, server));
	console.log(
		`已就绪：${portal.settings.origin}（共 ${secondsSince(started)} 秒，按 Ctrl-C 停止）`
	);
	await ended;
	throw new Stop(`服务已意外停止（${server.signalCode ?? server.exitCode}）：请查看以上日志`);
}, releaseLock);

async function untilAnswering({ host, port }, server) {
	const everywhere = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
	const address = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host);
	const deadline = performance.now() + ANSWER_WITHIN_MS;
	while (performance.now() < deadline) {
		if (server.exitCode !== null || server.signalCode !== null) {
			throw new Stop('服务未能启动：请查看以上日志');
		}
		const status = await statusOf(`http://${address}:${port}/`);
		if (status !== undefined && status < 500) return;
		if (status !== undefined) throw new Stop(`首页返回 ${status}：请查看以上日志`);
		await sleep(50);
	}
	throw new Stop(`服务在 ${ANSWER_WITHIN_MS / 1000} 秒内没有应答：请查看以上日志`);
}

async function statusOf(url) {
	try {
		const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return undefined;
	}
}
