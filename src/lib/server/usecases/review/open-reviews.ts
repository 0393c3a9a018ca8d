import { Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';
import { openReview } from './open-review.ts';

/**
 * Opens the reviews of several cases, one after the other: each is an act of its own, and one that cannot be
 * opened keeps no other back. When none could be, throws the first one's refusal.
 */
export const openReviews = async (
	ctx: Context,
	input: { readonly ids: readonly string[] }
): Promise<{ readonly opened: number; readonly left: number }> => {
	const ids = [...new Set(input.ids)];
	// The form's request id can stand in one commit only.
	const each = { ...ctx, request: null };
	let opened = 0;
	let first: Refusal | undefined;
	for (const id of ids) {
		const application = await ctx.store.read.applications.byId(id);
		try {
			await openReview(each, { id, version: application?.version ?? 0 });
			opened += 1;
		} catch (cause) {
			if (!(cause instanceof Refused)) throw cause;
			first ??= cause.refusal;
		}
	}
	if (opened === 0) throw new Refused(first ?? { ...rule('cases_none_chosen'), field: 'cases' });
	return { opened, left: ids.length - opened };
};
