import { Refused, rule } from '#lib/domain/refusal.ts';
import { casesToActOn } from '../cases/closed-to.ts';
import { prepareMove } from '../cases/make-move.ts';
import { calendarFor, noticePeriod } from '../calendar.ts';
import { commit } from '../commit.ts';
import { openRound, type OpenRound } from '../meeting/open-round.ts';
import { insert, logged, update, type Change, type Context, type Row } from '../ports.ts';
import { saidReason } from '../said.ts';
import { noticeBodyOf, resultBody, usualContact, type ResultContact } from './result-notice.ts';

type Publication = {
	readonly passed: readonly Row<'applications'>[];
	readonly move: 'publish_result' | 'restart_result_notice';
	readonly reason: string | null;
	readonly contact: ResultContact;
};

/** The notice of these passed cases, with the moves into it; the end is computed, never typed. */
const noticeChanges = async (
	ctx: Context,
	opened: OpenRound,
	{ passed, move, reason, contact }: Publication
): Promise<{ readonly id: string; readonly changes: readonly Change[] }> => {
	const { round, committee } = opened;
	const period = await noticePeriod(ctx, await calendarFor(ctx), 'result');
	if (period.endOn === null)
		throw new Refused(rule('calendar_unconfirmed', { year: period.unconfirmedYear }));
	const { endOn, counted } = period;
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
				body: await noticeBodyOf(ctx, opened, passed, { contact, workingDays: counted.length }),
				startOn: ctx.today(),
				endOn,
				counted,
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

/**
 * Publishes the passed cases of a round for objections (≥ 5 working days, Order 40 art. 26). Without a
 * contact the notice names the committee's office.
 */
export const publishResults = async (
	ctx: Context,
	input: { readonly roundId: string; readonly contact?: ResultContact }
): Promise<{ readonly id: string; readonly cases: number }> => {
	const opened = await openRound(ctx, input.roundId);
	const passed = await casesToActOn(
		ctx,
		await ctx.store.read.applications.ofRound(opened.round.id, ['voted_passed']),
		'nothing_to_publish'
	);
	const { id, changes } = await noticeChanges(ctx, opened, {
		passed,
		move: 'publish_result',
		reason: null,
		contact: input.contact ?? (await usualContact(ctx, opened.committee))
	});
	await commit(ctx, changes);
	return { id, cases: passed.length };
};

/**
 * A published notice is never edited: it is voided with a reason, and a new one starts its own clock. Cases
 * about which a report is being looked into stay with that report.
 */
export const restartResultNotice = async (
	ctx: Context,
	input: {
		readonly noticeId: string;
		readonly version: number;
		readonly reason: string;
		readonly contact?: ResultContact;
	}
): Promise<{ readonly id: string }> => {
	const notice = await ctx.store.read.notices.byId(input.noticeId);
	if (!notice?.roundId) throw new Refused({ kind: 'missing', key: 'not_found' });
	const opened = await openRound(ctx, notice.roundId);
	if (notice.version !== input.version || notice.state !== 'running')
		throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = saidReason(input.reason);
	const passed = (await ctx.store.read.notices.cases(notice.id))
		.map(({ application }) => application)
		.filter(({ state }) => state === 'result_notice');
	// A notice starts again for all of its cases or for none.
	const mine = await casesToActOn(ctx, passed, 'nothing_to_publish');
	if (mine.length < passed.length) throw new Refused(rule('left_to_colleague'));
	const { id, changes } = await noticeChanges(ctx, opened, {
		passed,
		move: 'restart_result_notice',
		reason,
		contact:
			input.contact ?? resultBody(notice)?.contact ?? (await usualContact(ctx, opened.committee))
	});
	await commit(ctx, [
		update('notices', notice, { state: 'voided', voidedReason: reason }),
		...changes
	]);
	return { id };
};
