/**
 * The built portal on a demo city of its own: a temporary folder, filled, served, removed at the end.
 * Takes host, port and origins from the environment; `BUILD_DIR` names the build (default `build`),
 * `DEMO_FOLDER` an empty folder to use instead of a new one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { at, cache, fingerprint, root } from '../../scripts/lib/project.mjs';

/** The demo's clock runs on from the moment of filling: an older city would be at another day. */
const FRESH_MS = 3 * 3_600_000;

const folder = process.env['DEMO_FOLDER'] ?? mkdtempSync(path.join(tmpdir(), 'portal-demo-'));
process.env['DATA_DIR'] = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// While the city is filled the server has no handlers of its own yet.
let filling: ChildProcess | undefined;
const stop = (): void => {
	filling?.kill();
	process.exit(1);
};
process.once('SIGTERM', stop).once('SIGINT', stop);

cpSync(await filledCity(), folder, { recursive: true });

process.off('SIGTERM', stop).off('SIGINT', stop);
const build = path.resolve(root, process.env['BUILD_DIR'] ?? 'build', 'index.js');
await import(pathToFileURL(build).href);

/** Folder of a filled city; kept for a while, because filling is the longest part of a short run. */
async function filledCity(): Promise<string> {
	const cities = path.join(cache, 'demo');
	const inputs = ['src/lib/domain', 'src/lib/server', 'src/cli', 'drizzle', 'package-lock.json'];
	const city = path.join(cities, fingerprint(inputs).slice(0, 16));
	const age = Date.now() - (statSync(city, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	if (age < FRESH_MS) return city;
	const unfinished = `${city}.${process.pid}`;
	mkdirSync(unfinished, { recursive: true });
	for (const command of [['migrate'], ['seed', '--if-empty']]) {
		filling = spawn(process.execPath, [at('src', 'cli', 'portal.ts'), ...command], {
			cwd: root,
			env: { ...process.env, DATA_DIR: unfinished },
			stdio: ['ignore', 'ignore', 'inherit']
		});
		const [code] = (await once(filling, 'close')) as [number | null];
		if (code !== 0) {
			rmSync(unfinished, { recursive: true, force: true });
			throw new Error(`portal ${command.join(' ')} ended with ${String(code)}`);
		}
	}
	// Older cities are of no use; one that another run fills at this moment is not ours to remove.
	for (const name of readdirSync(cities).filter((name) => !name.includes('.'))) {
		rmSync(path.join(cities, name), { recursive: true, force: true });
	}
	renameSync(unfinished, city);
	return city;
}
