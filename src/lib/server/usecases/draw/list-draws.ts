import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { mayEnter } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { drawStates, type DrawState, type SeatState } from '#lib/domain/review/draw-workflow.ts';
import { openRound } from '../meeting/open-round.ts';
import type { Context } from '../ports.ts';
import { drawAccount, type DrawAccount } from './draw-account.ts';
import { drawCandidates, type PoolMember } from './draw-candidates.ts';
import { isLive } from './draw-facts.ts';

/** Most draws in one list. */
const MOST = 200;

export type DrawRow = {
	readonly id: string;
	readonly state: DrawState;
	readonly committee: string;
	readonly batch: string;
	readonly plannedOn: Day;
	readonly seats: number;
};

const rowsIn = async (ctx: Context, states: readonly DrawState[]): Promise<readonly DrawRow[]> =>
	(await ctx.store.read.draws.inStates(states, MOST)).map(
		({ draw, round, committee, batchName }) => ({
			id: draw.id,
			state: draw.state,
			committee: committee.name,
			batch: batchName,
			plannedOn: round.plannedMeetingOn,
			seats: draw.terms.seats
		})
	);

/** Every draw, newest first: for the inspector. */
export const listDraws = async (ctx: Context): Promise<readonly DrawRow[]> => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	return rowsIn(ctx, drawStates);
};

/** States in which the seed is known, so that anybody can redo the draw. */
const redoable = ['drawn', 'seated', 'short'] as const satisfies readonly DrawState[];

/** Draws that anybody can redo, newest first. */
export const listPublicDraws = (ctx: Context): Promise<readonly DrawRow[]> => rowsIn(ctx, redoable);

/** A draw by pseudonyms, for everybody; before its seed is known there is nothing to redo. */
export const getPublicDraw = async (ctx: Context, id: string): Promise<DrawAccount> => {
	const joined = await ctx.store.read.draws.byId(id);
	if (!joined || !(redoable as readonly DrawState[]).includes(joined.draw.state))
		throw new Refused(missing);
	return drawAccount(joined);
};

export type RoundDraws = {
	readonly roundId: string;
	readonly committee: string;
	readonly batch: string;
	readonly plannedOn: Day;
	readonly minSize: number;
	readonly draws: readonly {
		readonly id: string;
		readonly state: DrawState;
		readonly at: number;
	}[];
	readonly pool: readonly PoolMember[];
	/** What keeps another draw from being prepared; null: nothing. */
	readonly refusal: Refusal | null;
};

/** The draws of a round and the pool for the next one: for the office that runs it. */
export const roundDraws = async (ctx: Context, roundId: string): Promise<RoundDraws> => {
	const opened = await openRound(ctx, roundId);
	const { round, committee } = opened;
	const [draws, pool, batch] = await Promise.all([
		ctx.store.read.draws.ofRound(roundId),
		drawCandidates(ctx, opened),
		ctx.store.read.batches.byId(round.batchId)
	]);
	return {
		roundId,
		committee: committee.name,
		batch: batch?.name ?? '',
		plannedOn: round.plannedMeetingOn,
		minSize: committee.minSize,
		draws: draws.map(({ id, state, createdAt }) => ({ id, state, at: createdAt })),
		pool,
		refusal: draws.some(isLive) ? rule('draw_under_way', {}, 'randomDraw') : null
	};
};

export type MySeat = {
	readonly id: string;
	readonly version: number;
	readonly state: SeatState;
	readonly committee: string;
	readonly batch: string;
	readonly plannedOn: Day;
};

/** The panels that a person was drawn for and has not refused. */
export const mySeats = async (ctx: Context): Promise<readonly MySeat[]> => {
	if (!ctx.actor) throw new Refused(missing);
	return (await ctx.store.read.draws.openSeatsOf(ctx.actor.personId)).map(
		({ seat, round, committee, batchName }) => ({
			id: seat.id,
			version: seat.version,
			state: seat.state,
			committee: committee.name,
			batch: batchName,
			plannedOn: round.plannedMeetingOn
		})
	);
};
