import { mayEnter, type Actor } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { pageByName, type Listed, type Place } from './paging.ts';

type Organisation = Row<'organisations'>;

export type OrganisationFilter = {
	readonly q: string;
	readonly kind: Organisation['kind'] | '';
	readonly place: string;
	readonly state: Organisation['state'] | '';
};

/** The place whose organisations this hat sets up; '' for all; throws where it sets up none. */
const placeSetUp = (actor: Actor | null): string => {
	if (mayEnter(actor, 'organisations')) return '';
	if (actor?.hat?.role === 'county_officer') return actor.hat.place;
	throw new Refused(missing);
};

/** Organisations by name, for those who set them up: all of them, or those of the own county. */
export const listOrganisations = async (
	ctx: Context,
	filter: OrganisationFilter,
	place: Place
): Promise<Listed<Organisation>> => {
	const own = placeSetUp(ctx.actor);
	const wanted = own === '' ? filter.place : own;
	const query = {
		...(filter.q.trim() && { name: filter.q.trim() }),
		...(filter.kind && { kind: filter.kind }),
		...(wanted && { place: wanted }),
		...(filter.state && { state: filter.state })
	};
	const { registry } = ctx.store.read;
	return pageByName(place, await registry.organisationsCount(query), (limit, from) =>
		registry.organisations(query, limit, from)
	);
};

export type OrganisationView = {
	readonly organisation: Organisation;
	readonly parentName: string | null;
	readonly agencyName: string | null;
	/** Who acts for it today. */
	readonly officers: readonly {
		readonly personId: string;
		readonly name: string;
		readonly role: string;
		readonly toOn: string | null;
		readonly deputy: boolean;
	}[];
	readonly people: number;
};

export const readOrganisation = async (ctx: Context, id: string): Promise<OrganisationView> => {
	const own = placeSetUp(ctx.actor);
	const { read } = ctx.store;
	const organisation = await read.organisations.byId(id);
	if (!organisation || (own !== '' && organisation.place !== own)) throw new Refused(missing);
	const [names, grants, people] = await Promise.all([
		read.registry.scopeNames([organisation.parentId ?? '', organisation.agencyId ?? '']),
		read.grants.ofScope(id, ctx.today()),
		read.registry.peopleCount({ scope: { kind: 'employer', employerId: id }, day: ctx.today() })
	]);
	return {
		organisation,
		parentName: names.get(organisation.parentId ?? '') ?? null,
		agencyName: names.get(organisation.agencyId ?? '') ?? null,
		officers: grants.map(({ grant, person }) => ({
			personId: person.id,
			name: person.name,
			role: grant.role,
			toOn: grant.toOn,
			deputy: grant.deputyFor !== null
		})),
		people
	};
};

/** Organisations that can stand above or act for another: choices of a form. */
export const organisationChoices = async (ctx: Context, kinds: readonly Organisation['kind'][]) => {
	const found = await Promise.all(kinds.map((kind) => ctx.store.read.organisations.ofKind(kind)));
	return found
		.flat()
		.filter(({ state }) => state === 'active')
		.map(({ id, name, kind, place }) => ({ id, name, kind, place }));
};
