/**
 * R2: the power goes. Only what was synced is on the disk, and of the rest any part may or may not be. A
 * small library that stands between the program and the C library keeps a second copy of each file as of its
 * last sync; after the cut the files are put together from both.
 */
import { execFileSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshFolder, onPath, program, removeFolder, speak, survey } from './places.ts';

export type PowerReport = {
	readonly rounds: number;
	readonly acknowledged: number;
	readonly lost: number;
	readonly torn: number;
	readonly damaged: readonly string[];
};

const PAGE = 4_096;
/** Rows acknowledged before the power may go. */
const LEAST = 60;

/** Why there can be no power cut here, or nothing. */
export const noPowerCut = (): string | undefined =>
	process.platform !== 'linux'
		? '只有 Linux 能模拟断电（LD_PRELOAD）'
		: onPath('cc') === undefined
			? '没有 C 编译器，无法模拟断电：请安装（Debian：apt install gcc libc6-dev）'
			: undefined;

const buildShim = (folder: string): string => {
	const shim = path.join(folder, 'power.so');
	execFileSync('cc', ['-shared', '-fPIC', '-O1', '-pthread', '-o', shim, program('power.c')]);
	return shim;
};

/** What one file may be after the cut: as synced, as written, or page by page either. */
const afterCut = (synced: Buffer, written: Buffer, strict: boolean): Buffer => {
	if (strict) return synced;
	const chance = Math.random();
	if (chance < 0.4) return synced;
	if (chance < 0.5) return written;
	const length = Math.random() < 0.5 ? synced.length : written.length;
	const mixed = Buffer.alloc(length);
	for (let at = 0; at < length; at += PAGE) {
		const source = Math.random() < 0.5 ? written : synced;
		// Past its end the file has grown, and nothing is there yet: zeros.
		if (at < source.length) source.copy(mixed, at, at, Math.min(at + PAGE, source.length, length));
	}
	return mixed;
};

const cutFiles = (live: string, shadow: string, after: string, strict: boolean): void => {
	mkdirSync(after);
	for (const name of readdirSync(live)) {
		// Shared memory is rebuilt from the log; it is never on the disk.
		if (name.endsWith('-shm')) continue;
		const kept = path.join(shadow, name);
		if (!existsSync(kept)) continue;
		writeFileSync(
			path.join(after, name),
			afterCut(readFileSync(kept), readFileSync(path.join(live, name)), strict)
		);
	}
};

/** Cuts the power so many times; each time over a new database. `normal` is the control. */
export const cutPower = async (
	rounds: number,
	mode: 'full' | 'normal' = 'full'
): Promise<PowerReport> => {
	const work = mkdtempSync(path.join(tmpdir(), 'portal-power-'));
	const damaged: string[] = [];
	let [acknowledged, lost, torn] = [0, 0, 0];
	try {
		const shim = buildShim(work);
		for (let round = 0; round < rounds; round += 1) {
			const live = freshFolder();
			const [shadow, after] = [path.join(work, `s${round}`), path.join(work, `a${round}`)];
			try {
				mkdirSync(shadow);
				// What stood there before is on the disk already.
				for (const name of readdirSync(live))
					copyFileSync(path.join(live, name), path.join(shadow, name));
				// Few enough in the control that no checkpoint syncs them by the way.
				const most = mode === 'normal' ? [String(LEAST)] : [];
				const writer = speak([program('writer.ts'), live, mode, '1', ...most], {
					LD_PRELOAD: shim,
					POWER_DIR: live,
					POWER_SHADOW: shadow
				});
				await writer.ready;
				while (writer.said.length < LEAST && writer.child.exitCode === null) await sleep(5);
				await sleep(Math.random() * 300);
				await writer.end('SIGKILL');
				// The control keeps nothing but what was synced: what it loses, it loses for sure.
				cutFiles(live, shadow, after, mode === 'normal');
				const found = survey(path.join(after, 'portal.sqlite'), writer.said);
				acknowledged += writer.said.length;
				lost += found.lost;
				torn += found.torn;
				if (found.integrity !== 'ok' || found.chain !== 'ok')
					damaged.push(`${round}: ${found.integrity}, chain ${found.chain}`);
			} finally {
				removeFolder(live);
			}
		}
	} finally {
		removeFolder(work);
	}
	return { rounds, acknowledged, lost, torn, damaged };
};
