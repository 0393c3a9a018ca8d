import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { isShortage, replayDraw } from '#lib/domain/review/draw.ts';
import { drawSeatWorkflow, type SeatMove } from '#lib/domain/review/draw-workflow.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { guard, logged, update, type Change, type Context } from '../ports.ts';
import { askToSit } from './make-seed.ts';
import { moveDraw } from './move-draw.ts';
import { openDraw, type OpenDraw } from './open-draw.ts';
import { tellSides } from './tell-sides.ts';

export type Answer = {
	readonly seatId: string;
	readonly version: number;
	readonly answer: SeatMove;
	/** Why not; only with a refusal. */
	readonly reason: string;
};

/**
 * A drawn expert answers, or the office enters what was said over the telephone. A refused seat is filled in the
 * same commit, with the first alternate in ticket order that keeps caps and minimums; nobody who stands moves.
 */
export const answerSeat = async (ctx: Context, input: Answer): Promise<void> => {
	const seat = await ctx.store.read.draws.seatById(input.seatId);
	if (!seat) throw new Refused(missing);
	const opened = await openDraw(ctx, seat.drawId);
	const { draw } = opened;
	const own = seat.personId === ctx.actor?.personId;
	// Another drawn expert is nothing to this seat.
	if (!own && !opened.parties.has('office')) throw new Refused(missing);
	if (seat.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const facts = { drawState: draw.state };
	const by = new Set([own ? ('expert' as const) : ('office' as const)]);
	const refusal = refuses(drawSeatWorkflow, input.answer, seat.state, by, facts);
	if (refusal) throw new Refused(refusal);
	const refused = input.answer === 'refuse';
	const reason = input.reason.trim();
	if (refused && reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	const changes = [
		update('drawSeats', seat, {
			state: targetOf(drawSeatWorkflow, input.answer, facts),
			...(refused && { reason })
		}),
		// No pseudonym beside the name of whoever acts: the log is read by others than the two sides.
		logged(ctx, {
			action: `draw_seat.${input.answer}`,
			objectKind: 'draw',
			objectId: draw.id,
			detail: { committee: opened.committee.name, seat: seat.id, entered: !own }
		}),
		...(await tellSides(
			ctx,
			`draw_seat.${input.answer}`,
			opened,
			drawSeatWorkflow.moves[input.answer].tells
		))
	];
	if (refused) await refillSeat(ctx, opened, seat.expertId, changes);
	else await commit(ctx, [guard('draws', draw), ...changes]);
};

const refillSeat = async (
	ctx: Context,
	opened: OpenDraw,
	expertId: string,
	changes: readonly Change[]
): Promise<void> => {
	const { draw } = opened;
	const refusals = [...draw.refusals, expertId];
	const story = replayDraw({ ...draw.terms, seed: draw.seed ?? '' }, refusals);
	const step = isShortage(story) ? undefined : story.steps.at(-1);
	if (!step) throw new Error(`draw ${draw.id} was never filled`);
	await moveDraw(ctx, opened, {
		move: 'refill',
		facts: { emptySeats: 1, filled: step.added !== null },
		set: { refusals },
		detail: {
			added: step.added,
			...(step.shortage && { short: step.shortage.short, why: step.shortage.why })
		},
		changes: () => [...changes, ...(step.added === null ? [] : askToSit(ctx, opened, [step.added]))]
	});
};
