/**
 * The built portal on a demo city of its own: a temporary folder, filled, served, removed at the end.
 * Takes host, port and origins from the environment; `BUILD_DIR` names the build (default `build`).
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { at, cache, fingerprint, root } from '../../scripts/lib/project.mjs';

/** The demo's clock runs on from the moment of filling: an older city would be at another day. */
const FRESH_MS = 3 * 3_600_000;

const folder = mkdtempSync(path.join(tmpdir(), 'portal-demo-'));
process.env['DATA_DIR'] = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// While the city is filled the server has no handlers of its own yet.
const stop = (): void => process.exit(1);
process.once('SIGTERM', stop).once('SIGINT', stop);

cpSync(filledCity(), folder, { recursive: true });

process.off('SIGTERM', stop).off('SIGINT', stop);
const build = path.resolve(root, process.env['BUILD_DIR'] ?? 'build', 'index.js');
await import(pathToFileURL(build).href);

/** Folder of a filled city; kept for a while, because filling is the longest part of a short run. */
function filledCity(): string {
	const cities = path.join(cache, 'demo');
	const inputs = ['src/lib/domain', 'src/lib/server', 'src/cli', 'drizzle', 'package-lock.json'];
	const city = path.join(cities, fingerprint(inputs).slice(0, 16));
	const age = Date.now() - (statSync(city, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	if (age < FRESH_MS) return city;
	rmSync(cities, { recursive: true, force: true });
	const unfinished = `${city}.unfinished`;
	mkdirSync(unfinished, { recursive: true });
	for (const command of [['migrate'], ['seed', '--if-empty']]) {
		execFileSync(process.execPath, [at('src', 'cli', 'portal.ts'), ...command], {
			cwd: root,
			env: { ...process.env, DATA_DIR: unfinished },
			stdio: ['ignore', 'ignore', 'inherit']
		});
	}
	renameSync(unfinished, city);
	return city;
}
