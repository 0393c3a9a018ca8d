import { z } from 'zod';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { readEntrustment } from '#lib/server/usecases/authority/read-register.ts';
import { endEntrustment } from '#lib/server/usecases/authority/save-entrustment.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { historySteps, scopeText, tiersText } from '../../register.server.ts';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { entrustment, committeeName, history } = await readEntrustment(ctx, params.id);
	return {
		title: entrustment.basisNumber,
		version: entrustment.version,
		today: ctx.today(),
		mayEnd: ctx.actor?.hat?.role === 'city_officer' && entrustment.validTo >= ctx.today(),
		facts: [
			{ label: m.register_from(), value: placeName(entrustment.fromPlace) },
			{ label: m.register_committee(), value: committeeName },
			{ label: m.register_scope(), value: scopeText(entrustment.series, entrustment.specialty) },
			{ label: m.register_tiers(), value: tiersText(entrustment.tiers) },
			{
				label: m.register_validity(),
				value: m.coverage_span({
					from: dayText(entrustment.validFrom),
					to: dayText(entrustment.validTo)
				})
			}
		],
		history: historySteps(history)
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			version: z.coerce.number().int(),
			validTo: z.string().min(1),
			reason: z.string().trim().min(1).max(200)
		}),
		async (ctx, data, { params }) => {
			await endEntrustment(ctx, { ...data, id: params.id });
			return { to: `/office/authority/entrustments/${params.id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) }
	)
} satisfies Actions;
