/** A demo city that is filled once and kept in the cache for whoever needs one: filling is what takes long. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { at, cache, fingerprint, root } from '../../scripts/lib/project.mjs';

/** The demo's clock runs on from the moment of filling: an older city would be at another day. */
const FRESH_MS = 3 * 3_600_000;

/** Folder of a filled city; kept for a while, because filling is the longest part of a short run. */
export const filledCity = async (signal?: AbortSignal): Promise<string> => {
	const cities = path.join(cache, 'demo');
	const inputs = ['src/lib/domain', 'src/lib/server', 'src/cli', 'drizzle', 'package-lock.json'];
	const city = path.join(cities, fingerprint(inputs).slice(0, 16));
	const age = Date.now() - (statSync(city, { throwIfNoEntry: false })?.mtimeMs ?? 0);
	if (age < FRESH_MS) return city;
	const unfinished = `${city}.${process.pid}`;
	mkdirSync(unfinished, { recursive: true });
	for (const command of [['migrate'], ['seed', '--if-empty']]) {
		const filling = spawn(process.execPath, [at('src', 'cli', 'portal.ts'), ...command], {
			cwd: root,
			env: { ...process.env, DATA_DIR: unfinished },
			stdio: ['ignore', 'ignore', 'inherit'],
			...(signal && { signal })
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
	try {
		renameSync(unfinished, city);
	} catch (problem) {
		// Another run was quicker with the very same city.
		if (!existsSync(city)) throw problem;
		rmSync(unfinished, { recursive: true, force: true });
	}
	return city;
};
