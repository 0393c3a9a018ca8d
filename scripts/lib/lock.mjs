/**
 * One at a time: two commands must not install or build over each other. The lock is a file with the
 * holder's process id; the lock of a process that has died is taken over.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './parent.mjs';
import { cache } from './project.mjs';

const LOOK_EVERY_MS = 300;
const file = path.join(cache, 'prepare.lock');

/** Waits for the lock and takes it. Says so once when somebody else holds it. */
export async function acquireLock() {
	mkdirSync(cache, { recursive: true });
	for (let told = false; !tryToTake(); told = true) {
		const holder = holderOf(file);
		if (holder !== undefined && !isAlive(holder)) takeAway(holder);
		else {
			if (!told) console.log(`… 另一个命令（进程 ${holder ?? '?'}）正在安装或构建，等待其完成`);
			await sleep(LOOK_EVERY_MS);
		}
	}
}

/** Gives the lock back, if this process holds it. */
export function releaseLock() {
	if (holderOf(file) === process.pid) rmSync(file, { force: true });
}

/** Linking a finished file into place is atomic: nobody ever reads a lock without its holder. */
function tryToTake() {
	const own = `${file}.${process.pid}`;
	writeFileSync(own, String(process.pid));
	try {
		linkSync(own, file);
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(own, { force: true });
	}
}

/** Removes a dead holder's lock, unless another process has taken it over in the meantime. */
function takeAway(holder) {
	const aside = `${file}.stale.${process.pid}`;
	try {
		renameSync(file, aside);
		if (holderOf(aside) !== holder) linkSync(aside, file);
	} catch (error) {
		if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
	} finally {
		rmSync(aside, { force: true });
	}
}

function holderOf(name) {
	try {
		const pid = Number(readFileSync(name, 'utf8'));
		return Number.isInteger(pid) && pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}
