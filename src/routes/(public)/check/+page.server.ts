import { counties, cityCode } from '#lib/domain/rules/jurisdictions.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import { applicationTracks, type ApplicationTrack } from '#lib/domain/titles/application.ts';
import {
	assessmentOf,
	levelsOf,
	opensReview,
	seriesOf,
	titleName
} from '#lib/domain/titles/catalogue.ts';
import { joinDate } from '#lib/domain/titles/field-values.ts';
import { optionLists } from '#lib/domain/titles/sections.ts';
import { isLevel, type Level } from '#lib/domain/rules/levels.ts';
import { isDay } from '#lib/domain/day.ts';
import { loads } from '#lib/server/form.ts';
import { precheckForAnyone } from '#lib/server/usecases/applications/precheck-for-anyone.ts';
import * as m from '#lib/paraglide/messages.js';
import { eligibilityWords } from '../../(desk)/me/applications/condition-words.server.ts';
import { routeWords } from '../../(desk)/me/applications/case-words.server.ts';
import {
	fieldOfWork,
	nameIn,
	optionLabel,
	placeName,
	untilText,
	wordOf
} from '../../(desk)/me/words.server.ts';
import type { PageServerLoad } from './$types';

/** The lowest ladder of a series that has the level; the name to show for it. */
const ladderOf = (series: string, level: string): string =>
	seriesOf(series)?.ladders.find(
		({ slug }) => isLevel(level) && levelsOf(series, slug).includes(level)
	)?.slug ?? '';

const levelOptions = (series: string) => {
	const ladders = seriesOf(series)?.ladders ?? [];
	const levels = [...new Set(ladders.flatMap(({ slug }) => levelsOf(series, slug)))];
	return levels.map((level) => ({
		value: level,
		label: m.check_level({
			level: optionLabel('title_level', level),
			title: titleName(series, ladderOf(series, level), level) ?? ''
		})
	}));
};

/** The same questions with the same answers, to be changed. */
const againHref = (query: URLSearchParams): string => {
	const kept = new URLSearchParams(query);
	kept.delete('sent');
	return `/check?${kept.toString()}`;
};

type Errors = Record<string, string>;

const read = (query: URLSearchParams) => {
	const at = (name: string): string => (query.get(name) ?? '').trim();
	const day = (name: string): string =>
		joinDate(['year', 'month', 'day'].map((part) => at(`${name}_${part}`)));
	const month = (name: string): string => {
		const joined = joinDate(['year', 'month'].map((part) => at(`${name}_${part}`)));
		return joined === '' ? '' : `${joined}-01`;
	};
	return {
		place: at('place'),
		series: at('series'),
		specialty: at('specialty'),
		level: at('level'),
		track: at('track') || 'normal',
		education: at('education'),
		graduatedOn: month('graduated'),
		prior: at('prior'),
		priorOn: day('prior'),
		probation: at('probation') === 'yes',
		appraisals: at('appraisals') === 'yes',
		hours: at('hours') === 'yes'
	};
};

/** What keeps an answer from being given; nothing where the form was not sent yet. */
const errorsIn = (given: ReturnType<typeof read>, sent: boolean): Errors => {
	if (!sent) return {};
	const errors: Errors = {};
	const choose = (name: string, label: string, ok: boolean) => {
		if (!ok) errors[name] = wordOf('error_field_not_chosen', { label });
	};
	choose(
		'place',
		m.check_place(),
		given.place === cityCode || counties.some(({ code }) => code === given.place)
	);
	choose('level', m.field_target_level(), isLevel(given.level));
	choose(
		'education',
		m.field_education_level(),
		(optionLists['education'] ?? []).includes(given.education)
	);
	if (!isDay(given.graduatedOn))
		errors['graduated'] = wordOf('error_field_no_month', {
			label: m.field_education_graduatedOn()
		});
	if (given.prior !== '' && !isDay(given.priorOn))
		errors['prior_on'] = wordOf('error_field_no_day', { label: m.check_prior_on() });
	return errors;
};

/** Why the portal does not review this level, or nothing. */
const stopOf = (series: string, level: Level, specialty: string | null): string | null => {
	if (opensReview(series, level, specialty ?? undefined)) return null;
	return assessmentOf(series, level, specialty ?? undefined) === 'sector'
		? m.refusal_by_sector()
		: m.refusal_by_examination();
};

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const query = event.url.searchParams;
	const given = read(query);
	const known = seriesOf(given.series);
	const sent = query.get('sent') === 'yes';
	const errors = known ? errorsIn(given, sent) : {};
	const values = Object.fromEntries([...query].map(([name, value]) => [name, value]));
	const common = {
		values,
		asked: query.has('series') && !known ? m.me_guide_choose() : null,
		series: known ? { value: given.series, name: nameIn(known) } : null,
		seriesOptions: titleSeries.map((one) => ({ value: one.slug, label: nameIn(one) })),
		places: [
			{ value: cityCode, label: placeName(cityCode) },
			...counties.map(({ code }) => ({ value: code, label: placeName(code) }))
		],
		levels: known ? levelOptions(given.series) : [],
		specialties:
			given.series === 'engineering'
				? engineeringSpecialties.map((one) => ({ value: one.slug, label: nameIn(one) }))
				: [],
		tracks: applicationTracks.map((track) => ({
			value: track,
			label: optionLabel('track', track),
			hint: wordOf(`me_track_${track}`)
		})),
		educations: (optionLists['education'] ?? []).map((value) => ({
			value,
			label: optionLabel('education', value)
		})),
		priors: (optionLists['title_level'] ?? []).map((value) => ({
			value,
			label: optionLabel('title_level', value)
		})),
		errors
	};
	if (!known || !sent || Object.keys(errors).length > 0 || !isLevel(given.level))
		return { ...common, result: null };
	const specialty = given.specialty === '' ? null : given.specialty;
	const found = await precheckForAnyone(ctx, {
		...given,
		level: given.level,
		specialty,
		track: (applicationTracks as readonly string[]).includes(given.track)
			? (given.track as ApplicationTrack)
			: 'normal'
	});
	const words = eligibilityWords(found.eligibility, found.year);
	return {
		...common,
		result: {
			field: fieldOfWork(given.series, specialty),
			title: titleName(given.series, ladderOf(given.series, given.level), given.level) ?? '',
			place: placeName(given.place),
			year: found.year,
			stop: stopOf(given.series, given.level, specialty),
			eligibility: words,
			route: routeWords(found.route, ''),
			again: againHref(query),
			batch: found.batch && {
				name: found.batch.name,
				until: untilText(found.batch.closesAt)
			}
		}
	};
}) satisfies PageServerLoad;
