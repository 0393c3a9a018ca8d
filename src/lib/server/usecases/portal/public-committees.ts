import type { Day } from '#lib/domain/day.ts';
import { cityCode, regionCode } from '#lib/domain/rules/jurisdictions.ts';
import type { Context } from '../ports.ts';

export type PublicCommittee = {
	readonly id: string;
	readonly name: string;
	readonly place: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly tiers: readonly string[];
	readonly covers: readonly string[];
	readonly filingNumber: string;
	readonly filedOn: Day;
	readonly validTo: Day;
	readonly standing: 'valid' | 'expiring' | 'not_begun' | 'expired' | 'suspended';
};

export type CommitteeFilter = { readonly place?: string; readonly series?: string };

/** Days before its end from which a filing is shown as running out. */
const expiringDays = 90;
const dayMs = 86_400_000;

const standingOf = (
	state: string,
	filedOn: Day,
	validTo: Day,
	today: Day
): PublicCommittee['standing'] => {
	if (state === 'suspended') return 'suspended';
	if (today < filedOn) return 'not_begun';
	if (validTo < today) return 'expired';
	return Date.parse(validTo) - Date.parse(today) <= expiringDays * dayMs ? 'expiring' : 'valid';
};

/** The city first, then the counties by code, the region's own committees last. */
const rankOf = (place: string): string =>
	place === cityCode ? '0' : place === regionCode ? '9' : `1${place}`;

/** Every filed committee, without its members: who may review what, by which filing, until when. */
export const listPublicCommittees = async (
	ctx: Context,
	filter: CommitteeFilter = {}
): Promise<readonly PublicCommittee[]> => {
	const today = ctx.today();
	return (await ctx.store.read.committees.all())
		.flatMap((committee): readonly PublicCommittee[] => {
			const { state, filingNumber, filedOn, validTo } = committee;
			const filed = state === 'active' || state === 'suspended';
			if (!filed || filingNumber === null || filedOn === null || validTo === null) return [];
			if (filter.place && committee.place !== filter.place) return [];
			if (filter.series && committee.series !== filter.series) return [];
			return [
				{
					id: committee.id,
					name: committee.name,
					place: committee.place,
					series: committee.series,
					specialty: committee.specialty,
					tiers: committee.tiers,
					covers: committee.covers,
					filingNumber,
					filedOn,
					validTo,
					standing: standingOf(state, filedOn, validTo, today)
				}
			];
		})
		.sort(
			(a, b) =>
				(rankOf(a.place) < rankOf(b.place) ? -1 : rankOf(a.place) > rankOf(b.place) ? 1 : 0) ||
				a.name.localeCompare(b.name, 'zh-CN')
		);
};
