import { explainRoute, type RouteStep } from '#lib/domain/authority/route-explanation.ts';
import type { CaseRoute } from '#lib/domain/authority/case-route.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import type { CaseParty } from '#lib/domain/titles/application-workflow.ts';
import { meetingDaysOf, registerOf, routeCase, type Routed } from '../cases/route-case.ts';
import type { Context, Row } from '../ports.ts';

/** One office that the case passes, in order. */
export type RouteStop = {
	readonly party: Extract<
		CaseParty,
		'applicant' | 'employer' | 'sector' | 'county' | 'city' | 'office'
	>;
	/** Name of the office; '' for the applicant. */
	readonly name: string;
	/** What it does: message key after `stop_`. */
	readonly act: 'fill_in' | 'employer' | 'agency' | 'sector' | 'check' | 'forward' | 'review';
};

/** A step of the explanation with the names that its sentence needs. */
export type ExplainedStep = {
	readonly key: RouteStep['key'];
	readonly at: string | null;
	readonly to: string | null;
	readonly committee: string | null;
	readonly misses: readonly string[];
};

export type RoutePreview = {
	readonly route: CaseRoute;
	readonly stops: readonly RouteStop[];
	readonly steps: readonly ExplainedStep[];
	readonly committee: {
		readonly id: string;
		readonly name: string;
		readonly place: string;
		readonly filedOn: string | null;
		readonly validTo: string | null;
		readonly external: boolean;
	} | null;
	/** Who answers for it when there is nobody to review, or more than one. */
	readonly responsible: string;
	/** The committee is the county's own, above it, or in another place. */
	readonly where: 'own' | 'above' | 'entrusted' | 'region' | 'nobody' | 'open';
};

type CaseToRoute = Pick<
	Row<'applications'>,
	'series' | 'specialty' | 'level' | 'place' | 'employerName' | 'agencyId'
> &
	Partial<Pick<Row<'applications'>, 'state' | 'route' | 'roundId'>>;

/** The route that a handed-in case was given; undefined while it is still in the applicant's hands. */
const givenRoute = async (ctx: Context, application: CaseToRoute): Promise<Routed | undefined> => {
	const { route, state, roundId } = application;
	if (!route || !state || state === 'draft' || state === 'returned_by_employer') return undefined;
	const [found, committee] = await Promise.all([
		roundId ? ctx.store.read.rounds.byId(roundId) : undefined,
		route.committee ? ctx.store.read.committees.byId(route.committee) : undefined
	]);
	return { route, round: found?.round ?? null, committee: committee ?? null };
};

const whereOf = (route: CaseRoute, place: string): RoutePreview['where'] => {
	switch (route.route) {
		case 'committee':
			return route.at === place ? 'own' : 'above';
		case 'entrusted':
			return 'entrusted';
		case 'forward':
			return 'region';
		case 'ambiguous':
			return 'open';
		case 'none':
			return 'nobody';
	}
};

const explain = async (
	ctx: Context,
	batch: Row<'batches'>,
	application: CaseToRoute,
	meetingDate: string,
	nameOf: (id: string) => string
): Promise<readonly ExplainedStep[]> => {
	const [register, days] = await Promise.all([registerOf(ctx), meetingDaysOf(ctx, batch.id)]);
	// The same committees that routing looks at: those outside the portal, and those with a round here.
	const { steps } = explainRoute(
		{
			...register,
			committees: register.committees.filter(({ id, external }) => external || days.has(id))
		},
		{
			series: application.series,
			specialty: application.specialty,
			level: application.level as Level,
			place: application.place,
			meetingDate
		}
	);
	return steps.map((step) => ({
		key: step.key,
		at: step.at,
		to: step.key === 'go_up' ? step.to : null,
		committee: 'committee' in step ? nameOf(step.committee) : null,
		misses: 'misses' in step ? step.misses : []
	}));
};

const stopsOf = async (
	ctx: Context,
	application: CaseToRoute,
	{ route, round, committee }: Routed,
	city: string
): Promise<readonly RouteStop[]> => {
	const { organisations } = ctx.store.read;
	const [agency, sector, counties] = await Promise.all([
		application.agencyId ? organisations.byId(application.agencyId) : undefined,
		round?.sectorId ? organisations.byId(round.sectorId) : undefined,
		organisations.byPlaceAndKind(application.place, 'county')
	]);
	const inCounty = jurisdictionOf(application.place)?.level === 'county';
	const forward = route.route === 'forward';
	const county = jurisdictionOf(application.place)?.zh ?? '';
	return [
		{ party: 'applicant', name: '', act: 'fill_in' },
		agency
			? { party: 'employer', name: agency.name, act: 'agency' }
			: { party: 'employer', name: application.employerName, act: 'employer' },
		...(sector ? [{ party: 'sector', name: sector.name, act: 'sector' } as const] : []),
		...(inCounty
			? [
					{
						party: 'county',
						name: counties[0]?.name ?? `${county}人力资源和社会保障局`,
						act: 'check'
					} as const
				]
			: []),
		...(forward || round?.cityCheck
			? [{ party: 'city', name: city, act: forward ? 'forward' : 'check' } as const]
			: []),
		...(committee ? [{ party: 'office', name: committee.name, act: 'review' } as const] : [])
	];
};

/** The route that a handed-in case was given; of any other, where it would go if it were handed in now. */
export const routeOf = async (
	ctx: Context,
	batch: Row<'batches'>,
	application: CaseToRoute
): Promise<Routed> =>
	(await givenRoute(ctx, application)) ??
	routeCase(ctx, batch, {
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		place: application.place
	});

/**
 * A route office by office, and why: the walk from the employer's place upwards. Nobody to review is an answer
 * too: it names who answers for it.
 */
export const previewRoute = async (
	ctx: Context,
	batch: Row<'batches'>,
	application: CaseToRoute,
	routed?: Routed
): Promise<RoutePreview> => {
	const found = routed ?? (await routeOf(ctx, batch, application));
	const [committees, cities] = await Promise.all([
		ctx.store.read.committees.all(),
		ctx.store.read.organisations.ofKind('city')
	]);
	const nameOf = (id: string) => committees.find((one) => one.id === id)?.name ?? id;
	const city = cities[0]?.name ?? '日喀则市人力资源和社会保障局';
	const { route, committee } = found;
	return {
		route,
		stops: await stopsOf(ctx, application, found, city),
		steps: await explain(ctx, batch, application, route.meetingDate, nameOf),
		committee: committee && {
			id: committee.id,
			name: committee.name,
			place: committee.place,
			filedOn: committee.filedOn,
			validTo: committee.validTo,
			external: committee.external
		},
		responsible: city,
		where: whereOf(route, application.place)
	};
};
