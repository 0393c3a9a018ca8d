/** The machine's Node, the packages of the lockfile, and the Node that runs the portal. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at, fingerprint, readMarker, root } from './project.mjs';
import { mustRun, step, Stop } from './terminal.mjs';

/** Enough to run these scripts and npm. */
const OLDEST_NODE = [20, 11];
/** Enough to run the portal: `node:crypto` has argon2 from here on. */
const PORTAL_NODE = [24, 7];

const marker = at('node_modules', '.complete');

/** Stops with the remedy where the machine cannot even begin. */
export function checkMachine() {
	if (!isAtLeast(process.version, OLDEST_NODE)) {
		throw new Stop(
			`Node ${process.version} 过旧：请安装 Node ${OLDEST_NODE.join('.')} 或更高版本（建议 24）`
		);
	}
	try {
		accessSync(root, constants.W_OK);
	} catch {
		throw new Stop(`文件夹 ${root} 不可写：请修改权限，或将项目移到可写的文件夹`);
	}
}

/** Installs the lockfile's packages, unless exactly these were installed completely before. */
export async function install() {
	const wanted = fingerprint(['package-lock.json', '.npmrc'], [process.platform, process.arch]);
	if (readMarker(marker) === wanted) return;
	await step('安装依赖', async () => {
		rmSync(marker, { force: true });
		const [program, ...args] = npm();
		await mustRun(
			'依赖未能安装：请检查与 npm 软件源的连接和磁盘空间，然后重新运行',
			program,
			// No package needs an install script, whatever this npm would do by itself.
			[...args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-progress'],
			{ cwd: root, shell: process.platform === 'win32' && args.length === 0 }
		);
		writeFileSync(marker, wanted);
	});
}

/** The absolute path of a Node that can run the portal: the machine's own or the installed one. */
export function portalNode() {
	if (isAtLeast(process.version, PORTAL_NODE)) return process.execPath;
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const installed = at(
		'node_modules',
		`node-${system}-${process.arch}`,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node'
	);
	if (existsSync(installed)) {
		try {
			const version = execFileSync(installed, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
			if (isAtLeast(version, PORTAL_NODE)) return installed;
		} catch {
			// Made for another C library or processor: the remedy is the same.
		}
	}
	throw new Stop(
		`本机 Node ${process.version} 低于 ${PORTAL_NODE.join('.')}，` +
			`且没有适用于 ${process.platform}-${process.arch} 的内置版本：请安装 Node 24`
	);
}

/** The environment in which `node` and the packages' commands are the right ones. */
export function portalPath(node) {
	const folders = [path.dirname(node), at('node_modules', '.bin'), process.env.PATH ?? ''];
	return { PATH: folders.join(path.delimiter) };
}

/**
 * npm as program and arguments. Under npm itself: the same npm on the Node that runs it, because the
 * Node inside node_modules is about to be replaced.
 */
function npm() {
	const { npm_execpath: script, npm_node_execpath: node } = process.env;
	if (script?.endsWith('.js') && node && !node.startsWith(at('node_modules'))) {
		return [node, script];
	}
	return ['npm'];
}

function isAtLeast(version, [major, minor]) {
	const [, ownMajor, ownMinor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
	return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
}
