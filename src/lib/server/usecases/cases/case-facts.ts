import type { Day } from '#lib/domain/day.ts';
import { parameterNumber } from '../parameters.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { opensReview } from '#lib/domain/titles/catalogue.ts';
import type { ApplicationState, CaseFacts } from '#lib/domain/titles/application-workflow.ts';
import type { Context, Row } from '../ports.ts';
import { precheckCase } from './precheck-case.ts';
import { meetingDayOf } from './route-case.ts';
import { calendarFor, noticePeriod } from '../calendar.ts';

export type SaidInMove = {
	/** Number of defects named in the move. */
	readonly defects?: number;
};

const resultStates: readonly ApplicationState[] = [
	'voted_passed',
	'result_notice',
	'result_objection',
	'confirmed'
];

/** States in which a public notice runs or is waited upon. */
const noticeStates: readonly ApplicationState[] = [
	'employer_notice',
	'employer_objection',
	'result_notice',
	'result_objection'
];

/** Whether a committee may review on a day: active, and the day within its filing (Order 40 art. 38). */
const validOn = (committee: Row<'committees'> | undefined, day: Day): boolean =>
	committee?.state === 'active' &&
	committee.filedOn !== null &&
	committee.validTo !== null &&
	committee.filedOn <= day &&
	day <= committee.validTo;

/** From here a re-check brings a case back to life, beside whatever else the person has begun since. */
const recheckable: readonly ApplicationState[] = [
	'voted_failed',
	'not_accepted',
	'rejected_after_notice',
	'recheck_requested'
];

/** What follows from the applicant, and from what they wrote where they may hand it in. */
const applicantFacts = async (ctx: Context, application: Row<'applications'>) => {
	const mayHandIn = ['draft', 'returned_by_employer', 'correction_requested'].includes(
		application.state
	);
	const { read } = ctx.store;
	const [person, others, precheck] = await Promise.all([
		read.people.byId(application.personId),
		mayHandIn || recheckable.includes(application.state)
			? read.applications.openOfPerson(application.personId, application.batchId)
			: [],
		mayHandIn ? precheckCase(ctx, application) : { errors: 0, pledged: true, barred: false }
	]);
	return {
		errors: precheck.errors,
		pledged: precheck.pledged,
		barred: precheck.barred,
		retired: person?.retiredOn != null && person.retiredOn <= ctx.today(),
		assistUnconfirmed: application.assistedBy !== null && application.assistConfirmedAt === null,
		otherApplications: others.filter(({ id }) => id !== application.id).length,
		maxApplications: await parameterNumber(ctx, 'application.maxPerPersonPerCycle'),
		byExamination: !opensReview(
			application.series,
			application.level as Level,
			application.specialty ?? undefined
		)
	};
};

/** What follows from the route: the round, its committee on the meeting's day, the desks it names. */
const routeFacts = async (ctx: Context, application: Row<'applications'>) => {
	const { read } = ctx.store;
	const [joined, employer] = await Promise.all([
		application.roundId ? read.rounds.byId(application.roundId) : undefined,
		read.organisations.byId(application.employerId)
	]);
	const round = joined?.round;
	const meetingOn = round
		? meetingDayOf(round, await read.meetings.ofRound(round.id))
		: ctx.today();
	return {
		route: application.route?.route ?? ('none' as const),
		committeeValid: validOn(joined?.committee, meetingOn),
		routeElsewhere: null,
		officeNamed: application.officeId !== null,
		sectorNamed: round?.sectorId != null,
		cityCheckNamed: round?.cityCheck ?? false,
		employerInCounty: jurisdictionOf(employer?.place ?? application.place)?.level === 'county'
	};
};

/** What follows from notices: the one that runs or has run last, objections, and whether days can be counted. */
const noticeFacts = async (ctx: Context, application: Row<'applications'>) => {
	const { read } = ctx.store;
	// A suspended case is asked about what it goes back to.
	const suspended = application.state === 'suspended';
	const back = application.resumeState as ApplicationState | null;
	const state = (suspended && back) || application.state;
	const kind = resultStates.includes(state) ? 'result' : 'employer';
	const [notices, calendar] = await Promise.all([
		read.notices.ofApplication(application.id),
		calendarFor(ctx)
	]);
	const notice = notices.findLast((one) => one.kind === kind);
	const [openObjections, period] = await Promise.all([
		notice ? read.objections.openCount(application.id) : 0,
		noticePeriod(ctx, calendar, kind)
	]);
	return {
		notice: notice ? { state: notice.state, endOn: notice.endOn } : null,
		unconfirmedYear: suspended && !noticeStates.includes(state) ? null : period.unconfirmedYear,
		openObjections
	};
};

/** What follows from the review: sheets, outcome, how often the applicant was absent, whether they ask out. */
const reviewFacts = async (ctx: Context, application: Row<'applications'>) => {
	const { read } = ctx.store;
	const [assignments, meetings, requests, absences, minimum] = await Promise.all([
		read.assignments.ofApplication(application.id),
		read.meetings.ofApplication(application.id),
		application.state === 'accepted'
			? read.log.countOf(application.id, 'case.request_withdrawal')
			: 0,
		application.state === 'defence_absent'
			? read.log.countOf(application.id, 'case.mark_absent')
			: 0,
		parameterNumber(ctx, 'panel.minExperts')
	]);
	const active = assignments
		.map(({ assignment }) => assignment)
		.filter(({ state }) => state === 'assigned' || state === 'submitted');
	return {
		experts: {
			assigned: active.length,
			submitted: active.filter(({ state }) => state === 'submitted').length,
			minimum
		},
		meetingOutcome: meetings.findLast(({ item }) => item.outcome !== null)?.item.outcome ?? null,
		withdrawalRequested: requests > 0,
		absences
	};
};

/**
 * Gathers the facts that the moves' needs look at. The pre-submission check is only made where somebody
 * may hand the case in, since it reads everything the applicant wrote.
 */
export const factsOf = async (
	ctx: Context,
	application: Row<'applications'>,
	said: SaidInMove = {}
): Promise<CaseFacts> => {
	const [batch, defects, applicant, route, notice, review] = await Promise.all([
		ctx.store.read.batches.byId(application.batchId),
		ctx.store.read.defects.ofApplication(application.id),
		applicantFacts(ctx, application),
		routeFacts(ctx, application),
		noticeFacts(ctx, application),
		reviewFacts(ctx, application)
	]);
	if (!batch) throw new Error(`case ${application.id} without a batch`);
	return {
		now: ctx.now(),
		today: ctx.today(),
		state: application.state,
		resumeState: application.resumeState as ApplicationState | null,
		window: { opensAt: batch.opensAt, closesAt: batch.closesAt },
		submittedAt: application.submittedAt,
		pickedUpAt: application.pickedUpAt,
		dueOn: application.dueOn,
		corrections: application.corrections,
		defectsNamed: said.defects ?? 0,
		openDefects: defects.filter(({ fixedAt }) => fixedAt === null).length,
		...applicant,
		...route,
		...notice,
		...review
	};
};
