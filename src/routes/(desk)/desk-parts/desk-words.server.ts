/** Words of the desks: states, deadlines, names. Used by load functions only. */
import { partyOfState } from '#lib/server/usecases/desk/desks.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { applicationTracks } from '#lib/domain/titles/application.ts';
import { levels } from '#lib/domain/rules/levels.ts';
import { counties, jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Desk } from '#lib/server/usecases/desk/desks.ts';
import type { DueView } from '#lib/server/usecases/desk/list-cases.ts';
import type { Choice } from '#lib/ui/form/field.ts';
import type { StateKind } from '#lib/ui/icons.ts';
import {
	fieldOfWork,
	levelName,
	nameIn,
	seriesName,
	shortDay,
	specialtyName,
	timeText,
	wordOf
} from '../me/words.server.ts';

export {
	dayText,
	fieldOfWork,
	levelName,
	placeName,
	shortDay,
	wordOf
} from '../me/words.server.ts';

/** 9 月 14 日 09:05. */
export const momentText = (instant: number): string =>
	m.office_moment({ day: shortDay(shanghaiDay(instant)), time: timeText(instant).slice(0, 5) });

export type StateWords = { readonly kind: StateKind; readonly text: string };

const ended: Partial<Record<ApplicationState, StateKind>> = {
	certificate_issued: 'done',
	confirmed: 'done',
	superseded: 'done',
	region_result_recorded: 'done',
	voted_passed: 'done',
	voted_failed: 'refused',
	not_accepted: 'refused',
	rejected_after_notice: 'refused',
	recheck_rejected: 'refused',
	revoked: 'problem',
	terminated_fraud: 'problem',
	suspended: 'problem',
	withdrawn: 'void',
	lapsed: 'void',
	deemed_abandoned: 'void',
	closed_without_route: 'void'
};

/** Glyph and words of a state for a desk: what is late, what waits for this desk, who else has it. */
export const stateWords = (
	state: ApplicationState,
	desk: Desk,
	due: DueView | null
): StateWords => {
	const mine = partyOfState(state) === desk;
	if (due?.overdue && mine)
		return { kind: 'problem', text: m.office_overdue({ days: Math.max(1, -due.workingDays) }) };
	const onNotice = state === 'employer_notice' || state === 'result_notice';
	if (mine && (!onNotice || due?.passed))
		return { kind: 'turn', text: wordOf(`office_turn_${state}`) };
	return {
		kind: ended[state] ?? (onNotice ? 'running' : 'waiting'),
		text: wordOf(`state_${state}`)
	};
};

/** 今天, 还有 3 天, 11 月 25 日: working days while it is near, the day itself once it has passed. */
export const dueWords = (due: DueView | null): string => {
	if (due === null) return '';
	const text = due.passed
		? shortDay(due.on)
		: due.workingDays === 0
			? m.ui_today()
			: m.office_days_left({ days: due.workingDays });
	return due.provisional ? m.office_provisional({ text }) : text;
};

/** A day with what is left until it, for the head of a case. */
export const deadlineWords = (due: DueView | null): string => {
	if (due === null) return '';
	const day = shortDay(due.on);
	const text = due.overdue
		? m.office_deadline_over({ day, days: Math.max(1, -due.workingDays) })
		: due.passed
			? m.office_deadline_notice({ day })
			: due.workingDays === 0
				? m.office_deadline_today({ day })
				: due.notice
					? m.office_deadline_running({ day, days: due.workingDays })
					: m.office_deadline({ day, days: due.workingDays });
	return due.provisional ? m.office_provisional({ text }) : text;
};

// ── Choices of the query bar ────────────────────────────────────────────────────────────────────

export const placeChoices = (): readonly Choice[] =>
	[...counties, jurisdictionOf('540200')].flatMap((place) =>
		place ? [{ value: place.code, label: nameIn(place) }] : []
	);

/** Series, and under engineering each specialty. */
export const fieldChoices = (): readonly Choice[] =>
	titleSeries.flatMap(({ slug }) => [
		{ value: slug, label: seriesName(slug) },
		...(slug === 'engineering'
			? engineeringSpecialties.map(({ slug: specialty }) => ({
					value: `${slug}/${specialty}`,
					label: fieldOfWork(slug, specialty)
				}))
			: [])
	]);

export const levelChoices = (): readonly Choice[] =>
	levels.map((level) => ({ value: level, label: levelName(level) }));

export const trackChoices = (): readonly Choice[] =>
	applicationTracks.map((track) => ({ value: track, label: wordOf(`office_track_${track}`) }));

export const seriesText = seriesName;
export const specialtyText = specialtyName;
