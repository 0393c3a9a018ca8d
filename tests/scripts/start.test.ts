/** `npm start` (R16): what it does once, what it does again, what it refuses, and how it ends. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

const ports = await freePorts(4500);
const settings = { PORT: String(ports) };
const address = `http://127.0.0.1:${ports}/`;

const page = async (): Promise<string> => (await fetch(address)).text();
const ranIn = ({ folder }: Workspace): readonly string[] =>
	readFileSync(path.join(folder, 'ran.log'), 'utf8').trim().split('\n');

/** Waits until nothing listens any more. */
const untilSilent = async (): Promise<void> => {
	for (;;) {
		try {
			await fetch(address);
		} catch {
			return;
		}
		await sleep(50);
	}
};

describe('from a clone to an answer', () => {
	test('builds, migrates, fills, serves and says where; the second time it only serves', async () => {
		const workspace = makeWorkspace();
		const first = workspace.start(settings);
		await first.says(`已就绪：http://localhost:${ports}`);
		expect(await page()).toBe('first');
		expect(ranIn(workspace)).toEqual(['build', 'migrate', 'seed --if-empty']);
		first.child.kill('SIGTERM');
		await first.ended;
		await untilSilent();

		const second = workspace.start(settings);
		await second.says('已就绪');
		expect(ranIn(workspace).filter((step) => step === 'build')).toHaveLength(1);
		expect(second.said()).not.toContain('安装依赖');
		expect(second.said()).not.toContain('构建');
	});

	test('builds again when the content of a source changed, not when it was only touched', async () => {
		const workspace = makeWorkspace();
		for (const [text, builds] of [
			['first', 1],
			['first', 1],
			['second', 2]
		] as const) {
			workspace.write('src/page.txt', text);
			const started = workspace.start(settings);
			await started.says('已就绪');
			expect(await page()).toBe(text);
			expect(ranIn(workspace).filter((step) => step === 'build')).toHaveLength(builds);
			started.child.kill('SIGINT');
			await started.ended;
			await untilSilent();
		}
	});

	test('never serves an interrupted build', async () => {
		const workspace = makeWorkspace();
		workspace.write('src/slow.txt', '60000');
		const interrupted = workspace.start(settings);
		await interrupted.says('构建');
		while (!existsSync(path.join(workspace.folder, 'build.new/index.js'))) await sleep(20);
		interrupted.child.kill('SIGINT');
		expect(await interrupted.ended).toBe(130);
		expect(existsSync(path.join(workspace.folder, 'build'))).toBe(false);

		workspace.write('src/slow.txt', '0');
		const again = workspace.start(settings);
		await again.says('已就绪');
		expect(await page()).toBe('first');
	});

	test('two at once do not build over each other', async () => {
		const workspace = makeWorkspace();
		workspace.write('src/slow.txt', '1500');
		const first = workspace.start(settings);
		await first.says('构建');
		const second = workspace.start({ PORT: String(await freePorts(ports + 2)) });
		await second.says('等待其完成');
		await Promise.all([first.says('已就绪'), second.says('已就绪')]);
		expect(ranIn(workspace).filter((step) => step === 'build')).toHaveLength(1);
	});

	test('takes over the lock of a process that has died', async () => {
		const workspace = makeWorkspace();
		const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
		await new Promise((resolve) => dead.once('exit', resolve));
		workspace.write('.cache/prepare.lock', String(dead.pid));
		await workspace.start(settings).says('已就绪');
	});
});

describe('the end', () => {
	test('of the starting process is the end of the server, even without a word', async () => {
		const started = makeWorkspace().start(settings);
		await started.says('已就绪');
		started.child.kill('SIGKILL');
		await started.ended;
		await untilSilent();
	});

	test('of npm is the end of what it started, though npm hands no signal on', async () => {
		const { folder } = makeWorkspace();
		const npm = spawn('npm', ['start'], {
			cwd: folder,
			env: { ...process.env, ...settings },
			stdio: ['ignore', 'pipe', 'ignore']
		});
		let said = '';
		npm.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
		onTestFinished(() => void npm.kill('SIGKILL'));
		while (!said.includes('已就绪')) {
			if (npm.exitCode !== null) throw new Error(said);
			await sleep(20);
		}
		npm.kill('SIGTERM');
		await untilSilent();
	});
});

describe('refusals, each in one line with its remedy', () => {
	test('settings that cannot be used, before any long work', async () => {
		const workspace = makeWorkspace();
		const started = workspace.start({ PORT: 'abc', ORIGIN: 'localhost' });
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(/^✗ PORT 现为“abc”：应为/m);
		expect(started.said()).toMatch(/^✗ ORIGIN 现为“localhost”：应为/m);
		expect(existsSync(path.join(workspace.folder, 'ran.log'))).toBe(false);
	});

	test('a data folder that cannot be written', async () => {
		const workspace = makeWorkspace();
		writeFileSync(path.join(workspace.folder, 'a-file'), '');
		const started = workspace.start({ ...settings, DATA_DIR: 'a-file' });
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(/^✗ DATA_DIR 现为“.*a-file”：无法写入，请/m);
	});

	test('a port that is taken', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(ports, '127.0.0.1', resolve));
		onTestFinished(() => void other.close());
		const started = makeWorkspace().start(settings);
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(new RegExp(`^✗ 端口 ${ports} 已被占用：请`, 'm'));
	});

	test('a Node that is too old', async () => {
		const older = `data:text/javascript,Object.defineProperty(process,'version',{value:'v18.20.0'})`;
		const started = makeWorkspace().start(settings, ['--import', older]);
		expect(await started.ended).toBe(1);
		expect(started.said()).toBe('✗ Node v18.20.0 过旧：请安装 Node 20.11 或更高版本（建议 24）\n');
	});

	test('a machine for which no Node new enough is there', async () => {
		const older = `data:text/javascript,Object.defineProperty(process,'version',{value:'v20.20.0'})`;
		const started = makeWorkspace().start(settings, ['--import', older]);
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(/^✗ 本机 Node v20.20.0 低于 24.7，.*：请安装 Node 24$/m);
	});

	test('a failing build shows what the tool said', async () => {
		const workspace = makeWorkspace();
		workspace.write(
			'node_modules/vite/bin/vite.js',
			`console.error('page.svelte: no'); process.exit(1);`
		);
		const started = workspace.start(settings);
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(/page\.svelte: no\n✗ 构建失败：请/);
	});

	test('a failing migration stops before anything is served', async () => {
		const workspace = makeWorkspace();
		workspace.write('src/cli/portal.ts', `console.error('坏了'); process.exit(1);`);
		const started = workspace.start(settings);
		expect(await started.ended).toBe(1);
		expect(started.said()).toMatch(/坏了\n✗ 数据库迁移失败：原有数据未改动/);
		await expect(page()).rejects.toThrow();
	});
});
