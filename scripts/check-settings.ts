/**
 * Reads the settings for `npm start` before any long work: prints them as JSON, or one line for each
 * that cannot be used, and exits with 1.
 */
import { InvalidSettings, readSettings, settingsAsEnvironment } from '#lib/server/settings.ts';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

try {
	const settings = readSettings(process.env);
	try {
		makeFolder(settings.dataDir);
		readdirSync(settings.dataDir);
		accessSync(settings.dataDir, constants.W_OK);
	} catch {
		throw new InvalidSettings([
			`DATA_DIR 现为“${settings.dataDir}”：无法写入，请更换文件夹或修改其权限`
		]);
	}
	console.log(JSON.stringify({ ...settings, environment: settingsAsEnvironment(settings) }));
} catch (error) {
	if (!(error instanceof InvalidSettings)) throw error;
	for (const line of error.lines) console.error(line);
	process.exitCode = 1;
}

/** Step by step: Node's own recursive form never returns below /proc. */
function makeFolder(folder: string): void {
	if (existsSync(folder)) return;
	makeFolder(path.dirname(folder));
	mkdirSync(folder);
}
