import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';

/** The employer (or its agency) begins to compare the originals; from now on the applicant cannot take it back. */
export const pickUpCase = (
	ctx: Context,
	input: { readonly id: string; readonly version: number }
): Promise<Row<'applications'>> =>
	makeMove(ctx, { ...input, move: 'pick_up', extras: () => ({ set: { pickedUpAt: ctx.now() } }) });
