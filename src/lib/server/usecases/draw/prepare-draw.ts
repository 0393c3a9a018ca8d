import { Refused, rule } from '#lib/domain/refusal.ts';
import { commitmentOf } from '#lib/domain/review/draw-seed.ts';
import {
	exclusions,
	namesNeeded,
	pseudonymise,
	type Exclusion
} from '#lib/domain/review/draw-pool.ts';
import { digestOfIds } from '#lib/domain/tickets.ts';
import { shareOf } from '#lib/domain/rules/parameters.ts';
import { commit } from '../commit.ts';
import { openRound } from '../meeting/open-round.ts';
import { parameter } from '../parameters.ts';
import { insert, logged, update, type Context } from '../ports.ts';
import { drawCandidates } from './draw-candidates.ts';
import { isLive } from './draw-facts.ts';
import { seal } from './open-draw.ts';
import { tellSides } from './tell-sides.ts';

export type DrawRequest = {
	readonly roundId: string;
	readonly seats: number;
	/** Seats that a specialty must have at least; 0 asks for nothing. */
	readonly minPerGroup: Readonly<Record<string, number>>;
	/** Leave out everybody whose employer has a case in this round. */
	readonly withoutColleagues: boolean;
	/** Who may not be drawn, and why. */
	readonly excluded: readonly { readonly personId: string; readonly why: string }[];
};

/** The most seats of one employer; one at least, however small the panel. */
const capFor = async (ctx: Context, seats: number): Promise<number> =>
	Math.max(1, shareOf(String(await parameter(ctx, 'committee.maxShareOfOneEmployer')), seats));

/** Ten random letters and digits of base32, short enough to read out, each different. */
const randomNames = (ctx: Context, count: number): readonly string[] => {
	const names = new Set<string>();
	while (names.size < count) names.add(ctx.secrets.token().slice(0, 10).toLowerCase());
	return [...names];
};

const isExclusion = (why: string): why is Exclusion =>
	(exclusions as readonly string[]).includes(why);

const seatsAllowed = (request: DrawRequest, minSize: number): void => {
	const { seats, minPerGroup } = request;
	if (!Number.isSafeInteger(seats) || seats < minSize || seats % 2 === 0)
		throw new Refused({
			...rule('panel_size_wrong', { found: seats, needed: minSize }, 'committeeSize'),
			field: 'seats'
		});
	const places = Object.values(minPerGroup);
	if (places.some((least) => !Number.isSafeInteger(least) || least < 0 || least > seats))
		throw new Refused({ ...rule('draw_minimum_wrong', { seats }), field: 'minPerGroup' });
};

/** The office's own exclusions by person; whoever it names must be in the pool, with a known reason. */
const namedExclusions = (
	request: DrawRequest,
	pool: ReadonlySet<string>
): ReadonlyMap<string, Exclusion> =>
	new Map(
		request.excluded.map(({ personId, why }) => {
			if (!pool.has(personId)) throw new Refused(rule('expert_unknown', {}, 'expertConditions'));
			if (!isExclusion(why) || why === 'applicant')
				throw new Refused({ ...rule('draw_exclusion_unknown'), kind: 'malformed' });
			return [personId, why];
		})
	);

/**
 * The office prepares a round's draw: pool, exclusions, seats, cap and minimums are fixed under pseudonyms, and
 * their commitment is logged before anybody can know a seed. After a draw that ended without a panel the
 * inspector must agree first.
 */
export const prepareDraw = async (
	ctx: Context,
	request: DrawRequest
): Promise<{ readonly id: string }> => {
	const opened = await openRound(ctx, request.roundId);
	const { round, committee } = opened;
	seatsAllowed(request, committee.minSize);
	const [earlier, pool] = await Promise.all([
		ctx.store.read.draws.ofRound(round.id),
		drawCandidates(ctx, opened)
	]);
	if (earlier.some(isLive)) throw new Refused(rule('draw_under_way', {}, 'randomDraw'));
	const named = namedExclusions(request, new Set(pool.map(({ personId }) => personId)));
	const candidates = pool.map(({ colleagueApplies, level: _level, ...one }) => ({
		...one,
		excluded:
			one.excluded ??
			named.get(one.personId) ??
			(request.withoutColleagues && colleagueApplies ? ('same_employer' as const) : null)
	}));
	const free = candidates.filter(({ excluded }) => excluded === null).length;
	if (free < request.seats)
		throw new Refused(rule('draw_pool_too_small', { free, seats: request.seats }, 'randomDraw'));
	const minimums = Object.entries(request.minPerGroup).filter(([, least]) => least > 0);
	const { terms, table } = pseudonymise(
		candidates,
		{
			seats: request.seats,
			maxPerEmployer: await capFor(ctx, request.seats),
			...(minimums.length > 0 && { minPerGroup: Object.fromEntries(minimums) })
		},
		randomNames(ctx, namesNeeded(candidates))
	);
	const id = ctx.newId();
	const commitment = commitmentOf(terms);
	await commit(ctx, [
		// Two draws of one round cannot be prepared at once.
		update('rounds', round, {}),
		insert('draws', {
			id,
			roundId: round.id,
			again: earlier.length > 0,
			terms,
			sealed: seal(ctx, id, table),
			commitment,
			state: 'prepared',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'draw.prepare',
			objectKind: 'draw',
			objectId: id,
			detail: {
				round: round.id,
				committee: committee.name,
				commitment,
				poolDigest: digestOfIds(terms.pool.map((one) => one.id)),
				pool: terms.pool.length,
				excluded: terms.excluded.length,
				seats: terms.seats
			}
		}),
		...(await tellSides(ctx, 'draw.prepare', { committee, draw: { id } }, ['inspector']))
	]);
	return { id };
};
