/**
 * npm does not hand SIGTERM on to what it runs: it dies, and the shell and the program below it stay.
 * So a command that npm started watches the processes above it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;
const SHELLS = /^-?(sh|bash|dash|zsh|ash|busybox)$/;

/** Calls `ended` once when npm, or the shell it runs its scripts in, is gone. */
export function whenParentDies(ended) {
	if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
	const parent = process.ppid;
	const watched = [parent];
	const above = processInfo(parent);
	if (above && SHELLS.test(above.name)) watched.push(above.parent);
	const timer = setInterval(() => {
		if (process.ppid === parent && watched.every(isAlive)) return;
		clearInterval(timer);
		ended();
	}, LOOK_EVERY_MS);
	timer.unref();
}

/** Whether a process with this id runs. */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Somebody else's process may not be signalled, but it is there.
		return error.code === 'EPERM';
	}
}

function processInfo(pid) {
	try {
		const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
		return { name, parent: Number(rest.split(' ')[1]) };
	} catch {
		try {
			const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
				encoding: 'utf8'
			});
			const [parent, ...name] = line.trim().split(/\s+/);
			return { name: name.join(' ').split('/').at(-1), parent: Number(parent) };
		} catch {
			return undefined;
		}
	}
}
