/** Words of the public pages: what is applied for, deadlines as people say them. */
import { shanghaiDay, daysBetween, type Day } from '#lib/domain/day.ts';
import { tierNames, type Tier } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { seriesOf, shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import * as m from '#lib/paraglide/messages.js';

const language = (): 'zh' | 'en' => (getLocale() === 'en' ? 'en' : 'zh');

export const seriesText = (series: string, specialty: string | null): string => {
	const name = language() === 'zh' ? shortSeriesName(series) : (seriesOf(series)?.en ?? series);
	return specialty === null
		? m.portal_series({ series: name })
		: m.portal_series_specialty({
				series: name,
				specialty: specialtyOf(specialty)?.[language()] ?? specialty
			});
};

export const specialtyText = (specialty: string | null): string =>
	specialty === null ? '' : (specialtyOf(specialty)?.[language()] ?? specialty);

export const tiersText = (tiers: readonly string[]): string =>
	tiers.map((tier) => tierNames[tier as Tier][language()]).join('、');

const clock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
	hour12: false
});

/** 10 月 30 日 17:00. */
export const untilText = (instant: number): string => {
	const day = shanghaiDay(instant);
	return m.portal_day_time({ ...monthDay(day), time: clock.format(instant) });
};

const monthDay = (day: Day) => ({ month: Number(day.slice(5, 7)), day: Number(day.slice(8)) });

/** 9 月 21 日. */
export const shortDay = (day: Day): string => m.portal_day(monthDay(day));

/** 还有 46 天. */
export const daysLeftText = (from: number, until: number): string =>
	m.portal_days_left({ days: daysBetween(shanghaiDay(from), shanghaiDay(until)) });
