import { logged, type Context, type LogEntry } from './ports.ts';
import { keyOf, limits } from './throttle.ts';

/** The entry that stands for the refusals left out. */
export const omittedAction = 'log.omitted';

/**
 * Logs that somebody was refused. The log is kept for ever and written by one at a time, so nobody may fill
 * it: the first refusals of one person for one action within the window are logged one by one, then a single
 * entry says that further ones are left out, and the rest is only counted. What is refused for the first time
 * is always there: another action, another person and another window count anew.
 */
export const logRefused = async (ctx: Context, entry: Omit<LogEntry, 'result'>): Promise<void> => {
	const { max, windowMs } = limits.refused;
	const personId = ctx.actor?.personId ?? '';
	const key = keyOf(limits.refused, personId || ctx.ip, entry.action);
	const { counts } = await ctx.store.commit([{ do: 'count', key, windowMs, at: ctx.realNow() }]);
	const times = counts[0] ?? 0;
	if (times > max + 1) return;
	await ctx.store.commit([
		logged(ctx, {
			...(times <= max
				? entry
				: {
						action: omittedAction,
						objectKind: 'person',
						objectId: personId,
						detail: { of: entry.action, logged: max, minutes: windowMs / 60_000 }
					}),
			result: 'refused'
		})
	]);
};
