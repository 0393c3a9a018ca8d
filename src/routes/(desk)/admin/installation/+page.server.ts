import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { readInstallation } from '#lib/server/usecases/people/read-installation.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => {
	const seen = await readInstallation(ctx);
	return {
		...seen,
		// That it is a demo and how late it is there stand above, in words.
		facts: seen.facts.filter(({ key }) => !/^demo\b/.test(key)),
		now: instantText(ctx.realNow()),
		legalNow: instantText(ctx.now()),
		node: process.version,
		memoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
		oldestMessage: seen.oldestMessageAt === null ? null : instantText(seen.oldestMessageAt),
		lastLog: seen.lastLog && { seq: seen.lastLog.seq, at: instantText(seen.lastLog.at) },
		lastCheckpoint: seen.lastCheckpoint && {
			seq: seen.lastCheckpoint.seq,
			at: instantText(seen.lastCheckpoint.at)
		},
		deadJobs: seen.deadJobs.map((job) => ({ ...job, runAt: instantText(job.runAt) }))
	};
}) satisfies PageServerLoad;
