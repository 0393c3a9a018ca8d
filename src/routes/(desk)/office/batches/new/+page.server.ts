import { addMonths, yearOf } from '#lib/domain/day.ts';
import { loads, submits } from '#lib/server/form.ts';
import { mustEnter } from '#lib/server/usecases/authority/may.ts';
import { planBatch } from '#lib/server/usecases/batches/save-batch.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';
import { batchSchema } from '../batch-form.ts';

export const load = loads(async (ctx) => {
	await mustEnter(ctx, 'batches');
	return {
		requestId: ctx.newId(),
		values: {
			year: yearOf(ctx.today()),
			name: '',
			opensOn: ctx.today(),
			opensTime: '09:00',
			closesOn: addMonths(ctx.today(), 2),
			closesTime: '17:00',
			announcement: ''
		}
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		batchSchema,
		async (ctx, data) => ({ to: `/office/batches/${(await planBatch(ctx, data)).id}` }),
		{ label: (field) => textOf(`batch_field_${field}`) }
	)
} satisfies Actions;
