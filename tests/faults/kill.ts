/** R1: the process is killed in the middle of writing. What was acknowledged is there, whole, at once. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshFolder, program, removeFolder, speak, survey, type Speaker } from './places.ts';

export type KillReport = {
	readonly rounds: number;
	readonly acknowledged: number;
	readonly lost: number;
	readonly torn: number;
	readonly damaged: readonly string[];
	readonly slowestOpenMs: number;
};

/** Waits until a random share of what is wanted has been said, then a random moment more. */
const someWhile = async (writer: Speaker, wanted: number): Promise<void> => {
	const enough = wanted * (0.5 + Math.random());
	while (writer.said.length < enough && writer.child.exitCode === null) await sleep(5);
	await sleep(Math.random() * 50);
};

/**
 * Kills the writer so many times at random moments, over one and the same database, with about so many
 * writes in all.
 */
export const killDuringWrites = async (rounds: number, writes: number): Promise<KillReport> => {
	const folder = freshFolder();
	const file = path.join(folder, 'portal.sqlite');
	const acknowledged: string[] = [];
	const damaged: string[] = [];
	let [lost, torn, slowestOpenMs] = [0, 0, 0];
	try {
		for (let round = 0; round < rounds; round += 1) {
			const writer = speak([program('writer.ts'), folder, 'full', String(round * 1_000_000 + 1)]);
			await writer.ready;
			await someWhile(writer, writes / rounds);
			await writer.end('SIGKILL');
			acknowledged.push(...writer.said);
			const found = survey(file, acknowledged);
			lost += found.lost;
			torn += found.torn;
			slowestOpenMs = Math.max(slowestOpenMs, found.openMs);
			if (found.integrity !== 'ok' || found.chain !== 'ok')
				damaged.push(`${round}: ${found.integrity}, chain ${found.chain}`);
		}
	} finally {
		removeFolder(folder);
	}
	return { rounds, acknowledged: acknowledged.length, lost, torn, damaged, slowestOpenMs };
};
