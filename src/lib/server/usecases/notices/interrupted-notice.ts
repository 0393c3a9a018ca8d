/**
 * A suspension stops the clock of a case's public notice. A notice that did not run its full days is none (handbook
 * 5.5: voided and started anew, the end computed; 5.3 rows 5 and 19: at least five working days): when the case
 * goes on, its notice is posted again in full.
 */
import { endOfDay } from '#lib/domain/day.ts';
import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { calendarFor, noticePeriod } from '../calendar.ts';
import type { MoveExtras } from '../cases/make-move.ts';
import { insert, logged, update, type Change, type Context, type Row } from '../ports.ts';
import { noticeBodyOf, resultBody, usualContact } from '../results/result-notice.ts';
import { employerBody } from './employer-notice.ts';
import { postedAnew } from './post-notice.ts';

/** States in which a notice of this kind runs, or has run and is waited upon. */
const kinds: Partial<Record<ApplicationState, Row<'notices'>['kind']>> = {
	employer_notice: 'employer',
	employer_objection: 'employer',
	result_notice: 'result',
	result_objection: 'result'
};

/**
 * Voids the notices about this case alone that still run. A result notice that names others too runs on for them.
 */
export const voidNoticesOf = async (
	ctx: Context,
	application: Pick<Row<'applications'>, 'id'>,
	reason: 'suspended' | 'terminated'
): Promise<readonly Change[]> => {
	const { notices } = ctx.store.read;
	const running = (await notices.ofApplication(application.id)).filter(
		({ state, endOn }) => state === 'running' && endOn >= ctx.today()
	);
	const alone = await Promise.all(
		running.map(
			async ({ id, kind }) => kind === 'employer' || (await notices.caseIds(id)).length === 1
		)
	);
	return running
		.filter((_, index) => alone[index])
		.map((notice) => update('notices', notice, { state: 'voided', voidedReason: reason }));
};

/** The result notice of one case: its own, since the one it shared has gone on for the others. */
const resultAnew = async (
	ctx: Context,
	application: Row<'applications'>,
	last: Row<'notices'>
): Promise<MoveExtras> => {
	const { read } = ctx.store;
	const joined = application.roundId ? await read.rounds.byId(application.roundId) : undefined;
	if (!joined) throw new Error(`case ${application.id} on notice without a round`);
	const period = await noticePeriod(ctx, await calendarFor(ctx), 'result');
	if (period.endOn === null) return { facts: { unconfirmedYear: period.unconfirmedYear } };
	const { endOn, counted } = period;
	const id = ctx.newId();
	return {
		dueOn: endOn,
		facts: { unconfirmedYear: null },
		detail: { notice: id, until: endOn },
		changes: [
			insert('notices', {
				id,
				kind: 'result',
				roundId: joined.round.id,
				organisationId: last.organisationId,
				title: last.title,
				body: await noticeBodyOf(ctx, joined, [application], {
					contact: resultBody(last)?.contact ?? (await usualContact(ctx, joined.committee)),
					workingDays: counted.length
				}),
				startOn: ctx.today(),
				endOn,
				counted,
				state: 'running',
				createdAt: ctx.now()
			}),
			insert('noticeCases', { noticeId: id, applicationId: application.id }),
			logged(ctx, {
				action: 'notice.publish',
				objectKind: 'notice',
				objectId: id,
				detail: { kind: 'result', round: joined.round.id, cases: 1, until: endOn }
			})
		]
	};
};

/**
 * What resuming a suspended case does about its notice: one that the suspension interrupted is posted again in
 * full; one that had run out before stays as it was.
 */
export const resumedNotice = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<MoveExtras> => {
	const back = application.resumeState as ApplicationState | null;
	const kind = back === null ? undefined : kinds[back];
	const last = (await ctx.store.read.notices.ofApplication(application.id)).findLast(
		(notice) => notice.kind === kind
	);
	if (!last) return { facts: { unconfirmedYear: null } };
	// `stateSince` of a suspended case is the instant at which it was suspended.
	const interrupted = application.stateSince < endOfDay(last.endOn);
	const contact = employerBody(last)?.contact;
	const { dueOn, ...extras }: MoveExtras = !interrupted
		? { dueOn: last.endOn, facts: { unconfirmedYear: null } }
		: contact
			? await postedAnew(ctx, application, contact)
			: await resultAnew(ctx, application, last);
	// Where an objection is looked into, the day that counts is the desk's own.
	return back === 'employer_notice' || back === 'result_notice' ? { ...extras, dueOn } : extras;
};
