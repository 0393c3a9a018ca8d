import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { listBatches } from '#lib/server/usecases/batches/read-batch.ts';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	batches: (await listBatches(ctx)).map(({ batch, rounds, applications }) => ({
		id: batch.id,
		name: batch.name,
		year: batch.year,
		opens: instantText(batch.opensAt),
		closes: instantText(batch.closesAt),
		open: batch.state === 'open' && batch.closesAt > ctx.now(),
		state:
			textOf(
				`batch_state_${batch.state === 'open' && batch.closesAt <= ctx.now() ? 'closed' : batch.state}`
			) ?? batch.state,
		rounds,
		applications
	}))
})) satisfies PageServerLoad;
