import { z } from 'zod';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { readGrant } from '#lib/server/usecases/authority/read-register.ts';
import { endAuthorityGrant } from '#lib/server/usecases/authority/save-grant.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { historySteps, placesText, scopeText, tiersText } from '../../register.server.ts';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { grant, grantorName, granteeName, stops, history } = await readGrant(ctx, params.id);
	return {
		title: grant.basisNumber,
		version: grant.version,
		today: ctx.today(),
		mayEnd:
			ctx.actor?.hat?.role === 'city_officer' &&
			(grant.validTo === null || grant.validTo >= ctx.today()),
		stops: stops.map(({ id: key, name }) => ({
			href: `/office/authority/committees/${key}`,
			name
		})),
		facts: [
			{ label: m.register_basis_title(), value: grant.basisTitle || '—' },
			{
				label: m.register_field_kind(),
				value: grant.kind === 'review' ? m.register_kind_review() : m.register_kind_appointment()
			},
			{ label: m.register_grantor(), value: grantorName },
			{ label: m.register_grantee(), value: granteeName },
			{ label: m.register_scope(), value: scopeText(grant.series, grant.specialty) },
			{ label: m.register_tiers(), value: tiersText(grant.tiers) },
			{ label: m.register_covers(), value: placesText(grant.places) },
			{
				label: m.register_validity(),
				value: m.coverage_span({
					from: dayText(grant.validFrom),
					to: grant.validTo ? dayText(grant.validTo) : m.register_open_end()
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
			await endAuthorityGrant(ctx, { ...data, id: params.id });
			return { to: `/office/authority/grants/${params.id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) }
	)
} satisfies Actions;
