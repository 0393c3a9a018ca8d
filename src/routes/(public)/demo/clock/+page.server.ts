import { z } from 'zod';
import { addDays } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { loads, submits } from '#lib/server/form.ts';
import { calendarFor, legalPeriod } from '#lib/server/usecases/calendar.ts';
import { moveClock } from '#lib/server/usecases/demo/move-clock.ts';
import { wake } from '#lib/server/wake.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx) => {
	if (!ctx.demo) throw new Refused(missing);
	const today = ctx.today();
	const next = await legalPeriod(ctx, await calendarFor(ctx), today, 1);
	return { today, nextWorkday: next.endOn ?? addDays(today, 1), week: addDays(today, 7) };
}) satisfies PageServerLoad;

export const actions = {
	default: submits(z.object({ to: z.string() }), async (ctx, data) => {
		await moveClock(ctx, data);
		// What has become due meanwhile is done before the page comes back.
		await wake();
		return { to: '/demo/clock' };
	})
} satisfies Actions;
