/** The system's own Chromium for browser tests and screenshots: nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { LaunchOptions } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const ELSEWHERE = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** Path of the installed Chromium. Throws with the remedy when there is none. */
export function findChromium(): string {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	const candidates = [
		process.env['CHROMIUM'],
		...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
		...ELSEWHERE
	];
	const found = candidates.find((file) => file !== undefined && isExecutable(file));
	if (found === undefined) {
		throw new Error(
			'Chromium not found: install it (Debian: apt install chromium), or name it in CHROMIUM'
		);
	}
	return found;
}

/** Launch options: no sandbox where root leaves no choice, and no calls home. */
export function chromiumOptions(): LaunchOptions {
	return {
		executablePath: findChromium(),
		chromiumSandbox: process.getuid?.() !== 0,
		args: [
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync'
		]
	};
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
