/** R2, the other half: the kernel is asked to sync at least once for every commit that is acknowledged. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder, onPath, program, removeFolder } from './places.ts';

export type SyncReport = { readonly acknowledged: number; readonly syncs: number };

/** Why the system calls cannot be counted here, or nothing. */
export const noTrace = (): string | undefined =>
	process.platform !== 'linux' || onPath('strace') === undefined
		? '没有 strace，无法数 fsync：请安装（Debian：apt install strace）'
		: undefined;

/** One caller commits so many times; the syncs of the whole process are counted. */
export const countSyncs = async (commits: number): Promise<SyncReport> => {
	const folder = freshFolder();
	const trace = path.join(folder, 'trace');
	try {
		const child = spawn(
			'strace',
			[
				...['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace],
				...[process.execPath, program('writer.ts'), folder, 'single', '1', String(commits)]
			],
			{ stdio: ['ignore', 'pipe', 'ignore'] }
		);
		let said = '';
		child.stdout.on('data', (part: Buffer) => (said += part.toString()));
		await once(child, 'close');
		return {
			acknowledged: said.split('\n').filter((line) => line.startsWith('w-')).length,
			syncs: readFileSync(trace, 'utf8')
				.split('\n')
				.filter((line) => /\bf(?:data)?sync\(.*\)\s+= 0/.test(line)).length
		};
	} finally {
		removeFolder(folder);
	}
};
