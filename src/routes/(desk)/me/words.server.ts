/**
 * Words for the applicant's pages: names out of the catalogue, dates, amounts, states. Used by load functions
 * only, so that a page ships no texts that it does not show.
 */
import { addDays, shanghaiDay, type Day } from '#lib/domain/day.ts';
import { parseDecimal, printDecimal } from '#lib/domain/decimal.ts';
import type { Citation } from '#lib/domain/rules/citation.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { levelFacts, isLevel } from '#lib/domain/rules/levels.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { ApplicationMove } from '#lib/domain/titles/application-workflow.ts';
import { seriesOf } from '#lib/domain/titles/catalogue.ts';
import { splitDate, valueOf } from '#lib/domain/titles/field-values.ts';
import type { SectionField } from '#lib/domain/titles/sections.ts';
import type { Offer } from '#lib/domain/workflow.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { citationText, refusalText, textOf } from '#lib/server/words.ts';
import type { StateKind } from '#lib/ui/icons.ts';

type Named = { readonly zh: string; readonly en: string };

/** The name in the reader's language. */
export const nameIn = (named: Named): string => (getLocale() === 'en' ? named.en : named.zh);

export const seriesName = (slug: string): string => {
	const series = seriesOf(slug);
	return series ? nameIn(series) : slug;
};
export const specialtyName = (slug: string | null): string => {
	const specialty = slug === null ? undefined : specialtyOf(slug);
	return specialty ? nameIn(specialty) : (slug ?? '');
};
export const levelName = (level: string): string =>
	isLevel(level) ? nameIn(levelFacts[level]) : level;
export const placeName = (code: string): string => {
	const place = jurisdictionOf(code);
	return place ? nameIn(place) : code;
};
export const slotName = (key: string): string => {
	const slot = materialSlots.find((one) => one.key === key);
	return slot ? nameIn(slot) : key;
};
export const wordOf = (
	key: string,
	facts: Readonly<Record<string, string | number>> = {}
): string => textOf(key, facts) ?? key;

/** Series and specialty in one breath: 工程（水利）. */
export const fieldOfWork = (series: string, specialty: string | null): string =>
	specialty === null
		? seriesName(series)
		: m.me_series_specialty({ series: seriesName(series), specialty: specialtyName(specialty) });

/** 2026 年 11 月 20 日. */
export const dayText = (day: Day): string => {
	const [year, month, date] = splitDate(day);
	return m.ui_date({ year, month: Number(month), day: Number(date) });
};

/** 11 月 20 日: within the year that everybody knows. */
export const shortDay = (day: Day): string => {
	const [, month, date] = splitDate(day);
	return m.me_short_day({ month: Number(month), day: Number(date) });
};

const clock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Shanghai',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hour12: false
});

/** 13:06:41 in Shigatse. */
export const timeText = (instant: number): string => clock.format(instant);
/** 11 月 20 日 13:06. */
export const instantText = (instant: number): string =>
	m.me_instant({ day: shortDay(shanghaiDay(instant)), time: timeText(instant).slice(0, 5) });
/** 2026 年 11 月 20 日 13:06:41. */
export const fullInstant = (instant: number): string =>
	m.me_instant({ day: dayText(shanghaiDay(instant)), time: timeText(instant) });

/** The last moment of a deadline: midnight belongs to the day before, as 24:00. */
export const untilText = (instant: number): string => {
	const day = shanghaiDay(instant);
	const time = timeText(instant).slice(0, 5);
	return time === '00:00'
		? m.me_until({ day: shortDay(addDays(day, -1)), time: '24:00' })
		: m.me_until({ day: shortDay(day), time });
};

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;

/** What is left, in words: 3 天 4 小时, 5 小时 20 分, 9 分 42 秒. */
export const leftText = (ms: number): string => {
	const left = Math.max(0, ms);
	if (left >= dayMs)
		return m.me_left_days({
			days: Math.floor(left / dayMs),
			hours: Math.floor((left % dayMs) / hour)
		});
	return left >= hour
		? m.me_left_hours({
				hours: Math.floor(left / hour),
				minutes: Math.floor((left % hour) / minute)
			})
		: m.me_left_minutes({
				minutes: Math.floor(left / minute),
				seconds: Math.floor((left % minute) / 1000)
			});
};

/** 1.2 MB, 640 KB. */
export const sizeText = (bytes: number): string =>
	bytes >= 1_048_576
		? `${(bytes / 1_048_576).toFixed(1).replace(/\.0$/, '')} MB`
		: `${Math.max(1, Math.round(bytes / 1024))} KB`;

export const citationWords = (citation: Citation): string => citationText(citation);

/** Label of a field of a section. */
export const fieldLabel = (section: string, field: string): string =>
	wordOf(`field_${section}_${field}`);

export const optionLabel = (list: string, value: string): string =>
	list === 'series' ? seriesName(value) : (textOf(`option_${list}_${value}`) ?? value);

const monthText = (value: string): string => {
	const [year, month] = splitDate(value);
	return /^\d{4}-\d{2}$/.test(value) ? m.me_month({ year, month: Number(month) }) : value;
};

/** A stored value as a reader sees it; '' where nothing was entered. */
export const shownValue = (field: SectionField, value: string): string => {
	if (value === '') return '';
	switch (field.type) {
		case 'choice':
			return optionLabel(field.options ?? '', value);
		case 'day':
			return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value) : value.replace(/-{1,2}$/, '');
		case 'month':
			return monthText(value);
		case 'hours': {
			const amount = parseDecimal(value);
			return m.me_hours({ hours: amount ? printDecimal(amount) : value });
		}
		case 'yes':
			return m.me_yes();
		default:
			return value;
	}
};

/** Title and two facts of an entry, for its card. */
export const entryCard = (
	section: string,
	data: EntryData
): { readonly title: string; readonly facts: readonly string[] } => {
	const at = (name: string): string => valueOf(data, name);
	const named = (list: string, name: string): string =>
		at(name) === '' ? '' : optionLabel(list, at(name));
	const span = (): string =>
		m.me_span({
			from: monthText(at('from')),
			to: at('to') === '' ? m.me_now() : monthText(at('to'))
		});
	const day = (name: string): string =>
		/^\d{4}-\d{2}-\d{2}$/.test(at(name)) ? dayText(at(name)) : '';
	const card = (title: string, ...facts: readonly string[]) => ({
		title: title === '' ? m.me_entry_empty() : title,
		facts: facts.filter((fact) => fact !== '')
	});
	switch (section) {
		case 'education':
			return card(
				[named('education', 'level'), at('major')].filter(Boolean).join(m.ui_comma()),
				at('school'),
				day('graduatedOn') && m.me_graduated({ day: day('graduatedOn') })
			);
		case 'experience':
			return card(at('organisation'), at('post'), span());
		case 'titles':
			return card(
				at('printedName'),
				[named('title_kind', 'kind'), named('title_level', 'level')]
					.filter(Boolean)
					.join(m.ui_comma()),
				day('obtainedOn') && m.me_obtained({ day: day('obtainedOn') })
			);
		case 'achievements':
			return card(at('name'), named('work_role', 'role'), span());
		case 'works':
			return card(at('title'), named('work_kind', 'kind'), at('venue'));
		case 'recommenders':
			return card(at('name'), named('recommender_level', 'level'), at('organisation'));
		case 'appraisals':
			return card(at('year') && m.me_year({ year: at('year') }), named('appraisal', 'grade'));
		case 'hours':
			return card(
				at('year') && m.me_year({ year: at('year') }),
				m.me_hours_parts({
					total: at('total') || '0',
					general: at('general') || '0',
					professional: at('professional') || '0'
				})
			);
		default:
			return card(at('post'));
	}
};

const kinds: Partial<Record<ApplicationState, StateKind>> = {
	draft: 'fresh',
	returned_by_employer: 'turn',
	correction_requested: 'turn',
	certificate_issued: 'done',
	confirmed: 'done',
	voted_passed: 'done',
	superseded: 'done',
	region_result_recorded: 'done',
	voted_failed: 'refused',
	not_accepted: 'refused',
	rejected_after_notice: 'refused',
	recheck_rejected: 'refused',
	revoked: 'problem',
	terminated_fraud: 'problem',
	suspended: 'problem',
	withdrawn: 'void',
	deleted: 'void',
	lapsed: 'void',
	deemed_abandoned: 'void',
	closed_without_route: 'void'
};

/** Glyph and words of a state for its applicant. */
export const stateTag = (
	state: ApplicationState
): { readonly state: StateKind; readonly stateText: string } => ({
	state: kinds[state] ?? 'waiting',
	stateText: wordOf(`state_${state}`)
});

/** Why an act cannot be made now, in a sentence; null: it can. */
export const whyNot = (
	offers: readonly Offer<ApplicationMove>[],
	move: ApplicationMove,
	state: ApplicationState
): string | null => {
	const offer = offers.find((one) => one.move === move);
	if (offer) return offer.refusal && refusalText(offer.refusal);
	return m.refusal_state_does_not_allow({
		state: stateTag(state).stateText,
		move: wordOf(`move_${move}`)
	});
};
