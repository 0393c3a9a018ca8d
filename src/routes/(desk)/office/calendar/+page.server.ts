import { z } from 'zod';
import {
	addDays,
	firstDayOfYear,
	lastDayOfYear,
	monthOf,
	weekday,
	yearOf
} from '#lib/domain/day.ts';
import { cityCode, regionCode } from '#lib/domain/rules/jurisdictions.ts';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { calendarFor } from '#lib/server/usecases/calendar.ts';
import {
	addCalendarDay,
	confirmYear,
	withdrawCalendarDay
} from '#lib/server/usecases/rules/edit-calendar.ts';
import { readCalendar } from '#lib/server/usecases/rules/read-rules.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const thisYear = yearOf(ctx.today());
	const asked = Number(url.searchParams.get('year'));
	const year = asked >= 2004 && asked <= thisYear + 1 ? asked : thisYear;
	const { confirmed, local, national } = await readCalendar(ctx, year);
	const calendar = await calendarFor(ctx);
	const marked = new Set([...national, ...local].map(({ date }) => date));
	const months = Array.from({ length: 12 }, (_, month) => ({
		label: m.calendar_month({ month: month + 1 }),
		/** Blank cells before the first day, Monday first. */
		blanks: 0,
		days: [] as { day: string; number: number; work: boolean; marked: boolean; today: boolean }[]
	}));
	for (let day = firstDayOfYear(year); day <= lastDayOfYear(year); day = addDays(day, 1)) {
		const month = months[monthOf(day) - 1];
		if (!month) continue;
		if (month.days.length === 0) month.blanks = weekday(day) - 1;
		month.days.push({
			day,
			number: Number(day.slice(8)),
			work: calendar.isWorkday(day),
			marked: marked.has(day),
			today: day === ctx.today()
		});
	}
	return {
		requestId: ctx.newId(),
		year,
		previous: year - 1,
		next: year < thisYear + 1 ? year + 1 : null,
		confirmed,
		months,
		scopes: [
			{ value: regionCode, label: placeName(regionCode) },
			{ value: cityCode, label: placeName(cityCode) }
		],
		local: local.map((day) => ({
			id: day.id,
			version: day.version,
			day: dayText(day.date),
			kind: day.kind === 'holiday' ? m.calendar_holiday() : m.calendar_workday(),
			scope: placeName(day.scope),
			basis: day.basis
		}))
	};
}) satisfies PageServerLoad;

const label = (field: string): string | undefined => textOf(`calendar_field_${field}`);

export const actions = {
	add: submits(
		z.object({
			date: z.string().min(1),
			kind: z.enum(['holiday', 'workday']),
			scope: z.string().min(1),
			basis: z.string().trim().min(1).max(120)
		}),
		async (ctx, data) => {
			await addCalendarDay(ctx, data);
			return { to: `/office/calendar?year=${data.date.slice(0, 4)}` };
		},
		{ form: 'add', label }
	),
	withdraw: submits(
		z.object({
			id: z.string().min(1),
			version: z.coerce.number().int(),
			reason: z.string().trim().min(1).max(120)
		}),
		async (ctx, data, { url }) => {
			await withdrawCalendarDay(ctx, data);
			return { to: `/office/calendar?year=${url.searchParams.get('year') ?? ''}` };
		},
		{ form: 'withdraw', label }
	),
	confirm: submits(
		z.object({ year: z.coerce.number().int(), basis: z.string().trim().min(1).max(120) }),
		async (ctx, data) => {
			await confirmYear(ctx, data);
			return { to: `/office/calendar?year=${data.year}` };
		},
		{ form: 'confirm', label }
	)
} satisfies Actions;
