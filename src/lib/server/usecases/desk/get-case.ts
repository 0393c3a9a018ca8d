import { seesCase, type CaseFieldGroup } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { EligibilityAnswer } from '#lib/domain/titles/eligibility.ts';
import { offers, type Offer } from '#lib/domain/workflow.ts';
import { previewRoute, routeOf, type RoutePreview } from '../applications/preview-route.ts';
import { calendarFor } from '../calendar.ts';
import { factsOf } from '../cases/case-facts.ts';
import { openCase } from '../cases/open-case.ts';
import { judgeCase } from '../cases/precheck-case.ts';
import type { Routed } from '../cases/route-case.ts';
import { noticeDays, type NoticeDay } from '../notices/list-notices.ts';
import type { Context, Row } from '../ports.ts';
import type { CaseQuery } from './case-query.ts';
import type { Desk } from './desks.ts';
import { handedIn, type HandedIn } from './handed-in.ts';
import { dueView, type DueView } from './list-cases.ts';
import { nextCase } from './next-case.ts';
import { lateReturn, returnMoveFrom, type LateReturn } from './return-case.ts';
import { factsOfRoute, routeIsOpen } from './route-again.ts';
import { timelineOf, type TimelineEntry } from './timeline.ts';

export type CaseHeading = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly track: ApplicationTrack;
	readonly place: string;
	readonly state: ApplicationState;
	readonly since: number;
	readonly holder: string;
	readonly due: DueView | null;
	readonly submittedAt: number | null;
	readonly acceptedAt: number | null;
	readonly frozenAt: number | null;
	readonly corrections: number;
	/** Year of the batch: conditions are reckoned on its last day. */
	readonly year: number;
};

export type DefectView = {
	readonly id: string;
	readonly returnId: string;
	readonly kind: 'return' | 'correction';
	readonly section: string;
	readonly field: string;
	readonly text: string;
	readonly by: string;
	readonly at: number;
	readonly fixedAt: number | null;
};

export type CaseNotice = {
	readonly id: string;
	readonly state: Row<'notices'>['state'];
	readonly startOn: Day;
	readonly endOn: Day;
	readonly days: readonly NoticeDay[];
	readonly daysLeft: number;
	readonly voidedReason: string | null;
};

/** A case as a desk sees it; what the desk may not see is null. */
export type CaseView = {
	readonly heading: CaseHeading;
	readonly identity: {
		readonly name: string;
		readonly sex: 'male' | 'female' | null;
		readonly employer: string;
		readonly agency: string | null;
	};
	readonly lastFour: string | null;
	readonly content: HandedIn | null;
	readonly eligibility: EligibilityAnswer | null;
	readonly route: RoutePreview | null;
	/** The route leads elsewhere than when the case was handed in (before acceptance froze it). */
	readonly routeChanged: boolean;
	readonly defects: readonly DefectView[];
	readonly timeline: readonly TimelineEntry[];
	readonly notices: readonly CaseNotice[];
	readonly objections: {
		readonly open: number;
		readonly items: readonly {
			readonly id: string;
			readonly receipt: string;
			readonly text: string;
			readonly at: number;
		}[];
	};
	readonly offers: readonly Offer<ApplicationMove>[];
	/** The applicant has asked in the portal to withdraw an accepted case. */
	readonly withdrawalRequested: boolean;
	/** A return made now falls late; null where it does not, or where this desk cannot return the case. */
	readonly lateReturn: LateReturn | null;
	/** Id of the case that follows in the list. */
	readonly next: string | null;
};

const headingOf = (
	application: Row<'applications'>,
	year: number,
	due: DueView | null
): CaseHeading => ({
	id: application.id,
	version: application.version,
	number: application.number,
	title: application.titleName,
	series: application.series,
	specialty: application.specialty,
	level: application.level,
	track: application.track,
	place: application.place,
	state: application.state,
	since: application.stateSince,
	holder: application.holderParty,
	due,
	submittedAt: application.submittedAt,
	acceptedAt: application.acceptedAt,
	frozenAt: application.routeFrozenAt,
	corrections: application.corrections,
	year
});

const noticesOf = async (ctx: Context, id: string): Promise<readonly CaseNotice[]> =>
	(await ctx.store.read.notices.ofApplication(id))
		.filter(({ kind }) => kind === 'employer')
		.map(({ id: noticeId, state, startOn, endOn, counted, voidedReason }) => ({
			id: noticeId,
			state,
			startOn,
			endOn,
			days: noticeDays({ startOn, endOn, counted }, ctx.today()),
			daysLeft: state === 'running' ? counted.filter((day) => day >= ctx.today()).length : 0,
			voidedReason
		}))
		.reverse();

/** Objections are the employer's to settle; other desks only learn that there are some. */
const objectionsOf = async (
	ctx: Context,
	id: string,
	parties: ReadonlySet<CaseParty>
): Promise<CaseView['objections']> => {
	const open = (await ctx.store.read.objections.ofApplication(id)).filter(
		({ state }) => state === 'open'
	);
	return {
		open: open.length,
		items: parties.has('employer')
			? open.map(({ id: objection, receipt, text, createdAt }) => ({
					id: objection,
					receipt,
					text,
					at: createdAt
				}))
			: []
	};
};

const defectsOf = async (ctx: Context, id: string): Promise<readonly DefectView[]> =>
	(await ctx.store.read.defects.ofApplication(id))
		.map(
			({
				id: defect,
				returnId,
				kind,
				section,
				field,
				text,
				byOrganisation,
				createdAt,
				fixedAt
			}) => ({
				id: defect,
				returnId,
				kind,
				section,
				field,
				text,
				by: byOrganisation,
				at: createdAt,
				fixedAt
			})
		)
		.reverse();

const deskParties: readonly CaseParty[] = [
	'employer',
	'sector',
	'county',
	'city',
	'office',
	'inspector'
];

type ByRoute = { readonly changed: boolean; readonly facts: Partial<CaseFacts> };

/** Before acceptance the route is a preview: the buttons go by the register of the day. */
const factsByRoute = (application: Row<'applications'>, routed: Routed): ByRoute => {
	if (!routeIsOpen(application)) return { changed: false, facts: {} };
	const { committee, route } = routed;
	return {
		changed:
			route.route !== application.route?.route ||
			(committee?.id ?? null) !== application.committeeId,
		facts: factsOfRoute(application, routed)
	};
};

/** The route as the desk reads it, and what follows from it for the buttons. */
const routeParts = async (
	ctx: Context,
	batch: Row<'batches'>,
	application: Row<'applications'>
): Promise<{ readonly route: RoutePreview | null; readonly byRoute: ByRoute }> => {
	const asked = routeIsOpen(application) ? { ...application, route: null } : application;
	const routed = await routeOf(ctx, batch, asked);
	return {
		route: await previewRoute(ctx, batch, asked, routed),
		byRoute: factsByRoute(application, routed)
	};
};

/** The parts of a case that hang on what the desk may see. */
const partsOf = async (
	ctx: Context,
	application: Row<'applications'>,
	batch: Row<'batches'>,
	parties: ReadonlySet<CaseParty>
) => {
	const when = async <T, N>(
		group: CaseFieldGroup,
		load: () => Promise<T>,
		none: N
	): Promise<T | N> => (seesCase(parties, group) ? load() : none);
	const { id } = application;
	const [content, eligibility, routing, defects, timeline, notices, objections] = await Promise.all(
		[
			when('content', () => handedIn(ctx, application), null),
			when('reasons', () => judgeCase(ctx, application), null),
			when('reasons', () => routeParts(ctx, batch, application), {
				route: null,
				byRoute: { changed: false, facts: {} }
			}),
			when('defects', () => defectsOf(ctx, id), []),
			when('timeline', () => timelineOf(ctx, id), []),
			noticesOf(ctx, id),
			objectionsOf(ctx, id, parties)
		]
	);
	return { content, eligibility, ...routing, defects, timeline, notices, objections };
};

/**
 * Everything that a desk needs to decide about one case. Only desks: for applicant, experts and chair there
 * are pages of their own, which show other things.
 */
export const getCase = async (
	ctx: Context,
	id: string,
	from?: { readonly desk: Desk; readonly query: CaseQuery }
): Promise<CaseView> => {
	const { application, parties } = await openCase(ctx, id);
	if (!deskParties.some((party) => parties.has(party))) throw new Refused(missing);
	const { read } = ctx.store;
	const [person, batch, agency, calendar, facts] = await Promise.all([
		read.people.byId(application.personId),
		read.batches.byId(application.batchId),
		application.agencyId ? read.organisations.byId(application.agencyId) : undefined,
		calendarFor(ctx),
		factsOf(ctx, application)
	]);
	if (!batch) throw new Error(`case ${id} without a batch`);
	const { byRoute, ...parts } = await partsOf(ctx, application, batch, parties);
	const shown = offers(applicationWorkflow, application.state, parties, {
		...facts,
		...byRoute.facts
	});
	const [back] = returnMoveFrom(application.state) ?? [];
	return {
		...parts,
		heading: headingOf(application, batch.year, dueView(application, calendar, ctx.today())),
		identity: {
			name: application.personName,
			sex: person?.sex ?? null,
			employer: application.employerName,
			agency: agency?.name ?? null
		},
		lastFour: seesCase(parties, 'lastFour') ? application.idLast4 : null,
		routeChanged: byRoute.changed,
		withdrawalRequested: facts.withdrawalRequested,
		offers: shown,
		lateReturn: shown.some(({ move }) => move === back) ? await lateReturn(ctx, batch) : null,
		next: from ? await nextCase(ctx, from.desk, from.query, application) : null
	};
};
