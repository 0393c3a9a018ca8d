import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { registerOrganisations } from '#lib/server/usecases/authority/read-register.ts';
import { prepareCommittee } from '#lib/server/usecases/authority/save-committee.ts';
import * as m from '#lib/paraglide/messages.js';
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
	const organisations = await registerOrganisations(ctx);
	const choice = (one: (typeof organisations)[number]) => ({
		value: one.id,
		label: `${placeName(one.place)} ${one.name}`
	});
	return {
		requestId: ctx.newId(),
		series: seriesChoices(),
		specialties: specialtyChoices(),
		tiers: tierChoices(),
		places: placeChoices(),
		sponsors: organisations.filter(({ kind }) => kind !== 'committee_office').map(choice),
		offices: organisations.filter(({ kind }) => kind === 'committee_office').map(choice)
	};
}) satisfies PageServerLoad;

const schema = z.object({
	name: z.string().trim().min(1).max(80),
	series: z.string().min(1),
	specialty: z.string().default(''),
	tiers: z.unknown().transform(listOf),
	place: z.string().min(1),
	sponsorId: z.string().min(1),
	officeId: z.string().default(''),
	minSize: z.coerce.number().int().min(1).max(99)
});

export const actions = {
	default: submits(
		schema,
		async (ctx, { specialty, ...data }) => {
			const { id } = await prepareCommittee(ctx, {
				...data,
				specialty: specialty === '' ? null : specialty,
				covers: [data.place],
				external: false
			});
			return { to: `/office/authority/committees/${id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) ?? m.register_name() }
	)
} satisfies Actions;
