import { deskDeadline, type Calendar } from '#lib/domain/authority/deadline.ts';
import type { Day } from '#lib/domain/day.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import { calendarFor } from '../calendar.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';
import type { RoutePreview, RouteStop } from './preview-route.ts';

/** One thing to come, with the office that does it and the day by which it is expected. */
export type NextStep = {
	/** Message key after `next_`. */
	readonly key:
		| 'employer_check'
		| 'employer_notice'
		| 'sector_check'
		| 'county_check'
		| 'city_check'
		| 'forward'
		| 'acceptance'
		| 'review'
		| 'meeting'
		| 'result_notice'
		| 'certificate';
	readonly office: string;
	/** Working days that the step may or must take, where there are such. */
	readonly workingDays: number | null;
	/** Expected by this day; the meeting is on this day. */
	readonly by: Day | null;
	readonly provisional: boolean;
	/** The step that is under way now. */
	readonly now: boolean;
};

type Planned = {
	readonly key: NextStep['key'];
	readonly office: string;
	/** States in which this step is under way. */
	readonly during: readonly ApplicationState[];
	readonly parameter: string | null;
	readonly on?: Day | null;
};

const stepOfStop = (stop: RouteStop): readonly Planned[] => {
	const office = stop.name;
	switch (stop.party) {
		case 'applicant':
			return [];
		case 'employer':
			return [
				{
					key: 'employer_check',
					office,
					during: ['submitted', 'employer_check'],
					parameter: 'desk.employerCheck.workingDays'
				},
				{
					key: 'employer_notice',
					office,
					during: ['employer_notice', 'employer_objection'],
					parameter: 'notice.employer.workingDays'
				}
			];
		case 'sector':
			return [
				{
					key: 'sector_check',
					office,
					during: ['sector_check'],
					parameter: 'desk.sectorCheck.workingDays'
				}
			];
		case 'county':
			return [
				{
					key: 'county_check',
					office,
					during: ['county_check'],
					parameter: 'desk.countyCheck.workingDays'
				}
			];
		case 'city':
			return [
				{
					key: stop.act === 'forward' ? 'forward' : 'city_check',
					office,
					during: ['city_check'],
					parameter: 'desk.cityCheck.workingDays'
				}
			];
		case 'office':
			return [];
	}
};

const reviewSteps = (preview: RoutePreview): readonly Planned[] => {
	const office = preview.committee?.name ?? '';
	if (preview.committee === null || preview.committee.external) return [];
	return [
		{
			key: 'acceptance',
			office,
			during: ['acceptance_check', 'correction_requested'],
			parameter: 'desk.acceptanceCheck.workingDays'
		},
		{
			key: 'review',
			office,
			during: ['accepted', 'panel_review', 'defence_scheduled', 'defence_done', 'defence_absent'],
			parameter: null
		},
		{
			key: 'meeting',
			office,
			during: ['on_agenda', 'deferred', 'voted_passed'],
			parameter: null,
			on: preview.route.meetingDate
		},
		{
			key: 'result_notice',
			office,
			during: ['result_notice', 'result_objection'],
			parameter: 'notice.result.workingDays'
		},
		{ key: 'certificate', office, during: ['confirmed'], parameter: null }
	];
};

const expected = (
	calendar: Calendar,
	from: Day,
	workingDays: number
): { readonly by: Day; readonly provisional: boolean } => {
	const { end, provisional } = deskDeadline(calendar, {
		from,
		workingDays,
		countStartDay: false
	});
	return { by: end, provisional };
};

/**
 * What comes next, in order, from the state a case is in. Days add up from today by each desk's own time, so
 * they say by when a step is expected at the latest; the meeting has a day of its own.
 */
export const nextSteps = async (
	ctx: Context,
	application: Pick<Row<'applications'>, 'state' | 'dueOn' | 'dueProvisional'>,
	preview: RoutePreview
): Promise<readonly NextStep[]> => {
	const planned = [...preview.stops.flatMap(stepOfStop), ...reviewSteps(preview)];
	const at = planned.findIndex(({ during }) => during.includes(application.state));
	const begun = at >= 0;
	// Before handing in everything is still to come; a state outside the plan has nothing to announce.
	if (!begun && !['draft', 'returned_by_employer', 'recommended'].includes(application.state))
		return [];
	const calendar = await calendarFor(ctx);
	const steps: NextStep[] = [];
	let from = ctx.today();
	for (const [index, plan] of planned.entries()) {
		if (index < at) continue;
		const now = begun && index === at;
		const workingDays = plan.parameter ? await parameterNumber(ctx, plan.parameter) : null;
		const own =
			now && application.dueOn !== null
				? { by: application.dueOn, provisional: application.dueProvisional }
				: plan.on !== undefined && plan.on !== null
					? { by: plan.on, provisional: false }
					: workingDays === null
						? { by: null, provisional: false }
						: expected(calendar, from, workingDays);
		if (own.by !== null && own.by > from) from = own.by;
		steps.push({ key: plan.key, office: plan.office, workingDays, ...own, now });
	}
	return steps;
};
