/** A runner over a test's world: one look at a time, no pause, failures kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startRunner, type Runner } from '#lib/server/jobs/runner.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import type { World } from '../../support/world.ts';

export type Bench = {
	readonly runner: Runner;
	readonly failures: string[];
	readonly dataDir: string;
};

/** Starts a runner whose own first look has already happened; the test asks for every further one. */
export const bench = async (
	world: World,
	more: Partial<Context> & { readonly leaseMs?: number } = {}
): Promise<Bench> => {
	const { leaseMs = 60_000, ...context } = more;
	const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-runner-'));
	const failures: string[] = [];
	const runner = startRunner(
		{
			settings: { dataDir },
			contextFor: async ({ as }) => world.context(null, { as, ...context })
		},
		{ everyMs: 3_600_000, leaseMs, report: (line) => failures.push(line) }
	);
	onTestFinished(async () => {
		await runner.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
	await runner.tick();
	return { runner, failures, dataDir };
};
