import { mayEnter, type Area } from '#lib/domain/access.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { logRefused } from '../log-refused.ts';
import type { Context, LogEntry } from '../ports.ts';

/**
 * Lets in whoever holds the area's role, and nobody else; an attempt from outside is logged, since authority
 * is what the inspector looks at first.
 */
export const mustEnter = async (
	ctx: Context,
	area: Area,
	/** What the log should hold of the attempt. */
	detail: () => LogEntry['detail'] = () => undefined
): Promise<void> => {
	if (ctx.as !== 'person' || mayEnter(ctx.actor, area)) return;
	if (ctx.actor)
		await logRefused(ctx, {
			action: `area.${area}`,
			objectKind: 'area',
			objectId: area,
			detail: detail() ?? {}
		});
	throw new Refused({ kind: 'forbidden', key: 'not_your_area' });
};
