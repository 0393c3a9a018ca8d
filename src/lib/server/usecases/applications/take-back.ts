import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';

type Named = { readonly id: string; readonly version: number };

/** Back to draft: until the employer picks it up, and for ten minutes whatever happened. Logged. */
export const takeBack = (ctx: Context, input: Named): Promise<Row<'applications'>> =>
	makeMove(ctx, {
		...input,
		move: 'take_back',
		extras: () => ({ set: { pickedUpAt: null, openSections: null } })
	});
