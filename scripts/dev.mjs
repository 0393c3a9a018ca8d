/** `npm run dev`: the portal from its sources, reloaded at each change. */
import { spawn } from 'node:child_process';
import { releaseLock } from './lib/lock.mjs';
import { fillDatabase, prepare } from './lib/portal.mjs';
import { at, root } from './lib/project.mjs';
import { command, Stop, track } from './lib/terminal.mjs';

await command(async () => {
	const portal = await prepare({ PORT: '5173' });
	await fillDatabase(portal);
	releaseLock();
	const { host, port } = portal.settings;
	const vite = at('node_modules', 'vite', 'bin', 'vite.js');
	const server = spawn(
		portal.node,
		[vite, 'dev', '--host', host, '--port', String(port), '--strictPort'],
		{ cwd: root, env: { ...process.env, ...portal.env }, stdio: ['ignore', 'inherit', 'inherit'] }
	);
	track(server);
	await new Promise((resolve) => server.once('exit', resolve));
	throw new Stop('开发服务已停止：请查看以上日志');
}, releaseLock);
