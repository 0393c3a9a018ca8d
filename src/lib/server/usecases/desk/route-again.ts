import type { ApplicationState, CaseFacts } from '#lib/domain/titles/application-workflow.ts';
import { routeCase, type Routed } from '../cases/route-case.ts';
import type { Context, Row } from '../ports.ts';

/** A case's route as it stands now, beside the one kept on the case. */
export type RoutedAgain = {
	readonly routed: Routed;
	/** Another committee (or none, or the region) than the case has on it. */
	readonly changed: boolean;
	/** Columns of the case that follow from the route. */
	readonly set: Partial<Row<'applications'>>;
	/** Facts that the moves' needs look at. */
	readonly facts: Partial<CaseFacts>;
};

const openStates: readonly ApplicationState[] = [
	'submitted',
	'employer_check',
	'employer_notice',
	'employer_objection',
	'recommended',
	'sector_check',
	'county_check',
	'city_check',
	'acceptance_check',
	'correction_requested',
	'rerouting'
];

/** Whether the route may still change: it is neither frozen by acceptance nor past its use. */
export const routeIsOpen = (
	application: Pick<Row<'applications'>, 'state' | 'routeFrozenAt'>
): boolean =>
	openStates.includes(application.state) &&
	(application.routeFrozenAt === null || application.state === 'rerouting');

/**
 * What follows for the moves from a route as it stands now. Routing looks at state and validity on the meeting
 * day: a committee of the portal that it found fits. It is this office's own or somebody else's.
 */
export const factsOfRoute = (
	{ officeId }: Pick<Row<'applications'>, 'officeId'>,
	{ route, committee }: Pick<Routed, 'route' | 'committee'>
) => {
	const fits = committee !== null && !committee.external;
	const here = fits && officeId !== null && committee.officeId === officeId;
	return {
		route: route.route,
		committeeValid: fits,
		officeNamed: fits && committee.officeId !== null,
		routeElsewhere: here ? null : fits ? committee.name : ''
	} satisfies Partial<CaseFacts>;
};

/**
 * Routes a case again: authority may have changed since it was handed in. Until acceptance freezes it, the
 * route is a preview, so every desk that sends the case on sends it by the register of the day.
 */
export const routeAgain = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<RoutedAgain> => {
	const batch = await ctx.store.read.batches.byId(application.batchId);
	if (!batch) throw new Error(`case ${application.id} without a batch`);
	const routed = await routeCase(ctx, batch, {
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		place: application.place
	});
	const { route, round, committee } = routed;
	return {
		routed,
		changed:
			route.route !== application.route?.route ||
			(committee?.id ?? null) !== application.committeeId,
		set: {
			route,
			roundId: round?.id ?? null,
			committeeId: committee?.id ?? null,
			officeId: committee?.officeId ?? null,
			sectorId: round?.sectorId ?? application.sectorId
		},
		facts: {
			...factsOfRoute(application, routed),
			sectorNamed: round?.sectorId != null,
			cityCheckNamed: round?.cityCheck ?? false
		}
	};
};
