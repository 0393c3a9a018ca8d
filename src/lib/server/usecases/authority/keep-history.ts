import { insert, type Change, type Context } from '../ports.ts';

/** What a row of the register says from now on, and why: kept beside it, never overwritten. */
export const keepHistory = (
	ctx: Context,
	kind: 'committee' | 'entrustment' | 'grant',
	row: Readonly<Record<string, unknown>> & { readonly id: string },
	reason: string
): Change =>
	insert('authorityHistory', {
		id: ctx.newId(),
		kind,
		objectId: row.id,
		at: ctx.now(),
		by: ctx.actor?.personId ?? ctx.as,
		reason,
		after: { ...row }
	});
