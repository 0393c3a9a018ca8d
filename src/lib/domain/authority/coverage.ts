/**
 * The coverage board: for one county and one column (a series, or one specialty of it), how junior cases
 * are reviewed on a day. It asks the same routing as an application does.
 */
import { daysBetween, type Day } from '../day.ts';
import { compareIds } from '../order.ts';
import type { Level } from '../rules/levels.ts';
import { tierOf } from '../rules/levels.ts';
import {
	committeeStates,
	fittingCommittees,
	fittingEntrustments,
	indexRegister,
	routerOver,
	type CommitteeState,
	type Place,
	type RegisterIndex,
	type RouteDecision,
	type RoutedCommittee,
	type RoutedEntrustment,
	type Router
} from './route.ts';

/**
 * `none`             no route at all
 * `reviewed_by_city` no committee of the county's own: cases go to one above it, nothing is entrusted
 * `preparing`        the county's committee is being prepared, not yet filed
 * `filed`            filed, validity not begun
 * `active`           in validity
 * `expiring`         in validity for 90 days more or less
 * `expired`          the county's committee is out of validity, nothing has followed it
 * `suspended`        the county's committee is suspended, nothing stands in for it in the county
 * `entrusted`        the county has entrusted another committee
 */
export const coverageStates = [
	'none',
	'reviewed_by_city',
	'preparing',
	'filed',
	'active',
	'expiring',
	'expired',
	'suspended',
	'entrusted'
] as const;
export type CoverageState = (typeof coverageStates)[number];

/** A committee of the register: as routing sees it, or still being prepared. */
export type BoardCommittee = Omit<RoutedCommittee, 'state'> & {
	readonly state: CommitteeState | 'preparing';
};

export type BoardRegister = {
	readonly places: readonly Place[];
	readonly committees: readonly BoardCommittee[];
	readonly entrustments: readonly RoutedEntrustment[];
};

export type CoverageQuestion = {
	readonly county: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly day: Day;
};

export type CoverageCell = CoverageQuestion & {
	readonly state: CoverageState;
	/** The committee that the state speaks of; for `reviewed_by_city` and `entrusted` the one that reviews. */
	readonly committee: string | null;
	/** Where a junior application would go on this day. */
	readonly decision: RouteDecision;
};

export type Board = {
	readonly index: RegisterIndex;
	readonly router: Router;
	readonly preparing: readonly BoardCommittee[];
	readonly expiringWithinDays: number;
};

const boardLevel: Level = 'junior_assistant';

const isRouted = (committee: BoardCommittee): committee is RoutedCommittee =>
	(committeeStates as readonly string[]).includes(committee.state);

/** Prepares the register once for all cells. */
export const prepareBoard = (register: BoardRegister, expiringWithinDays = 90): Board => {
	const index = indexRegister({
		places: register.places,
		committees: register.committees.filter(isRouted),
		entrustments: register.entrustments
	});
	return {
		index,
		router: routerOver(index),
		preparing: register.committees.filter((committee) => committee.state === 'preparing'),
		expiringWithinDays
	};
};

const serves = (committee: BoardCommittee, { series, specialty }: CoverageQuestion): boolean =>
	committee.series === series &&
	(committee.specialty == null || committee.specialty === specialty) &&
	committee.tiers.includes(tierOf(boardLevel));

/** The county's own committees that do not review now, by what the board should say of them. */
const dormant = (
	board: Board,
	question: CoverageQuestion
): { readonly state: CoverageState; readonly committee: string } | undefined => {
	const { county, series, day } = question;
	const own = board.index
		.committeesAt(county, series)
		.filter((committee) => serves(committee, question));
	const preparing = board.preparing.filter(
		(committee) => committee.covers.includes(county) && serves(committee, question)
	);
	const of = (state: CoverageState, list: readonly { readonly id: string }[]) => {
		const [first] = list.map(({ id }) => id).sort(compareIds);
		return first === undefined ? undefined : { state, committee: first };
	};
	const active = own.filter((committee) => committee.state === 'active');
	return (
		of(
			'filed',
			active.filter((committee) => day < committee.filedOn)
		) ??
		of(
			'suspended',
			own.filter((committee) => committee.state === 'suspended' && day <= committee.validTo)
		) ??
		of('preparing', preparing) ??
		of(
			'expired',
			own.filter((one) => one.state !== 'revoked' && one.validTo < day)
		)
	);
};

/** What the board shows for one county and one column on one day. */
export const coverageCell = (board: Board, question: CoverageQuestion): CoverageCell => {
	const { county, day } = question;
	const asked = { ...question, place: county, level: boardLevel, meetingDate: day };
	const decision = board.router(asked);
	const cell = (state: CoverageState, committee: string | null): CoverageCell => ({
		...question,
		state,
		committee,
		decision
	});

	const own = fittingCommittees(board.index, county, asked);
	const [first] = own;
	if (first) {
		// With several, the one that lasts longest decides whether the county runs out of committees.
		const last = own.reduce((a, b) => (a.validTo < b.validTo ? b : a));
		const expiring = daysBetween(day, last.validTo) <= board.expiringWithinDays;
		return cell(expiring ? 'expiring' : 'active', decision.committee ?? last.id);
	}
	if (fittingEntrustments(board.index, county, asked).length > 0)
		return cell('entrusted', decision.committee);
	const sleeping = dormant(board, question);
	if (sleeping) return cell(sleeping.state, sleeping.committee);
	return decision.route === 'none'
		? cell('none', null)
		: cell('reviewed_by_city', decision.committee);
};
