/** What `npm test` says where something of the operating system is missing and cannot be fetched (R16). */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/lib/system-packages.mjs');

/** The lines of the refusal on a machine whose programs are in `folders` only. */
const missingOn = (folders: string): Promise<readonly string[]> =>
	new Promise((resolve) => {
		const code = `
			import { fetchSystemPackages } from ${JSON.stringify(script)};
			try { await fetchSystemPackages(); } catch (stop) { console.log(stop.message); }
		`;
		execFile(
			process.execPath,
			['--input-type=module', '--eval', code],
			{ env: { PATH: folders } },
			(_error, stdout) => resolve(stdout.trim().split('\n').filter(Boolean))
		);
	});

test('each missing thing is one line with its remedy', async () => {
	const lines = await missingOn('/nowhere');
	expect(lines.length).toBeGreaterThanOrEqual(process.platform === 'linux' ? 2 : 0);
	for (const line of lines)
		expect(line).toMatch(/^缺少.+：请安装，Debian\/Ubuntu 为 apt install [\w-]+$/);
});

test('nothing is said where everything is there', async () => {
	expect(await missingOn(process.env['PATH'] ?? '')).toEqual([]);
});
