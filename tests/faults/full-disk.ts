/** R3: the disk is full. Refused clearly, still readable, nothing acknowledged is lost, and it recovers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onPath, program, removeFolder, works } from './places.ts';

export type DiskReport = {
	readonly refusals: readonly string[];
	readonly upload: string;
	readonly acknowledgedWhenFull: number;
	readonly readableWhenFull: number;
	readonly recovered: boolean;
	readonly writtenAfter: number;
	readonly lost: number;
	readonly integrity: string;
};

/** A mount that is nobody else's and ends with the process; without root, in a user namespace. */
const namespace = (): readonly string[] =>
	process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user'];

/** Why no small disk can be made here, or nothing. */
export const noSmallDisk = (): string | undefined =>
	process.platform !== 'linux' || onPath('unshare') === undefined
		? '只有 Linux（util-linux 的 unshare）能做小磁盘'
		: works('unshare', [...namespace(), 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'none', tmpdir()])
			? undefined
			: '这里不许挂载 tmpfs，无法做小磁盘：请以 root 运行';

/** Fills a disk of 16 MB. */
export const fillDisk = (): DiskReport => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-disk-'));
	try {
		const script = 'mount -t tmpfs -o size=16m none "$1" && exec "$2" "$3" "$1"';
		const output = execFileSync(
			'unshare',
			[
				...namespace(),
				...['sh', '-c', script, 'sh', folder, process.execPath, program('full-disk.ts')]
			],
			{ encoding: 'utf8' }
		);
		return JSON.parse(output) as DiskReport;
	} finally {
		removeFolder(folder);
	}
};
