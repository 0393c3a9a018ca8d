/** The build: made only when its inputs changed, put in place only when complete. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, fingerprint, readMarker, root } from './project.mjs';
import { mustRun, step } from './terminal.mjs';

/** Everything that the build reads. */
const inputs = [
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'scripts/lib/messages.mjs',
	'tsconfig.json',
	'project.inlang/settings.json',
	'static',
	'src'
];

/** Generated from the message files, which are inputs themselves; the rest never reaches a page. */
const generated = (name) => name === 'src/lib/paraglide' || name === 'src/cli';

/**
 * Makes sure that `folder` holds the build of what is in the tree. An interrupted build leaves the
 * old one alone; one that lacks its marker is never used.
 */
export async function build(node, folder) {
	const wanted = fingerprint(inputs, [], generated);
	const target = at(folder);
	if (readMarker(path.join(target, '.inputs')) === wanted) return;
	await step('构建', async () => {
		const fresh = `${target}.new`;
		rmSync(fresh, { recursive: true, force: true });
		await mustRun(
			'构建失败：请根据以上信息修正源代码',
			node,
			[at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
			{ cwd: root, env: { BUILD_OUT: path.relative(root, fresh), NODE_ENV: 'production' } }
		);
		writeFileSync(path.join(fresh, '.inputs'), wanted);
		const old = `${target}.old`;
		rmSync(old, { recursive: true, force: true });
		if (existsSync(target)) renameSync(target, old);
		renameSync(fresh, target);
		rmSync(old, { recursive: true, force: true });
	});
}
