import { mustEnter } from './may.ts';
import { Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { stoppedBy } from './lose-grant.ts';

export type RegisterFilter = {
	readonly place: string;
	readonly series: string;
	readonly state: string;
	readonly q: string;
};

const holds = (
	filter: RegisterFilter,
	row: { place: string; series: string; text: string; state: string }
) =>
	(filter.place === '' || filter.place === row.place) &&
	(filter.series === '' || filter.series === row.series) &&
	(filter.state === '' || filter.state === row.state) &&
	(filter.q === '' || row.text.includes(filter.q));

/** Committees of the register that a query finds, by place and name. The register is small: a few hundred rows. */
export const listCommittees = async (
	ctx: Context,
	filter: RegisterFilter
): Promise<readonly Row<'committees'>[]> => {
	await mustEnter(ctx, 'authority_register');
	return (await ctx.store.read.committees.all())
		.filter((one) => holds(filter, { ...one, text: `${one.name} ${one.filingNumber ?? ''}` }))
		.sort((a, b) =>
			a.place < b.place ? -1 : a.place > b.place ? 1 : a.name.localeCompare(b.name, 'zh-CN')
		);
};

export type NamedGrant = Row<'authorityGrants'> & {
	readonly grantorName: string;
	readonly granteeName: string;
	readonly granteePlace: string;
};

export const listGrants = async (
	ctx: Context,
	filter: RegisterFilter
): Promise<readonly NamedGrant[]> => {
	await mustEnter(ctx, 'authority_register');
	const grants = await ctx.store.read.authorityGrants.all();
	const names = new Map(
		(
			await ctx.store.read.organisations.byIds([
				...new Set(grants.flatMap(({ grantorId, granteeId }) => [grantorId, granteeId]))
			])
		).map((one) => [one.id, one])
	);
	return grants
		.map((grant) => ({
			...grant,
			grantorName: names.get(grant.grantorId)?.name ?? '',
			granteeName: names.get(grant.granteeId)?.name ?? '',
			granteePlace: names.get(grant.granteeId)?.place ?? ''
		}))
		.filter((one) =>
			holds(filter, {
				...one,
				place: one.granteePlace,
				text: `${one.granteeName} ${one.basisNumber}`
			})
		)
		.sort((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0));
};

export type NamedEntrustment = Row<'entrustments'> & { readonly committeeName: string };

export const listEntrustments = async (
	ctx: Context,
	filter: RegisterFilter
): Promise<readonly NamedEntrustment[]> => {
	await mustEnter(ctx, 'authority_register');
	const [entrustments, committees] = await Promise.all([
		ctx.store.read.entrustments.all(),
		ctx.store.read.committees.all()
	]);
	const names = new Map(committees.map(({ id, name }) => [id, name]));
	return entrustments
		.map((one) => ({ ...one, committeeName: names.get(one.committeeId) ?? '' }))
		.filter((one) =>
			holds(filter, {
				...one,
				place: one.fromPlace,
				state: '',
				text: `${one.committeeName} ${one.basisNumber}`
			})
		)
		.sort((a, b) => (a.fromPlace < b.fromPlace ? -1 : a.fromPlace > b.fromPlace ? 1 : 0));
};

export type HistoryEntry = {
	readonly at: number;
	readonly by: string;
	readonly reason: string;
	readonly after: Readonly<Record<string, unknown>>;
};

const historyOf = async (
	ctx: Context,
	kind: 'committees' | 'entrustments' | 'authorityGrants',
	id: string
): Promise<readonly HistoryEntry[]> => {
	const entries = await ctx.store.read[kind].history(id);
	const people = new Map(
		(await ctx.store.read.people.byIds([...new Set(entries.map(({ by }) => by))])).map((person) => [
			person.id,
			person.name
		])
	);
	return entries.map(({ at, by, reason, after }) => ({
		at,
		by: people.get(by) ?? '',
		reason,
		after
	}));
};

/** A committee with its offices and everything that was ever entered about it. */
export const readCommittee = async (ctx: Context, id: string) => {
	await mustEnter(ctx, 'authority_register');
	const committee = await ctx.store.read.committees.byId(id);
	if (!committee) throw new Refused({ kind: 'missing', key: 'not_found' });
	const [organisations, grant, history] = await Promise.all([
		ctx.store.read.organisations.byIds(
			[committee.sponsorId, committee.officeId].filter((one): one is string => one !== null)
		),
		committee.grantId ? ctx.store.read.authorityGrants.byId(committee.grantId) : undefined,
		historyOf(ctx, 'committees', id)
	]);
	const name = (key: string | null) => organisations.find((one) => one.id === key)?.name ?? '';
	return {
		committee,
		sponsorName: name(committee.sponsorId),
		officeName: name(committee.officeId),
		grant: grant ?? null,
		history
	};
};

/** A grant, everything that was ever entered about it, and the committees that stop when it ends. */
export const readGrant = async (ctx: Context, id: string) => {
	await mustEnter(ctx, 'authority_register');
	const grant = await ctx.store.read.authorityGrants.byId(id);
	if (!grant) throw new Refused({ kind: 'missing', key: 'not_found' });
	const names = await ctx.store.read.organisations.byIds([grant.grantorId, grant.granteeId]);
	return {
		grant,
		grantorName: names.find((one) => one.id === grant.grantorId)?.name ?? '',
		granteeName: names.find((one) => one.id === grant.granteeId)?.name ?? '',
		stops: (await stoppedBy(ctx, grant, ctx.today())).map(({ id: key, name }) => ({
			id: key,
			name
		})),
		history: await historyOf(ctx, 'authorityGrants', id)
	};
};

export const readEntrustment = async (ctx: Context, id: string) => {
	await mustEnter(ctx, 'authority_register');
	const entrustment = await ctx.store.read.entrustments.byId(id);
	if (!entrustment) throw new Refused({ kind: 'missing', key: 'not_found' });
	const committee = await ctx.store.read.committees.byId(entrustment.committeeId);
	return {
		entrustment,
		committeeName: committee?.name ?? '',
		history: await historyOf(ctx, 'entrustments', id)
	};
};

/** Organisations that can form a committee, run its office or receive a grant, as choices. */
export const registerOrganisations = async (ctx: Context) => {
	await mustEnter(ctx, 'edit_authority');
	const kinds = ['region', 'city', 'county', 'sector', 'committee_office'] as const;
	return (await Promise.all(kinds.map((kind) => ctx.store.read.organisations.ofKind(kind)))).flat();
};
