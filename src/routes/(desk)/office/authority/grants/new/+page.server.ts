import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { registerOrganisations } from '#lib/server/usecases/authority/read-register.ts';
import { addGrant } from '#lib/server/usecases/authority/save-grant.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';
import {
	listOf,
	placeChoices,
	seriesChoices,
	specialtyChoices,
	tierChoices
} from '../../register.server.ts';

export const load = loads(async (ctx) => {
	const organisations = (await registerOrganisations(ctx)).filter(
		({ kind }) => kind !== 'committee_office'
	);
	return {
		requestId: ctx.newId(),
		today: ctx.today(),
		series: seriesChoices(),
		specialties: specialtyChoices(),
		tiers: tierChoices(),
		places: placeChoices(),
		organisations: organisations.map((one) => ({
			value: one.id,
			label: `${placeName(one.place)} ${one.name}`
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			kind: z.enum(['review', 'appointment']),
			grantorId: z.string().min(1),
			granteeId: z.string().min(1),
			series: z.string().min(1),
			specialty: z.string().default(''),
			tiers: z.unknown().transform(listOf),
			places: z.unknown().transform(listOf),
			basisNumber: z.string().trim().min(1).max(60),
			basisTitle: z.string().trim().max(120).default(''),
			validFrom: z.string().min(1),
			validTo: z.string().default('')
		}),
		async (ctx, { specialty, ...data }) => {
			const { id } = await addGrant(ctx, { ...data, specialty: specialty || null });
			return { to: `/office/authority/grants/${id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) }
	)
} satisfies Actions;
