import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName, places } from '#lib/server/places.ts';
import {
	listOrganisations,
	organisationChoices,
	readOrganisation
} from '#lib/server/usecases/people/list-organisations.ts';
import {
	changeOrganisation,
	createOrganisation
} from '#lib/server/usecases/people/organisations.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { textOf } from '#lib/server/words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { pagerOf } from './address.ts';
import { placeOf } from './place.server.ts';

const kinds = [
	'employer',
	'agency',
	'sector',
	'county',
	'city',
	'region',
	'committee_office'
] as const;
const states = ['active', 'closed'] as const;
const ownerships = ['public', 'private', 'freelance'] as const;

const kindText = (kind: string) => textOf(`people_kind_${kind}`) ?? kind;
const named = (names: { readonly zh: string; readonly en: string }) =>
	getLocale() === 'en' ? names.en : names.zh;
const choices = (values: readonly string[], prefix: string) =>
	values.map((value) => ({ value, label: textOf(`${prefix}_${value}`) ?? value }));

export const organisationsLoad = loads(async (ctx, { url }: { locals: App.Locals; url: URL }) => {
	const params = url.searchParams;
	const filter = {
		q: (params.get('q') ?? '').slice(0, 64),
		kind: kinds.find((kind) => kind === params.get('kind')) ?? '',
		place: params.get('place') ?? '',
		state: states.find((state) => state === params.get('state')) ?? ''
	} as const;
	const list = await listOrganisations(ctx, filter, placeOf(params));
	return {
		filter,
		rows: list.rows.map((row) => ({
			id: row.id,
			name: row.name,
			kind: kindText(row.kind),
			placeName: placeName(row.place),
			ownership: textOf(`people_ownership_${row.ownership}`) ?? row.ownership,
			state: row.state
		})),
		pager: pagerOf(list),
		kinds: choices(kinds, 'people_kind'),
		places: places(),
		states: choices(states, 'people_org')
	};
});

const formChoices = async (ctx: Context) => {
	const [parents, agencies] = await Promise.all([
		organisationChoices(ctx, ['sector', 'county', 'city']),
		organisationChoices(ctx, ['agency'])
	]);
	const choice = (one: { id: string; name: string; place: string }) => ({
		value: one.id,
		label: `${placeName(one.place)} ${one.name}`
	});
	return {
		requestId: ctx.newId(),
		kinds: choices(kinds, 'people_kind'),
		places: places(),
		ownerships: choices(ownerships, 'people_ownership'),
		states: choices(states, 'people_org'),
		parents: parents.map(choice),
		agencies: agencies.map(choice),
		sectors: [
			...titleSeries.map((series) => ({ value: series.slug, label: named(series) })),
			...engineeringSpecialties.map((specialty) => ({
				value: specialty.slug,
				label: named(specialty)
			}))
		]
	};
};

export const newOrganisationLoad = loads(async (ctx) => {
	// Asks whether the page is for this hat at all.
	await listOrganisations(ctx, { q: '', kind: '', place: '', state: '' }, { page: 1 });
	return { organisation: null, officers: [], people: 0, ...(await formChoices(ctx)) };
});

export const organisationLoad = loads(
	async (ctx, { params }: { locals: App.Locals; params: { id: string } }) => {
		const view = await readOrganisation(ctx, params.id);
		return {
			organisation: view.organisation,
			people: view.people,
			officers: view.officers.map((officer) => ({
				personId: officer.personId,
				name: officer.name,
				role: textOf(`role_${officer.role}`) ?? officer.role,
				until: officer.toOn === null ? '' : dayText(officer.toOn),
				deputy: officer.deputy
			})),
			...(await formChoices(ctx))
		};
	}
);

const fields = z.object({
	name: z.string().trim().min(1).max(80),
	place: z.string().max(6),
	sector: z.string().max(40).default(''),
	parentId: z.string().max(64).default(''),
	agencyId: z.string().max(64).default(''),
	ownership: z.enum(ownerships),
	grassroots: z.literal('on').optional(),
	township: z.string().max(40).default(''),
	phone: z.string().max(30).default('')
});
const label = (field: string) =>
	textOf(`people_field_${field}`) ?? textOf(`account_field_${field}`);

export const newOrganisationActions = {
	default: submits(
		fields.extend({ kind: z.enum(kinds) }),
		async (ctx, data, event) => {
			const id = await createOrganisation(ctx, { ...data, grassroots: data.grassroots === 'on' });
			return { to: event.url.pathname.replace(/new$/, id) };
		},
		{ label }
	)
};

type ActionEvent = Parameters<ReturnType<typeof submits>>[0] & { params: { id?: string } };

export const organisationActions = {
	default: submits(
		fields.extend({
			version: z.coerce.number().int(),
			state: z.enum(states),
			basis: z.string().max(200).default('')
		}),
		async (ctx, data, event: ActionEvent) => {
			const { id } = event.params;
			if (!id) error(404);
			await changeOrganisation(ctx, {
				...data,
				id,
				kind: 'employer',
				grassroots: data.grassroots === 'on'
			});
			return { to: event.url.pathname };
		},
		{ label }
	)
};
