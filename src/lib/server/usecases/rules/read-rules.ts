import { parameters } from '#lib/domain/rules/parameters.ts';
import { nationalDays } from '#lib/domain/rules/calendar.ts';
import { yearOf } from '#lib/domain/day.ts';
import { mustEnter } from '../authority/may.ts';
import type { Context } from '../ports.ts';

/** Every parameter with the value in force and the values to come or gone. */
export const listParameters = async (ctx: Context) => {
	await mustEnter(ctx, 'parameters');
	const set = await ctx.store.read.parameters.all();
	const today = ctx.today();
	return parameters.map((parameter) => {
		const history = set.filter(({ key }) => key === parameter.key);
		const inForce = history
			.filter(({ since }) => since <= today)
			.sort((a, b) =>
				a.since < b.since ? 1 : a.since > b.since ? -1 : b.createdAt - a.createdAt
			)[0];
		return {
			parameter,
			value:
				parameter.standing === 'fixed' ? parameter.default : (inForce?.value ?? parameter.default),
			since: parameter.standing === 'fixed' ? null : (inForce?.since ?? null),
			upcoming: parameter.standing === 'fixed' ? [] : history.filter(({ since }) => since > today),
			history
		};
	});
};

/** A year of the calendar: the national arrangement, and the layers that the city keeps. */
export const readCalendar = async (ctx: Context, year: number) => {
	await mustEnter(ctx, 'calendar');
	const [stored, confirmed] = await Promise.all([
		ctx.store.read.calendar.days(),
		ctx.store.read.calendar.confirmedYears()
	]);
	return {
		confirmed: confirmed.includes(year),
		years: confirmed,
		national: nationalDays.filter(({ date }) => yearOf(date) === year),
		local: stored.filter(({ date }) => yearOf(date) === year)
	};
};
