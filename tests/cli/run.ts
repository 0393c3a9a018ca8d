import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

// Each run is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const portal = fileURLToPath(new URL('../../src/cli/portal.ts', import.meta.url));

export type Ran = {
	readonly status: number | null;
	readonly out: string;
	readonly lines: readonly string[];
};

/** Runs `portal` as a process of its own with the text on standard input. */
export const runText = (args: readonly string[], input: string | Uint8Array): Ran => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [portal, ...args], {
		input,
		encoding: 'utf8',
		maxBuffer: 1 << 29
	});
	return { status, out: stdout, lines: stderr.split('\n').filter((line) => line !== '') };
};

export const run = (args: readonly string[], input: unknown): Ran =>
	runText(args, JSON.stringify(input));

/** The answer of a run that must have answered with this status. */
export const answer = (ran: Ran, status = 0): unknown => {
	if (ran.status !== status || ran.lines.length > 0)
		throw new Error(`exit ${String(ran.status)}: ${ran.lines.join(' | ')}`);
	return JSON.parse(ran.out) as unknown;
};

/** The lines of a run that must have refused its input: exit 2, nothing on standard output. */
export const refusal = (ran: Ran): readonly string[] => {
	if (ran.status !== 2 || ran.out !== '') throw new Error(`exit ${String(ran.status)}: ${ran.out}`);
	return ran.lines;
};
