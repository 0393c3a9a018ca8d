/**
 * Which committee reviews an application (replay contract, `route`; ORDER_40 arts. 6, 8, 28, 38). The walk
 * starts at the employer's place and goes up: at each place first the committees that cover exactly it, then
 * the entrustments from it. Prepare once, route many: preparing indexes the register, a route is a few
 * look-ups, and equal questions are answered from memory.
 */
import type { Day } from '../day.ts';
import { compareIds } from '../order.ts';
import { tierOf, type Level, type Tier } from '../rules/levels.ts';

export type Place = { readonly code: string; readonly parent: string | null };

export const committeeStates = ['active', 'suspended', 'revoked'] as const;
export type CommitteeState = (typeof committeeStates)[number];

export type RoutedCommittee = {
	readonly id: string;
	readonly series: string;
	/** Absent: the whole series. */
	readonly specialty?: string | null | undefined;
	readonly tiers: readonly Tier[];
	/** Place codes; a code covers what lies below it. */
	readonly covers: readonly string[];
	/** First and last day of validity. */
	readonly filedOn: Day;
	readonly validTo: Day;
	readonly state: CommitteeState;
	/** A body outside this portal: the case is forwarded to it. */
	readonly external?: boolean | undefined;
};

export type RoutedEntrustment = {
	readonly id: string;
	/** The place whose cases are entrusted. */
	readonly from: string;
	readonly committee: string;
	readonly series: string;
	readonly specialty?: string | null | undefined;
	readonly tiers: readonly Tier[];
	readonly validFrom: Day;
	readonly validTo: Day;
};

export type Register = {
	readonly places: readonly Place[];
	readonly committees: readonly RoutedCommittee[];
	readonly entrustments: readonly RoutedEntrustment[];
};

/** What routing asks about an application. */
export type RouteQuestion = {
	readonly series: string;
	readonly specialty?: string | null | undefined;
	readonly level: Level;
	/** Place code of the employer. */
	readonly place: string;
	/** The round's planned day until a meeting is set. */
	readonly meetingDate: Day;
};

/** Why a committee on the way does not fit, in the order in which reasons are listed. */
export const misses = ['inactive', 'not-yet-filed', 'expired', 'tier', 'specialty'] as const;
export type Miss = (typeof misses)[number];

export type NearCommittee = { readonly committee: string; readonly misses: readonly Miss[] };

export type RouteDecision = {
	readonly route: 'committee' | 'entrusted' | 'forward' | 'ambiguous' | 'none';
	readonly committee: string | null;
	/** The place where the walk stopped; null when it found nothing. */
	readonly at: string | null;
	/** The tied committees when ambiguous. */
	readonly candidates: readonly string[];
	/** When nothing was found: the committees that missed, and why. */
	readonly near: readonly NearCommittee[];
};

export type Router = (question: RouteQuestion) => RouteDecision;

type Scope = {
	readonly specialty?: string | null | undefined;
	readonly tiers: readonly Tier[];
};

const specialtyFits = (scope: Scope, question: RouteQuestion): boolean =>
	scope.specialty == null || scope.specialty === question.specialty;

/** Everything that keeps a committee of the right series from reviewing this application. */
export const missesOf = (committee: RoutedCommittee, question: RouteQuestion): Miss[] => {
	const found: Miss[] = [];
	if (committee.state !== 'active') found.push('inactive');
	if (question.meetingDate < committee.filedOn) found.push('not-yet-filed');
	if (committee.validTo < question.meetingDate) found.push('expired');
	if (!committee.tiers.includes(tierOf(question.level))) found.push('tier');
	if (!specialtyFits(committee, question)) found.push('specialty');
	return found;
};

const committeeFits = (committee: RoutedCommittee, question: RouteQuestion): boolean =>
	committee.state === 'active' &&
	committee.filedOn <= question.meetingDate &&
	question.meetingDate <= committee.validTo &&
	specialtyFits(committee, question) &&
	committee.tiers.includes(tierOf(question.level));

/** The entrustment's own dates and scope; its committee is asked apart. */
export const entrustmentCovers = (
	entrustment: RoutedEntrustment,
	question: RouteQuestion
): boolean =>
	entrustment.series === question.series &&
	entrustment.validFrom <= question.meetingDate &&
	question.meetingDate <= entrustment.validTo &&
	specialtyFits(entrustment, question) &&
	entrustment.tiers.includes(tierOf(question.level));

/** A body for the specialty beats a series-wide one. */
export const mostSpecific = <T extends Scope>(fitting: readonly T[]): readonly T[] => {
	const special = fitting.filter((one) => one.specialty != null);
	return special.length > 0 ? special : fitting;
};

/** The register by place and series. */
export type RegisterIndex = {
	readonly parentOf: (code: string) => string | null;
	readonly committeesAt: (code: string, series: string) => readonly RoutedCommittee[];
	readonly entrustmentsFrom: (
		code: string,
		series: string
	) => readonly (readonly [RoutedEntrustment, RoutedCommittee])[];
};

const nothing: readonly never[] = [];

const push = <T>(index: Map<string, Map<string, T[]>>, code: string, series: string, item: T) => {
	const bySeries = index.get(code) ?? new Map<string, T[]>();
	index.set(code, bySeries);
	const list = bySeries.get(series);
	if (list) list.push(item);
	else bySeries.set(series, [item]);
};

/**
 * Indexes a register whose references hold: every place named exists, parents make no cycle. An entrustment
 * whose committee is unknown is left out.
 */
export const indexRegister = ({ places, committees, entrustments }: Register): RegisterIndex => {
	const parents = new Map(places.map((place) => [place.code, place.parent]));
	const byId = new Map(committees.map((committee) => [committee.id, committee]));
	const committeesBy = new Map<string, Map<string, RoutedCommittee[]>>();
	const entrustmentsBy = new Map<
		string,
		Map<string, (readonly [RoutedEntrustment, RoutedCommittee])[]>
	>();
	for (const committee of committees)
		for (const code of new Set(committee.covers))
			push(committeesBy, code, committee.series, committee);
	for (const entrustment of entrustments) {
		const committee = byId.get(entrustment.committee);
		if (committee?.series === entrustment.series)
			push(entrustmentsBy, entrustment.from, entrustment.series, [entrustment, committee]);
	}
	return {
		parentOf: (code) => parents.get(code) ?? null,
		committeesAt: (code, series) => committeesBy.get(code)?.get(series) ?? nothing,
		entrustmentsFrom: (code, series) => entrustmentsBy.get(code)?.get(series) ?? nothing
	};
};

const stopped = (
	fitting: readonly RoutedCommittee[],
	at: string,
	way: 'committee' | 'entrusted'
): RouteDecision | undefined => {
	const [first, second] = fitting;
	if (!first) return undefined;
	if (!second)
		return {
			route: first.external ? 'forward' : way,
			committee: first.id,
			at,
			candidates: [],
			near: []
		};
	const candidates = fitting.map((committee) => committee.id).sort(compareIds);
	return { route: 'ambiguous', committee: null, at, candidates, near: [] };
};

/** The committees at one place that fit, the preferred ones only. */
export const fittingCommittees = (
	index: RegisterIndex,
	code: string,
	question: RouteQuestion
): readonly RoutedCommittee[] =>
	mostSpecific(
		index
			.committeesAt(code, question.series)
			.filter((committee) => committeeFits(committee, question))
	);

/** The committees that fitting entrustments from one place name, each once, the preferred ones only. */
export const fittingEntrustments = (
	index: RegisterIndex,
	code: string,
	question: RouteQuestion
): readonly RoutedCommittee[] => {
	const fitting = index
		.entrustmentsFrom(code, question.series)
		.filter(
			([entrustment, committee]) =>
				entrustmentCovers(entrustment, question) && committeeFits(committee, question)
		)
		.map(([entrustment, committee]) => ({ ...scopeOf(entrustment), committee }));
	return [...new Set(mostSpecific(fitting).map(({ committee }) => committee))];
};

const scopeOf = ({ specialty, tiers }: RoutedEntrustment): Scope => ({ specialty, tiers });

const nearOf = (index: RegisterIndex, question: RouteQuestion): NearCommittee[] => {
	const met = new Map<string, RoutedCommittee>();
	for (let at: string | null = question.place; at !== null; at = index.parentOf(at))
		for (const committee of index.committeesAt(at, question.series))
			met.set(committee.id, committee);
	return [...met.values()]
		.sort((a, b) => compareIds(a.id, b.id))
		.map((committee) => ({ committee: committee.id, misses: missesOf(committee, question) }));
};

/** One decision over an index, not remembered. */
export const decideRoute = (index: RegisterIndex, question: RouteQuestion): RouteDecision => {
	for (let at: string | null = question.place; at !== null; at = index.parentOf(at)) {
		const decision =
			stopped(fittingCommittees(index, at, question), at, 'committee') ??
			stopped(fittingEntrustments(index, at, question), at, 'entrusted');
		if (decision) return decision;
	}
	return {
		route: 'none',
		committee: null,
		at: null,
		candidates: [],
		near: nearOf(index, question)
	};
};

// Enough for every place × series × specialty × tier of a region over many meeting days.
const REMEMBERED = 200_000;

/** A router over an index: the same question gets the same decision object. */
export const routerOver = (index: RegisterIndex): Router => {
	const known = new Map<string, RouteDecision>();
	return (question) => {
		const { series, specialty, level, place, meetingDate } = question;
		const key = `${meetingDate}\n${level}\n${place}\n${series}\n${specialty ?? ''}`;
		const before = known.get(key);
		if (before) return before;
		const decision = decideRoute(index, question);
		if (known.size >= REMEMBERED) known.clear();
		known.set(key, decision);
		return decision;
	};
};

/** Prepares a register once for many questions. */
export const prepareRouting = (register: Register): Router => routerOver(indexRegister(register));

/** One decision over one register. */
export const route = (register: Register, question: RouteQuestion): RouteDecision =>
	decideRoute(indexRegister(register), question);
