/** Where the project is, and fingerprints of what lies in it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. Not `import.meta.dirname`: an old Node must get as far as being told so. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Scratch space of the commands; never committed. */
export const cache = path.join(root, '.cache');

/** An absolute path below the project's folder. */
export const at = (...parts) => path.join(root, ...parts);

/**
 * SHA-256 over names and contents of files and folders (recursively, sorted), and over `facts`.
 * By content and not by time: tools touch files that they do not change.
 */
export function fingerprint(names, facts = [], skip = () => false) {
	const hash = createHash('sha256');
	for (const fact of facts) hash.update(`${fact}\0`);
	const add = (name) => {
		if (skip(name) || !existsSync(at(name))) return;
		if (statSync(at(name)).isDirectory()) {
			for (const entry of readdirSync(at(name)).sort()) add(`${name}/${entry}`);
		} else {
			hash
				.update(`${name}\0`)
				.update(readFileSync(at(name)))
				.update('\0');
		}
	};
	names.forEach(add);
	return hash.digest('hex');
}

/** The text of a marker file, or undefined. */
export function readMarker(file) {
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
