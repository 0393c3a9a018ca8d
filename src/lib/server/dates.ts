/** Days and instants as people read them, in Shigatse's time. */
import { shanghaiDay, type Day } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import { partsOfDay } from '#lib/ui/day.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
	hour12: false
});

/** 2026 年 9 月 14 日. */
export const dayText = (day: Day): string => m.ui_date(partsOfDay(day));

/** 2026 年 9 月 14 日 09:05. */
export const instantText = (instant: number): string =>
	m.account_instant({ day: dayText(shanghaiDay(instant)), time: clock.format(instant) });

/** From a day to a day, or open. */
export const spanText = (fromOn: Day, toOn: Day | null): string =>
	toOn === null
		? m.account_span_open({ from: dayText(fromOn) })
		: m.account_span({ from: dayText(fromOn), to: dayText(toOn) });
