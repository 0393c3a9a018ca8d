import type { Day } from '#lib/domain/day.ts';
import {
	affiliationPartiesOf,
	affiliationWorkflow,
	type AffiliationMove,
	type AffiliationState
} from '#lib/domain/people/affiliation.ts';
import { affiliationScopeOf } from '#lib/domain/people/person-access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { offers, type Offer } from '#lib/domain/workflow.ts';
import type { Context, Row } from '../ports.ts';
import { openAffiliation } from './decide-affiliation.ts';
import { pageByNumber, type Listed, type Place } from './paging.ts';

export const requestTabs = ['county', 'employer', 'approved', 'refused', 'withdrawn'] as const;
export type RequestTab = (typeof requestTabs)[number];

export type RequestLine = {
	readonly id: string;
	readonly version: number;
	readonly kind: 'registration' | 'change';
	readonly state: AffiliationState;
	readonly personId: string;
	readonly name: string;
	readonly idLast4: string | null;
	readonly employerName: string;
	readonly requestedAt: number;
	readonly countyFromOn: Day;
	readonly decidedAt: number | null;
	readonly reason: string | null;
	/** What whoever is asking may do now, with what stands in the way. */
	readonly offers: readonly Offer<AffiliationMove>[];
};

export type RequestList = Listed<RequestLine> & {
	readonly tab: RequestTab;
	readonly tabs: readonly { readonly tab: RequestTab; readonly count: number }[];
};

const line = (
	ctx: Context,
	request: Row<'affiliations'>,
	person: Row<'people'>,
	employer: Row<'organisations'>
): RequestLine => ({
	id: request.id,
	version: request.version,
	kind: request.kind,
	state: request.state,
	personId: person.id,
	name: person.name,
	idLast4: person.idLast4,
	employerName: employer.name,
	requestedAt: request.requestedAt,
	countyFromOn: request.countyFromOn,
	decidedAt: request.decidedAt,
	reason: request.reason,
	offers: offers(
		affiliationWorkflow,
		request.state,
		affiliationPartiesOf(ctx.actor, {
			personId: person.id,
			employerId: employer.id,
			agencyId: employer.agencyId,
			place: employer.place
		}),
		// The reason is asked in the form; here it must not stand in the way of showing the button.
		{ today: ctx.today(), countyFromOn: request.countyFromOn, reason: '…' }
	)
});

/** Requests to belong to an employer, for the desk that decides them: its own, or those of its place. */
export const listRequests = async (
	ctx: Context,
	wanted: RequestTab | '',
	place: Place
): Promise<RequestList> => {
	const scope = affiliationScopeOf(ctx.actor);
	if (scope.kind === 'nothing') throw new Refused(missing);
	const { registry } = ctx.store.read;
	const day = ctx.today();
	const shown = requestTabs.filter((tab) => scope.kind === 'place' || tab !== 'county');
	const tabs = await Promise.all(
		shown.map(async (tab) => ({ tab, count: await registry.requestsCount({ scope, tab, day }) }))
	);
	const tab =
		shown.find((one) => one === wanted) ?? (scope.kind === 'place' ? 'county' : 'employer');
	const counted = tabs.find((one) => one.tab === tab)?.count ?? 0;
	const listed = await pageByNumber(place, counted, (limit, offset) =>
		registry.requests({ scope, tab, day }, limit, offset)
	);
	return {
		...listed,
		rows: listed.rows.map(({ request, person, employer }) => line(ctx, request, person, employer)),
		tab,
		tabs
	};
};

/** One request, for the panel beside the list. */
export const readRequest = async (ctx: Context, id: string): Promise<RequestLine> => {
	const { request, employer } = await openAffiliation(ctx, id);
	const person = await ctx.store.read.people.byId(request.personId);
	if (!person) throw new Refused(missing);
	return line(ctx, request, person, employer);
};
