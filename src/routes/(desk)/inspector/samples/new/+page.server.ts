import { z } from 'zod';
import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { loads, submits } from '#lib/server/form.ts';
import { sampleCases, sampleGroups } from '#lib/server/usecases/inspection/sample-cases.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	return {
		batches: (await ctx.store.read.batches.all()).map(({ id, name }) => ({
			value: id,
			label: name
		})),
		groups: sampleGroups.map((value) => ({
			value,
			label: textOf(`inspect_sample_states_${value}`) ?? value
		}))
	};
}) satisfies PageServerLoad;

const labels: Readonly<Record<string, () => string>> = {
	batchId: m.inspect_sample_batch,
	percent: m.inspect_sample_percent,
	group: m.inspect_sample_states,
	seed: m.inspect_sample_seed
};

export const actions = {
	default: submits(
		z.object({
			batchId: z.string().min(1).max(64),
			percent: z.coerce.number().int().min(1).max(100),
			group: z.enum(sampleGroups),
			seed: z.string().max(64).default('')
		}),
		async (ctx, data) => ({ to: `/inspector/samples/${await sampleCases(ctx, data)}` }),
		{ label: (field) => labels[field]?.() }
	)
} satisfies Actions;
