/** Words and choices of the authority register. */
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import { tierNames, tiers, type Tier } from '#lib/domain/rules/levels.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { engineeringSpecialties, specialtyOf } from '#lib/domain/rules/specialties.ts';
import { seriesOf, shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import * as m from '#lib/paraglide/messages.js';
import { dayText, instantText } from '#lib/server/dates.ts';
import { placeName } from '#lib/server/places.ts';
import type { HistoryEntry } from '#lib/server/usecases/authority/read-register.ts';
import { textOf } from '#lib/server/words.ts';

const language = (): 'zh' | 'en' => (getLocale() === 'en' ? 'en' : 'zh');

export const seriesName = (slug: string): string =>
	language() === 'zh' ? shortSeriesName(slug) : (seriesOf(slug)?.en ?? slug);

export const scopeText = (series: string, specialty: string | null): string =>
	specialty === null
		? seriesName(series)
		: `${seriesName(series)} · ${specialtyOf(specialty)?.[language()] ?? specialty}`;

export const tiersText = (list: readonly string[]): string =>
	list.map((tier) => tierNames[tier as Tier][language()]).join('、');

export const placesText = (codes: readonly string[]): string => codes.map(placeName).join('、');

export const stateText = (state: string): string => textOf(`committee_state_${state}`) ?? state;

export const seriesChoices = () =>
	titleSeries.map(({ slug }) => ({ value: slug, label: seriesName(slug) }));
export const specialtyChoices = () =>
	engineeringSpecialties.map((one) => ({ value: one.slug, label: one[language()] }));
export const tierChoices = () =>
	tiers.map((tier) => ({ value: tier, label: tierNames[tier][language()] }));
export const placeChoices = () =>
	jurisdictions.map(({ code }) => ({ value: code, label: placeName(code) }));
export const stateChoices = () =>
	['preparing', 'active', 'suspended', 'revoked'].map((state) => ({
		value: state,
		label: stateText(state)
	}));

/** History as the timeline shows it, newest first. */
export const historySteps = (history: readonly HistoryEntry[]) =>
	history.map(({ at, by, reason, after }) => ({
		kind: 'done' as const,
		title: reason || (typeof after.state === 'string' ? stateText(after.state) : ''),
		lines: [
			[
				reason !== '' && typeof after.state === 'string' ? stateText(after.state) : '',
				typeof after.filedOn === 'string' && typeof after.validTo === 'string'
					? m.coverage_span({ from: dayText(after.filedOn), to: dayText(after.validTo) })
					: typeof after.validTo === 'string'
						? m.register_until({ day: dayText(after.validTo) })
						: ''
			]
				.filter(Boolean)
				.join('，'),
			[by, instantText(at)].filter(Boolean).join(' ')
		].filter((line) => line !== '')
	}));

/** A list field of a form: one value, several, or none. */
export const listOf = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
		(one): one is string => typeof one === 'string' && one !== ''
	);
