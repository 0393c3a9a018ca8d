import { parameter } from '../parameters.ts';
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

/**
 * Gathers the facts that the moves' needs look at. The pre-submission check is only made where somebody
 * may hand the case in, since it reads everything the applicant wrote.
 */
export const factsOf = async (
	ctx: Context,
	application: Row<'applications'>,
	said: SaidInMove = {}
): Promise<CaseFacts> => {
	const { read } = ctx.store;
	const mayHandIn = ['draft', 'returned_by_employer', 'correction_requested'].includes(
		application.state
	);
	const [batch, joined, others, person, employer, notices, defects, assignments, meetings] =
		await Promise.all([
			read.batches.byId(application.batchId),
			application.roundId ? read.rounds.byId(application.roundId) : undefined,
			mayHandIn
				? read.applications.openOfPerson(application.personId, application.batchId)
				: Promise.resolve([]),
			read.people.byId(application.personId),
			read.organisations.byId(application.employerId),
			read.notices.ofApplication(application.id),
			read.defects.ofApplication(application.id),
			read.assignments.ofApplication(application.id),
			read.meetings.ofApplication(application.id)
		]);
	if (!batch) throw new Error(`case ${application.id} without a batch`);
	const today = ctx.today();
	const calendar = await calendarFor(ctx);
	const noticeKind = resultStates.includes(application.state) ? 'result' : 'employer';
	const notice = notices.filter(({ kind }) => kind === noticeKind).at(-1);
	const objections = notice ? await read.objections.openCount(application.id) : 0;
	const round = joined?.round;
	const committee = joined?.committee;
	const period = await noticePeriod(
		ctx,
		calendar,
		application.state === 'voted_passed' || application.state === 'result_notice'
			? 'result'
			: 'employer'
	);
	const precheck = mayHandIn
		? await precheckCase(ctx, application)
		: { errors: 0, pledged: true, barred: false };
	const meetingOn = round ? meetingDayOf(round, await read.meetings.ofRound(round.id)) : today;
	const active = assignments
		.map(({ assignment }) => assignment)
		.filter(({ state }) => state === 'assigned' || state === 'submitted');
	const outcome = meetings.findLast(({ item }) => item.outcome !== null)?.item.outcome;
	return {
		now: ctx.now(),
		today,
		state: application.state,
		resumeState: application.resumeState as ApplicationState | null,
		window: { opensAt: batch.opensAt, closesAt: batch.closesAt },
		submittedAt: application.submittedAt,
		pickedUpAt: application.pickedUpAt,
		errors: precheck.errors,
		pledged: precheck.pledged,
		assistUnconfirmed: application.assistedBy !== null && application.assistConfirmedAt === null,
		otherApplications: others.filter(({ id }) => id !== application.id).length,
		maxApplications: Number(await parameter(ctx, 'application.maxPerPersonPerCycle')),
		barred: precheck.barred,
		retired: person?.retiredOn != null && person.retiredOn <= today,
		byExamination: !opensReview(
			application.series,
			application.level as Level,
			application.specialty ?? undefined
		),
		route: application.route?.route ?? 'none',
		committeeValid:
			committee?.state === 'active' &&
			committee.filedOn !== null &&
			committee.validTo !== null &&
			committee.filedOn <= meetingOn &&
			meetingOn <= committee.validTo,
		sectorNamed: round?.sectorId != null,
		cityCheckNamed: round?.cityCheck ?? false,
		employerInCounty: jurisdictionOf(employer?.place ?? application.place)?.level === 'county',
		notice: notice ? { state: notice.state, endOn: notice.endOn } : null,
		unconfirmedYear: period.unconfirmedYear,
		openObjections: objections,
		defectsNamed: said.defects ?? 0,
		openDefects: defects.filter(({ fixedAt }) => fixedAt === null).length,
		corrections: application.corrections,
		dueOn: application.dueOn,
		experts: {
			assigned: active.length,
			submitted: active.filter(({ state }) => state === 'submitted').length,
			minimum: Number(await parameter(ctx, 'panel.minExperts'))
		},
		meetingOutcome: outcome ?? null,
		defences: 0
	};
};
