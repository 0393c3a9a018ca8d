/** Messages of the inbox and entries of the log in the reader's language. */
import { isDay } from '#lib/domain/day.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText } from './dates.ts';
import { textOf } from './words.ts';

/** Facts as people read them: roles by name, days as days. */
const readable = (facts: Facts): Facts =>
	Object.fromEntries(
		Object.entries(facts).map(([name, value]) => {
			if (name === 'role') return [name, textOf(`role_${value}`) ?? value];
			if (name === 'which') return [name, textOf(`number_${value}`) ?? value];
			return [name, typeof value === 'string' && isDay(value) ? dayText(value) : value];
		})
	);

/** What a message says. */
export const messageText = (event: string, facts: Facts): string =>
	textOf(
		event.startsWith('case.') ? `told_${event.slice('case.'.length)}` : `message_${event}`,
		readable(facts)
	) ?? m.message_unknown({ event });

/** `area.calendar` and the like: somebody tried to enter an area that is not theirs. */
const areaText = (action: string): string | undefined => {
	if (!action.startsWith('area.')) return undefined;
	const area = action.slice('area.'.length);
	return m.log_did_area({ area: textOf(`area_${area}`) ?? area });
};

/** What an entry of the log did; the action itself where it has no words yet. */
export const actText = (action: string): string =>
	textOf(`log_did_${action}`) ??
	(action.startsWith('case.') ? textOf(`did_${action.slice('case.'.length)}`) : undefined) ??
	areaText(action) ??
	textOf(`account_act_${action}`) ??
	action;
