import type { Day } from '#lib/domain/day.ts';
import { calendarFor, legalPeriod, type Period } from '../calendar.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context } from '../ports.ts';

/**
 * The last day on which a person may ask for a re-check of what is decided today (Order 40 art. 27). Without a
 * confirmed calendar no last day can be named, and none runs out.
 */
export const recheckUntil = async (ctx: Context): Promise<Day | null> =>
	(
		await legalPeriod(
			ctx,
			await calendarFor(ctx),
			ctx.today(),
			await parameterNumber(ctx, 'recheck.applyWithinWorkingDays')
		)
	).endOn;

/** The period within which a re-check that is asked for today must be decided. */
export const recheckDecision = async (ctx: Context): Promise<Period> =>
	legalPeriod(
		ctx,
		await calendarFor(ctx),
		ctx.today(),
		await parameterNumber(ctx, 'recheck.decideWithinWorkingDays')
	);
