import { mayEnter, type Actor } from '#lib/domain/access.ts';
import { parseOfficePhone } from '#lib/domain/people/phone.ts';
import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { commit } from '../commit.ts';
import { insert, logged, update, type Context, type Row } from '../ports.ts';

type Organisation = Row<'organisations'>;

export type OrganisationInput = {
	readonly kind: Organisation['kind'];
	readonly name: string;
	/** Jurisdiction code. */
	readonly place: string;
	/** Series slug or specialty that a sector department answers for; '' for none. */
	readonly sector: string;
	readonly parentId: string;
	readonly agencyId: string;
	readonly ownership: Organisation['ownership'];
	readonly grassroots: boolean;
	readonly township: string;
	readonly phone: string;
};

/**
 * Who may set up which organisation: the city's officer and the system administrator any, the county's
 * officer employers and agencies of the own county.
 */
const maySetUp = (actor: Actor | null, kind: string, place: string): boolean =>
	mayEnter(actor, 'organisations') ||
	(actor?.hat?.role === 'county_officer' &&
		actor.hat.place === place &&
		['employer', 'agency'].includes(kind));

const checked = async (
	ctx: Context,
	input: OrganisationInput,
	self: string | null
): Promise<Partial<Organisation>> => {
	const refuse = (refusal: Refusal): never => {
		throw new Refused(refusal);
	};
	const name = input.name.normalize('NFC').trim();
	if (name === '') refuse({ kind: 'malformed', key: 'name_needed', field: 'name' });
	if (!jurisdictionOf(input.place))
		refuse({ kind: 'malformed', key: 'choose_place', field: 'place' });
	const phone = input.phone.trim() === '' ? null : parseOfficePhone(input.phone);
	if (phone && 'refusal' in phone) refuse(phone.refusal);
	const same = await ctx.store.read.organisations.byPlaceAndKind(input.place, input.kind);
	if (same.some((one) => one.name === name && one.id !== self && one.state === 'active'))
		refuse({ ...rule('organisation_exists'), field: 'name' });
	const above = async (id: string, kinds: readonly string[], field: string) => {
		if (id === '') return null;
		const found = await ctx.store.read.organisations.byId(id);
		if (!found || found.state !== 'active' || !kinds.includes(found.kind) || found.id === self)
			refuse({ kind: 'malformed', key: 'choose_organisation', field });
		return id;
	};
	return {
		name,
		place: input.place,
		sector: input.sector === '' ? null : input.sector,
		parentId: await above(input.parentId, ['sector', 'city', 'county'], 'parentId'),
		agencyId: await above(input.agencyId, ['agency'], 'agencyId'),
		ownership: input.ownership,
		grassroots: input.grassroots,
		township: input.township.trim() === '' ? null : input.township.trim(),
		phone: phone && 'phone' in phone ? phone.phone : null
	};
};

/** Sets up an organisation: employer, agency, sector department, office. Answers its id. */
export const createOrganisation = async (
	ctx: Context,
	input: OrganisationInput
): Promise<string> => {
	if (!maySetUp(ctx.actor, input.kind, input.place))
		throw new Refused({ kind: 'forbidden', key: 'not_your_organisation' });
	const columns = await checked(ctx, input, null);
	const id = ctx.newId();
	await commit(ctx, [
		insert('organisations', {
			id,
			kind: input.kind,
			name: columns.name ?? '',
			place: input.place,
			...columns,
			state: 'active',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'organisation.create',
			objectKind: 'organisation',
			objectId: id,
			detail: { kind: input.kind, ...columns }
		})
	]);
	return id;
};

/**
 * Changes an organisation, or closes it. What it was before stands in the log. One that still has people
 * cannot be closed: they must go somewhere first.
 */
export const changeOrganisation = async (
	ctx: Context,
	input: OrganisationInput & {
		readonly id: string;
		readonly version: number;
		readonly state: Organisation['state'];
		readonly basis: string;
	}
): Promise<void> => {
	const before = await ctx.store.read.organisations.byId(input.id);
	if (!before || !maySetUp(ctx.actor, before.kind, before.place)) throw new Refused(missing);
	// Nobody moves an organisation out of (or into) what they do not look after.
	if (!maySetUp(ctx.actor, before.kind, input.place))
		throw new Refused({ kind: 'forbidden', key: 'not_your_organisation', field: 'place' });
	if (before.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const basis = input.basis.trim();
	if (basis === '') throw new Refused({ kind: 'malformed', key: 'basis_needed', field: 'basis' });
	const columns = await checked(ctx, { ...input, kind: before.kind }, before.id);
	if (input.state === 'closed' && before.state === 'active') {
		const people = await ctx.store.read.people.ofEmployer(before.id);
		if (people.length > 0)
			throw new Refused({
				...rule('organisation_has_people', { count: people.length }),
				field: 'state'
			});
	}
	const after = { ...columns, state: input.state };
	const changed = Object.fromEntries(
		Object.entries(after).filter(([key, value]) => before[key as keyof Organisation] !== value)
	);
	await commit(ctx, [
		update('organisations', before, after),
		logged(ctx, {
			action: 'organisation.change',
			objectKind: 'organisation',
			objectId: before.id,
			detail: {
				basis,
				before: Object.fromEntries(
					Object.keys(changed).map((key) => [key, before[key as keyof Organisation]])
				),
				after: changed
			}
		})
	]);
};
