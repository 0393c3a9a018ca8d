/**
 * The guided questions before an application: batch, series, specialty or track of the series, level, way of
 * applying. Answers stand in the address, so that Back works and no script is needed.
 */
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { applicationTracks, type ApplicationTrack } from '#lib/domain/titles/application.ts';
import { assessmentOf, levelsOf, seriesOf, titleName } from '#lib/domain/titles/catalogue.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Choice } from '#lib/ui/form/field.ts';
import { levelName, nameIn, untilText, wordOf } from '../words.server.ts';

export const guideSteps = ['batch', 'series', 'ladder', 'specialty', 'level', 'track'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** Specialty of an engineer whose field is none of the listed ones. */
export const otherSpecialty = 'other';

export type GuideAnswers = Readonly<Partial<Record<GuideStep, string>>>;

export type Question = {
	readonly step: GuideStep;
	readonly label: string;
	readonly hint: string;
	readonly options: readonly Choice[];
	readonly value: string;
	readonly error: string | null;
};

type Batch = { readonly id: string; readonly name: string; readonly closesAt: number };

const optionsOf = (
	step: GuideStep,
	answers: GuideAnswers,
	batches: readonly Batch[]
): readonly Choice[] => {
	const series = answers.series ?? '';
	switch (step) {
		case 'batch':
			return batches.map((batch) => ({
				value: batch.id,
				label: batch.name,
				hint: m.me_guide_batch_until({ until: untilText(batch.closesAt) })
			}));
		case 'series':
			return titleSeries.map((one) => ({ value: one.slug, label: nameIn(one) }));
		case 'ladder':
			return (seriesOf(series)?.ladders ?? []).map((one) => ({
				value: one.slug,
				label: nameIn(one)
			}));
		case 'specialty':
			return series === 'engineering'
				? [
						...engineeringSpecialties.map((one) => ({ value: one.slug, label: nameIn(one) })),
						{ value: otherSpecialty, label: m.me_guide_other_specialty() }
					]
				: [];
		case 'level':
			return levelsOf(series, answers.ladder ?? '').map((level) => {
				const mode = assessmentOf(series, level);
				return {
					value: level,
					label: titleName(series, answers.ladder ?? '', level) ?? level,
					hint:
						mode === 'exam' || mode === 'sector'
							? m.me_guide_level_exam({ level: levelName(level) })
							: levelName(level)
				};
			});
		case 'track':
			return applicationTracks.map((track) => ({
				value: track,
				label: wordOf(`option_track_${track}`),
				hint: wordOf(`me_track_${track}`)
			}));
	}
};

/** The answers given so far; what does not fit the one before it is dropped, a single choice is taken. */
export const readGuide = (
	parameters: URLSearchParams,
	batches: readonly Batch[]
): { readonly answers: GuideAnswers; readonly question: Question | null } => {
	const answers: Partial<Record<GuideStep, string>> = {};
	for (const step of guideSteps) {
		const options = optionsOf(step, answers, batches);
		if (step === 'specialty' && options.length === 0) continue;
		const given = parameters.get(step);
		const only = options.length === 1 ? options[0]?.value : undefined;
		const value = options.some((option) => option.value === given) ? given : only;
		if (value === null || value === undefined)
			return {
				answers,
				question: {
					step,
					label: wordOf(`me_guide_${step}`),
					hint: wordOf(`me_guide_${step}_hint`),
					options,
					value: '',
					// The form of this step came back without an answer.
					error: parameters.get('asked') === step ? m.me_guide_choose() : null
				}
			};
		answers[step] = value;
	}
	return { answers, question: null };
};

/** The answers as the use cases take them; call once no question is left. */
export const choiceOf = (answers: GuideAnswers) => ({
	batchId: answers.batch ?? '',
	series: answers.series ?? '',
	ladder: answers.ladder ?? '',
	specialty:
		answers.specialty === undefined || answers.specialty === otherSpecialty
			? null
			: answers.specialty,
	level: answers.level ?? '',
	track: (answers.track ?? 'normal') as ApplicationTrack
});

/** Address that asks one question again and keeps the answers before it. */
export const againHref = (
	path: string,
	answers: GuideAnswers,
	step: GuideStep,
	kept: Readonly<Record<string, string>>
): string => {
	const query = new URLSearchParams(kept);
	for (const name of guideSteps.slice(0, guideSteps.indexOf(step))) {
		const value = answers[name];
		if (value !== undefined) query.set(name, value);
	}
	return `${path}?${query.toString()}`;
};

/** The answers in words, each with the address that asks it again. */
export const answerRows = (
	path: string,
	answers: GuideAnswers,
	batches: readonly Batch[],
	kept: Readonly<Record<string, string>> = {}
) =>
	guideSteps.flatMap((step) => {
		const value = answers[step];
		const options = optionsOf(step, answers, batches);
		if (value === undefined || (options.length < 2 && step !== 'batch')) return [];
		return [
			{
				label: wordOf(`field_target_${step}`),
				value: options.find((option) => option.value === value)?.label ?? value,
				...(options.length > 1 && { changeHref: againHref(path, answers, step, kept) })
			}
		];
	});
