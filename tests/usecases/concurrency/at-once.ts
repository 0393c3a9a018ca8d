/** The same deed many times at once, and what it has left behind. */
import { Refused } from '#lib/domain/refusal.ts';
import type { World } from '../../support/world.ts';

/** How many at once; `FAULTS_PARALLEL` asks for more than the short run does. */
export const PARALLEL = Number(process.env['FAULTS_PARALLEL'] ?? 25);

/** Runs a deed so many times at once: how many were done, and the refusals of the others. */
export const atOnce = async (times: number, deed: (n: number) => Promise<unknown>) => {
	const results = await Promise.allSettled(Array.from({ length: times }, (_, n) => deed(n)));
	const refusals = results.flatMap((result) => {
		if (result.status === 'fulfilled') return [];
		if (!(result.reason instanceof Refused)) throw result.reason;
		return [result.reason.refusal.kind];
	});
	return { done: times - refusals.length, refusals: [...new Set(refusals)] };
};

/** Entries in the log of a thing, and messages about a case, that an act has left. */
export const done = async ({ store }: World, id: string, action: string) => {
	const entries = await store.read.log.ofObject(id, { size: 500 });
	return {
		entries: entries.filter((entry) => entry.action === action && entry.result === 'done').length,
		told: (await store.read.outbox.open(2_000)).filter(
			(row) => row.event === action && row.caseId === id
		).length
	};
};
