import { z } from 'zod';
import { addMonths } from '#lib/domain/day.ts';
import { loads, submits } from '#lib/server/form.ts';
import { listCommittees } from '#lib/server/usecases/authority/read-register.ts';
import { addEntrustment } from '#lib/server/usecases/authority/save-entrustment.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';
import { listOf, placeChoices, tierChoices } from '../../register.server.ts';

export const load = loads(async (ctx) => ({
	requestId: ctx.newId(),
	today: ctx.today(),
	until: addMonths(ctx.today(), 12),
	places: placeChoices(),
	tiers: tierChoices(),
	committees: (await listCommittees(ctx, { place: '', series: '', state: 'active', q: '' }))
		.filter(({ external }) => !external)
		.map(({ id, name }) => ({ value: id, label: name }))
})) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			fromPlace: z.string().min(1),
			committeeId: z.string().min(1),
			tiers: z.unknown().transform(listOf),
			validFrom: z.string().min(1),
			validTo: z.string().min(1),
			basisNumber: z.string().trim().min(1).max(60)
		}),
		async (ctx, data) => {
			const { id } = await addEntrustment(ctx, data);
			return { to: `/office/authority/entrustments/${id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) }
	)
} satisfies Actions;
