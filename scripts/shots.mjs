/** `npm run shots`: pictures of every page as every role, wide and on a phone, with a contact sheet. */
import { execFileSync } from 'node:child_process';
import { build } from './lib/build.mjs';
import { checkMachine, install, portalNode, portalPath } from './lib/install.mjs';
import { at, root } from './lib/project.mjs';
import { fetchSystemPackages } from './lib/system-packages.mjs';
import { command, Stop } from './lib/terminal.mjs';

await command(async () => {
	checkMachine();
	await install();
	await fetchSystemPackages();
	const node = portalNode();
	await build(node, 'build');
	try {
		execFileSync(node, [at('tests', 'shots', 'run.ts'), ...process.argv.slice(2)], {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, ...portalPath(node) }
		});
	} catch {
		throw new Stop('图没有拍完：请看以上各行');
	}
});
