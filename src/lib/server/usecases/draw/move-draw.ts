import { Refused } from '#lib/domain/refusal.ts';
import { drawWorkflow, type DrawFacts, type DrawMove } from '#lib/domain/review/draw-workflow.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { logged, update, type Change, type Context, type Row } from '../ports.ts';
import { drawFactsOf } from './draw-facts.ts';
import type { OpenDraw } from './open-draw.ts';
import { tellSides } from './tell-sides.ts';

export type DrawDeed = {
	readonly move: DrawMove;
	/** What the move changes about the facts before it is judged. */
	readonly facts?: Partial<DrawFacts>;
	readonly set?: Partial<Row<'draws'>>;
	readonly detail?: Readonly<Record<string, unknown>>;
	/** What else stands in the same commit. */
	readonly changes?: (to: Row<'draws'>['state']) => readonly Change[];
};

/** Makes a move of a draw: state, log entry and messages in one commit. Answers the state it led to. */
export const moveDraw = async (
	ctx: Context,
	opened: OpenDraw,
	deed: DrawDeed
): Promise<Row<'draws'>['state']> => {
	const { draw, parties } = opened;
	const facts = { ...drawFactsOf(ctx, opened), ...deed.facts };
	const refusal = refuses(drawWorkflow, deed.move, draw.state, parties, facts);
	if (refusal) throw new Refused(refusal);
	const state = targetOf(drawWorkflow, deed.move, facts);
	await commit(ctx, [
		update('draws', draw, { ...deed.set, state }),
		...(deed.changes?.(state) ?? []),
		logged(ctx, {
			action: `draw.${deed.move}`,
			objectKind: 'draw',
			objectId: draw.id,
			detail: { committee: opened.committee.name, state, ...deed.detail }
		}),
		...(await tellSides(ctx, `draw.${deed.move}`, opened, drawWorkflow.moves[deed.move].tells))
	]);
	return state;
};

/** Refuses a page that is older than the draw. */
export const mustBeCurrent = ({ draw }: OpenDraw, version: number): void => {
	if (draw.version !== version) throw new Refused({ kind: 'stale', key: 'stale' });
};
