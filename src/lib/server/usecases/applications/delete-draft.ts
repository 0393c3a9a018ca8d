import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';

/** Deletes a draft that was never handed in (or was taken back). Its number is not used again. */
export const deleteDraft = (
	ctx: Context,
	input: { readonly id: string; readonly version: number }
): Promise<Row<'applications'>> => makeMove(ctx, { ...input, move: 'delete_draft' });
