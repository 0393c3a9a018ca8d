import { Refused, rule } from '#lib/domain/refusal.ts';
import { calendarFor, noticePeriod } from '../calendar.ts';
import { commit } from '../commit.ts';
import { prepareMove } from '../cases/make-move.ts';
import { openRound } from '../meeting/open-round.ts';
import { insert, logged, type Change, type Context, type Row } from '../ports.ts';

/** One line of a result notice: no number, no birthday, nothing personal beyond what the law publishes. */
export type NoticeLine = {
	readonly applicationId: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly specialty: string | null;
	readonly track: string;
};

export type ResultNoticeBody = {
	readonly committee: string;
	readonly meetingOn: string;
	readonly reviewed: number;
	readonly passed: number;
	readonly lines: readonly NoticeLine[];
	readonly contact: string;
};

const lineOf = (application: Row<'applications'>): NoticeLine => ({
	applicationId: application.id,
	name: application.personName,
	employer: application.employerName,
	title: application.titleName,
	specialty: application.specialty,
	track: application.track
});

/** The notice of these passed cases, with the moves into it; the end is computed, never typed. */
const noticeChanges = async (
	ctx: Context,
	roundId: string,
	passed: readonly Row<'applications'>[],
	move: 'publish_result' | 'restart_result_notice',
	reason: string | null
): Promise<{ readonly id: string; readonly changes: readonly Change[] }> => {
	const { round, committee } = await openRound(ctx, roundId);
	const period = await noticePeriod(ctx, await calendarFor(ctx), 'result');
	if (period.endOn === null)
		throw new Refused(rule('calendar_unconfirmed', { year: period.unconfirmedYear }));
	const { endOn } = period;
	const meetings = await ctx.store.read.meetings.ofRound(round.id);
	const office = await ctx.store.read.organisations.byId(committee.officeId ?? '');
	const reviewed = (
		await Promise.all(meetings.map(({ id }) => ctx.store.read.meetings.cases(id)))
	).flat();
	const body: ResultNoticeBody = {
		committee: committee.name,
		meetingOn: meetings.at(-1)?.heldOn ?? round.plannedMeetingOn,
		reviewed: new Set(
			reviewed
				.filter(({ item }) => item.outcome === 'passed' || item.outcome === 'failed')
				.map(({ application }) => application.id)
		).size,
		passed: passed.length,
		lines: passed.map(lineOf),
		contact: [office?.name, office?.phone].filter(Boolean).join(' ')
	};
	const id = ctx.newId();
	const moves = await Promise.all(
		passed.map((application) =>
			prepareMove(ctx, {
				id: application.id,
				version: application.version,
				move,
				extras: () => ({ dueOn: endOn, detail: { notice: id, until: endOn, reason } })
			})
		)
	);
	return {
		id,
		changes: [
			insert('notices', {
				id,
				kind: 'result',
				roundId: round.id,
				organisationId: committee.sponsorId,
				title: `关于${committee.name}评审结果的公示`,
				body,
				startOn: ctx.today(),
				endOn,
				counted: period.counted,
				state: 'running',
				createdAt: ctx.now()
			}),
			...passed.map(({ id: applicationId }) =>
				insert('noticeCases', { noticeId: id, applicationId })
			),
			...moves.flatMap(({ changes }) => changes),
			logged(ctx, {
				action: 'notice.publish',
				objectKind: 'notice',
				objectId: id,
				detail: { kind: 'result', round: round.id, cases: passed.length, until: endOn }
			})
		]
	};
};

/** Publishes the passed cases of a round for objections (≥ 5 working days, Order 40 art. 26). */
export const publishResults = async (
	ctx: Context,
	input: { readonly roundId: string }
): Promise<{ readonly id: string; readonly cases: number }> => {
	const { round } = await openRound(ctx, input.roundId);
	const passed = await ctx.store.read.applications.ofRound(round.id, ['voted_passed']);
	if (passed.length === 0) throw new Refused(rule('nothing_to_publish'));
	const { id, changes } = await noticeChanges(ctx, round.id, passed, 'publish_result', null);
	await commit(ctx, changes);
	return { id, cases: passed.length };
};

/** A published notice is never edited: it is voided with a reason, and a new one starts its own clock. */
export const restartResultNotice = async (
	ctx: Context,
	input: { readonly noticeId: string; readonly version: number; readonly reason: string }
): Promise<{ readonly id: string }> => {
	const notice = await ctx.store.read.notices.byId(input.noticeId);
	if (!notice?.roundId) throw new Refused({ kind: 'missing', key: 'not_found' });
	await openRound(ctx, notice.roundId);
	if (notice.version !== input.version || notice.state !== 'running')
		throw new Refused({ kind: 'stale', key: 'stale' });
	const cases = (await ctx.store.read.notices.cases(notice.id))
		.map(({ application }) => application)
		.filter(({ state }) => state === 'result_notice');
	const { id, changes } = await noticeChanges(
		ctx,
		notice.roundId,
		cases,
		'restart_result_notice',
		input.reason
	);
	await commit(ctx, [
		{
			do: 'update',
			table: 'notices',
			id: notice.id,
			version: notice.version,
			set: { state: 'voided', voidedReason: input.reason }
		},
		...changes
	]);
	return { id };
};
