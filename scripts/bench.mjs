/**
 * `npm run bench`: measurements, each beside a floor of the same run. `npm run bench -- routing assign` runs
 * some of them; `npm run bench -- pages 10000` names the number of cases.
 */
import { execFileSync } from 'node:child_process';
import { build } from './lib/build.mjs';
import { checkMachine, install, portalNode, portalPath } from './lib/install.mjs';
import { at, root } from './lib/project.mjs';
import { command } from './lib/terminal.mjs';

const benches = ['routing', 'scores', 'assign', 'pages'];

await command(async () => {
	checkMachine();
	await install();
	const node = portalNode();
	const asked = process.argv.slice(2);
	const sizes = asked.filter((word) => /^\d+$/.test(word));
	const named = asked.filter((word) => benches.includes(word));
	const chosen = named.length > 0 ? named : benches;
	if (chosen.includes('pages')) await build(node, 'build');
	for (const bench of chosen)
		execFileSync(node, [at('tests', 'bench', `${bench}.ts`), ...(bench === 'pages' ? sizes : [])], {
			cwd: root,
			stdio: 'inherit',
			env: { ...process.env, ...portalPath(node), NODE_ENV: 'production' }
		});
});
