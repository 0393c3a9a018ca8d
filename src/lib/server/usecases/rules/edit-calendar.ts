import { extendOnly, deadline } from '#lib/domain/authority/deadline.ts';
import { yearOf } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { cityCode, regionCode } from '#lib/domain/rules/jurisdictions.ts';
import { mustEnter } from '../authority/may.ts';
import { checkDay } from '../authority/scope.ts';
import { calendarWith } from '../calendar.ts';
import { commit } from '../commit.ts';
import { parameter, parameterNumber } from '../parameters.ts';
import { insert, logged, tell, update, type Change, type Context } from '../ports.ts';

type Day = { readonly date: string; readonly kind: 'holiday' | 'workday'; readonly scope: string };

/** States whose day is the last one of a running notice. */
const showsNotice: readonly string[] = ['employer_notice', 'result_notice'];

/**
 * Running notices under an edited calendar: a last day may only become later (handbook 11). Whoever waits for
 * it is told.
 */
const extendRunning = async (
	ctx: Context,
	added: readonly Day[],
	withdrawn: string | null
): Promise<{ readonly changes: readonly Change[]; readonly extended: number }> => {
	const { read } = ctx.store;
	const calendar = await calendarWith(ctx, added, withdrawn);
	const running = await read.notices.lastDayBy('9999-12-31');
	const countStartDay = (await parameter(ctx, 'notice.countStartDay')) === true;
	const changes: Change[] = [];
	let extended = 0;
	for (const notice of running) {
		const period = {
			from: notice.startOn,
			workingDays: await parameterNumber(ctx, `notice.${notice.kind}.workingDays`),
			countStartDay
		};
		const recomputed = deadline(calendar, period);
		const endOn = extendOnly(notice.endOn, recomputed);
		if (endOn === notice.endOn || recomputed.end === null) continue;
		extended += 1;
		const cases =
			notice.applicationId === null
				? await read.notices.caseIds(notice.id)
				: [notice.applicationId];
		const shown = (await Promise.all(cases.map((id) => read.applications.byId(id)))).flatMap(
			(one) => (one && showsNotice.includes(one.state) && one.dueOn === notice.endOn ? [one] : [])
		);
		changes.push(
			...shown.map((application) => update('applications', application, { dueOn: endOn })),
			update('notices', notice, { endOn, counted: recomputed.counted }),
			logged(ctx, {
				action: 'notice.extend',
				objectKind: 'notice',
				objectId: notice.id,
				detail: { before: notice.endOn, after: endOn }
			}),
			...cases.map((caseId) =>
				tell(ctx, 'notice.extend', [{ party: 'applicant' }], {
					caseId,
					facts: { before: notice.endOn, after: endOn }
				})
			)
		);
	}
	return { changes, extended };
};

/** Adds a day of the region's or the city's own arrangement, with the notice it rests on. */
export const addCalendarDay = async (
	ctx: Context,
	input: {
		readonly date: string;
		readonly kind: 'holiday' | 'workday';
		readonly scope: string;
		readonly basis: string;
	}
): Promise<{ readonly extended: number }> => {
	await mustEnter(ctx, 'calendar');
	const date = checkDay(input.date, 'date');
	if (![cityCode, regionCode].includes(input.scope))
		throw new Refused({ ...rule('calendar_scope_unknown'), field: 'scope' });
	const basis = input.basis.trim();
	if (basis === '') throw new Refused({ ...rule('basis_missing'), field: 'basis' });
	const known = await ctx.store.read.calendar.days();
	if (known.some((day) => day.date === date && day.scope === input.scope))
		throw new Refused({ ...rule('calendar_day_exists', { on: date }), field: 'date' });
	const row = { date, kind: input.kind, scope: input.scope };
	const { changes, extended } = await extendRunning(ctx, [row], null);
	const id = ctx.newId();
	await commit(ctx, [
		insert('calendarDays', { id, ...row, basis, createdAt: ctx.now() }),
		...changes,
		logged(ctx, {
			action: 'calendar.add',
			objectKind: 'calendar_day',
			objectId: id,
			detail: { ...row, basis, extended }
		})
	]);
	return { extended };
};

/** Withdraws a day that was entered by mistake; it stays in the history. */
export const withdrawCalendarDay = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<{ readonly extended: number }> => {
	await mustEnter(ctx, 'calendar');
	const day = await ctx.store.read.calendar.dayById(input.id);
	if (!day || day.withdrawnAt !== null) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (day.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = input.reason.trim();
	if (reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	const { changes, extended } = await extendRunning(ctx, [], day.id);
	await commit(ctx, [
		update('calendarDays', day, { withdrawnAt: ctx.now() }),
		...changes,
		logged(ctx, {
			action: 'calendar.withdraw',
			objectKind: 'calendar_day',
			objectId: day.id,
			detail: { date: day.date, scope: day.scope, reason, extended }
		})
	]);
	return { extended };
};

/** Confirms a year's calendar; from then on legal periods may reach into it. */
export const confirmYear = async (
	ctx: Context,
	input: { readonly year: number; readonly basis: string }
): Promise<void> => {
	await mustEnter(ctx, 'calendar');
	const basis = input.basis.trim();
	if (basis === '') throw new Refused({ ...rule('basis_missing'), field: 'basis' });
	const thisYear = yearOf(ctx.today());
	if (!Number.isInteger(input.year) || input.year < thisYear - 1 || input.year > thisYear + 1)
		throw new Refused({ ...rule('calendar_year_far', { year: input.year }), field: 'year' });
	if ((await ctx.store.read.calendar.confirmedYears()).includes(input.year))
		throw new Refused({ ...rule('calendar_year_confirmed', { year: input.year }), field: 'year' });
	await commit(ctx, [
		insert('calendarYears', {
			year: input.year,
			confirmedAt: ctx.now(),
			confirmedBy: ctx.actor?.personId ?? ctx.as,
			basis
		}),
		logged(ctx, {
			action: 'calendar.confirm',
			objectKind: 'calendar_year',
			objectId: String(input.year),
			detail: { basis }
		})
	]);
};
