/**
 * Each desk's addresses are for those who wear its hat. The pages that desks share (people, deputies, requests)
 * ask only what is one's own; where one stands is asked here, once for every page, action and endpoint.
 */
import type { Area } from '#lib/domain/access.ts';
import { mustEnter } from './usecases/authority/may.ts';
import type { Context } from './usecases/ports.ts';

/** Routes and whose they are; the first that fits counts. */
const desks: readonly (readonly [string, Area])[] = [
	['/(desk)/employer', 'employer_desk'],
	['/(desk)/office/authority', 'authority_register'],
	['/(desk)/office/coverage', 'coverage'],
	['/(desk)/office', 'check_desk'],
	['/(desk)/committee', 'committee_desk'],
	['/(desk)/expert/chair', 'chair_desk'],
	['/(desk)/expert', 'expert_desk'],
	['/(desk)/inspector', 'inspection'],
	['/(desk)/admin', 'administration']
];

/** The area that a route lies in; undefined for what is everybody's. */
export const areaOfRoute = (routeId: string | null): Area | undefined =>
	desks.find(([desk]) => routeId === desk || routeId?.startsWith(`${desk}/`))?.[1];

/** What a request says of where it is. */
export type Addressed = { readonly route: { readonly id: string | null }; readonly url: URL };

/** Refuses, and logs, whoever is at the address of another's desk. */
export const mustBeAtDesk = async (ctx: Context, event: Addressed): Promise<void> => {
	const area = areaOfRoute(event.route.id);
	if (area) await mustEnter(ctx, area, () => ({ address: event.url.pathname.slice(0, 200) }));
};
