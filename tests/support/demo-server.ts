/**
 * The built portal on a demo city of its own: a temporary folder, filled, served, removed at the end.
 * Takes host, port and origins from the environment; `BUILD_DIR` names the build (default `build`),
 * `DEMO_FOLDER` an empty folder to use instead of a new one.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';
import { filledCity } from './filled-city.ts';

const folder = process.env['DEMO_FOLDER'] ?? mkdtempSync(path.join(tmpdir(), 'portal-demo-'));
process.env['DATA_DIR'] = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// While the city is filled the server has no handlers of its own yet.
const filling = new AbortController();
const stop = (): void => {
	filling.abort();
	process.exit(1);
};
process.once('SIGTERM', stop).once('SIGINT', stop);

cpSync(await filledCity(filling.signal), folder, { recursive: true });

process.off('SIGTERM', stop).off('SIGINT', stop);
const build = path.resolve(root, process.env['BUILD_DIR'] ?? 'build', 'index.js');
await import(pathToFileURL(build).href);
