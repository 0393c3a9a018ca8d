/**
 * A copy of the start scripts in a folder of their own, with a stand-in for everything slow: the packages
 * are there, the build writes a small server, the database commands only say that they ran.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { fingerprint } from '../../scripts/lib/project.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** Pretends to be vite: notes that it built, takes a while, writes a server that answers with the source. */
const BUILDER = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
appendFileSync('ran.log', 'build\\n');
const out = process.env.BUILD_OUT;
mkdirSync(out);
writeFileSync(out + '/index.js', '');
await new Promise((done) => setTimeout(done, Number(readFileSync('src/slow.txt', 'utf8'))));
const page = JSON.stringify(readFileSync('src/page.txt', 'utf8'));
writeFileSync(out + '/index.js', \`
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end(\${page}));
server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => { server.closeAllConnections(); server.close(); process.disconnect?.(); });
\`);
`;

const PORTAL = `
import { appendFileSync } from 'node:fs';
appendFileSync('ran.log', process.argv.slice(2).join(' ') + '\\n');
`;

export type Workspace = {
	readonly folder: string;
	/** Writes a file below the folder. */
	readonly write: (file: string, text: string) => void;
	/** Starts `npm start`'s script. */
	readonly start: (env?: Record<string, string>, nodeOptions?: readonly string[]) => Started;
};

export type Started = {
	readonly child: ChildProcess;
	/** Everything that it has said so far. */
	readonly said: () => string;
	/** Waits until it has said this. Throws with what it said instead. */
	readonly says: (text: string) => Promise<void>;
	/** Exit code, once it has ended. */
	readonly ended: Promise<number | null>;
};

/** A new workspace; removed when the test ends. */
export const makeWorkspace = (): Workspace => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-start-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const write = (file: string, text: string): void => {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), text);
	};
	for (const part of ['scripts', 'package.json', 'package-lock.json', '.npmrc']) {
		cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
	}
	cpSync(
		path.join(root, 'src/lib/server/settings.ts'),
		path.join(folder, 'src/lib/server/settings.ts')
	);
	write('src/page.txt', 'first');
	write('src/slow.txt', '0');
	write('src/cli/portal.ts', PORTAL);
	write('node_modules/vite/bin/vite.js', BUILDER);
	write('node_modules/vite/package.json', '{ "type": "module" }');
	symlinkSync(path.join(root, 'node_modules/zod'), path.join(folder, 'node_modules/zod'));
	write(
		'node_modules/.complete',
		fingerprint(['package-lock.json', '.npmrc'], [process.platform, process.arch])
	);
	return {
		folder,
		write,
		start: (env = {}, nodeOptions = []) => start(folder, env, nodeOptions)
	};
};

const start = (
	folder: string,
	env: Record<string, string>,
	nodeOptions: readonly string[]
): Started => {
	// Started by hand, not by npm: what npm's death means has its own test.
	const left = ['npm_lifecycle_event', 'HOST', 'PORT', 'ORIGIN', 'CONTENT_ORIGIN'];
	left.push('DATA_DIR', 'DATABASE_URL');
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !left.includes(name))
	);
	const child = spawn(process.execPath, [...nodeOptions, 'scripts/start.mjs'], {
		cwd: folder,
		env: { ...inherited, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (said += text));
	}
	let code: number | null | undefined;
	const ended = new Promise<number | null>((resolve) =>
		child.once('close', (status) => resolve((code = status)))
	);
	onTestFinished(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	return {
		child,
		said: () => said,
		ended,
		says: async (text) => {
			while (!said.includes(text)) {
				if (code !== undefined) throw new Error(`ended with ${String(code)}, having said: ${said}`);
				await sleep(20);
			}
		}
	};
};
