import { addDays, parseDay, startOfDay, type Day } from '#lib/domain/day.ts';
import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, type Context } from '../ports.ts';

/** Key in `meta`: milliseconds by which the demo's legal clock runs ahead of (or behind) real time. */
export const clockOffsetKey = 'demo.clockOffsetMs';

/** Furthest that one step may go; the calendar beyond the next year is nobody's to know. */
const longestStepDays = 400;
const openingMs = 9 * 3_600_000;

/**
 * Moves the demo's legal clock forward to 09:00 of a later day; what has become due meanwhile happens at the
 * next tick. Never back, and never outside a demo, where the clock is real time and this does not exist.
 */
export const moveClock = async (
	ctx: Context,
	input: { readonly to: string }
): Promise<{ readonly today: Day }> => {
	if (!ctx.demo) throw new Refused(missing);
	const to = parseDay(input.to);
	if (!to) throw new Refused({ ...rule('day_invalid'), field: 'to' });
	if (to <= ctx.today()) throw new Refused({ ...rule('clock_only_forward'), field: 'to' });
	if (to > addDays(ctx.today(), longestStepDays))
		throw new Refused({ ...rule('clock_too_far', { days: longestStepDays }), field: 'to' });
	const offset = await ctx.store.read.meta.get(clockOffsetKey);
	if (!offset) throw new Refused(missing);
	const aheadMs = Number(offset.value) + (startOfDay(to) + openingMs - ctx.now());
	await commit(ctx, [
		{
			do: 'update',
			table: 'meta',
			id: clockOffsetKey,
			version: offset.version,
			set: { value: String(aheadMs) }
		},
		logged(ctx, {
			action: 'demo.move_clock',
			objectKind: 'installation',
			objectId: 'demo',
			detail: { from: ctx.today(), to }
		})
	]);
	return { today: to };
};
