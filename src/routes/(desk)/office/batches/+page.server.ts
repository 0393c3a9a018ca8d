import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { listBatches } from '#lib/server/usecases/batches/read-batch.ts';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	batches: (await listBatches(ctx)).map(({ batch, state, rounds, applications }) => ({
		id: batch.id,
		name: batch.name,
		year: batch.year,
		opens: instantText(batch.opensAt),
		closes: instantText(batch.closesAt),
		open: state === 'open',
		state: textOf(`batch_state_${state}`) ?? state,
		rounds,
		applications
	}))
})) satisfies PageServerLoad;
