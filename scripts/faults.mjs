/**
 * `node scripts/faults.mjs [kill power sync disk term submits moves workers tamper]`: things are broken on purpose,
 * at full length. Without names all of them run. What a machine lacks is said and counts as not done.
 * `npm test` runs short versions.
 */
import { execFileSync } from 'node:child_process';
import { build } from './lib/build.mjs';
import { checkMachine, install, portalNode, portalPath } from './lib/install.mjs';
import { at, root } from './lib/project.mjs';
import { command, Stop } from './lib/terminal.mjs';

await command(async () => {
	checkMachine();
	await install();
	const node = portalNode();
	const asked = process.argv.slice(2);
	if (asked.length === 0 || asked.includes('term')) await build(node, 'build');
	try {
		execFileSync(node, [at('tests', 'faults', 'run.ts'), ...asked], {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, ...portalPath(node) }
		});
	} catch (reason) {
		throw new Stop(reason.status === 2 ? '没有这一项' : '有的情况没有通过：请看以上各行');
	}
});
