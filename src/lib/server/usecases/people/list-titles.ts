import { personScopeOf } from '#lib/domain/people/person-access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { pageByNumber, type Listed, type Place } from './paging.ts';

export const titleTabs = ['entered', 'verified', 'refused'] as const;
export type TitleTab = (typeof titleTabs)[number];

export type TitleLine = Pick<
	Row<'heldTitles'>,
	| 'id'
	| 'version'
	| 'series'
	| 'level'
	| 'printedName'
	| 'obtainedOn'
	| 'issuer'
	| 'certificateNumber'
	| 'state'
	| 'reason'
	| 'decidedAt'
	| 'createdAt'
> & {
	readonly personId: string;
	readonly name: string;
	readonly idLast4: string | null;
	readonly employerName: string | null;
};

export type TitleList = Listed<TitleLine> & {
	readonly tab: TitleTab;
	readonly tabs: readonly { readonly tab: TitleTab; readonly count: number }[];
};

/** Titles earned before the portal and entered by hand, for the county's or the city's verification. */
export const listTitles = async (ctx: Context, tab: TitleTab, place: Place): Promise<TitleList> => {
	const role = ctx.actor?.hat?.role;
	if (role !== 'county_officer' && role !== 'city_officer') throw new Refused(missing);
	const scope = personScopeOf(ctx.actor);
	const { registry } = ctx.store.read;
	const tabs = await Promise.all(
		titleTabs.map(async (one) => ({ tab: one, count: await registry.titlesCount(scope, one) }))
	);
	const listed = await pageByNumber(
		place,
		tabs.find((one) => one.tab === tab)?.count ?? 0,
		(limit, offset) => registry.titles(scope, tab, limit, offset)
	);
	return {
		...listed,
		rows: listed.rows.map(({ title, person, employer }) => ({
			id: title.id,
			version: title.version,
			series: title.series,
			level: title.level,
			printedName: title.printedName,
			obtainedOn: title.obtainedOn,
			issuer: title.issuer,
			certificateNumber: title.certificateNumber,
			state: title.state,
			reason: title.reason,
			decidedAt: title.decidedAt,
			createdAt: title.createdAt,
			personId: person.id,
			name: person.name,
			idLast4: person.idLast4,
			employerName: employer?.name ?? null
		})),
		tab,
		tabs
	};
};
