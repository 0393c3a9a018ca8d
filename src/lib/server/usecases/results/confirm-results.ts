import { parseDay } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { casesToActOn } from '../cases/closed-to.ts';
import { prepareMove } from '../cases/make-move.ts';
import { openRound } from '../meeting/open-round.ts';
import { logged, type Context } from '../ports.ts';

/**
 * Confirms the cases of a result notice that has ended clean: the approval document's number, and its day,
 * which is the day of the title (handbook 5.3, row 21). Cases with an open report stay behind, and so does
 * the case of whoever confirms.
 */
export const confirmResults = async (
	ctx: Context,
	input: { readonly noticeId: string; readonly approvalNumber: string; readonly titleOn: string }
): Promise<{ readonly confirmed: number; readonly left: number }> => {
	const notice = await ctx.store.read.notices.byId(input.noticeId);
	if (!notice?.roundId) throw new Refused({ kind: 'missing', key: 'not_found' });
	await openRound(ctx, notice.roundId);
	const titleOn = parseDay(input.titleOn);
	if (!titleOn) throw new Refused({ ...rule('day_invalid'), field: 'titleOn' });
	if (titleOn > ctx.today())
		throw new Refused({ ...rule('title_day_in_future'), field: 'titleOn' });
	if (notice.state === 'running')
		throw new Refused(rule('notice_running', { until: notice.endOn }, 'resultNotice'));
	if (notice.state === 'voided') throw new Refused(rule('notice_voided', {}, 'resultNotice'));
	// The document approves what the notice has left standing: it cannot be older than the notice's end.
	if (titleOn <= notice.endOn)
		throw new Refused({
			...rule('title_day_before_notice_end', { until: notice.endOn }, 'confirmation'),
			field: 'titleOn'
		});
	const approvalNumber = input.approvalNumber.trim();
	if (approvalNumber === '')
		throw new Refused({ ...rule('document_needed', {}, 'confirmation'), field: 'approvalNumber' });
	const cases = (await ctx.store.read.notices.cases(notice.id)).map(
		({ application }) => application
	);
	const ready = await casesToActOn(
		ctx,
		cases.filter(({ state }) => state === 'result_notice'),
		'nothing_to_confirm'
	);
	const prepared = await Promise.all(
		ready.map((application) =>
			prepareMove(ctx, {
				id: application.id,
				version: application.version,
				move: 'confirm',
				extras: () => ({
					set: { approvalNumber, titleOn },
					detail: { document: approvalNumber, titleOn }
				})
			})
		)
	);
	await commit(ctx, [
		...prepared.flatMap(({ changes }) => changes),
		logged(ctx, {
			action: 'notice.confirm',
			objectKind: 'notice',
			objectId: notice.id,
			detail: { document: approvalNumber, titleOn, cases: ready.length }
		})
	]);
	return { confirmed: ready.length, left: cases.length - ready.length };
};
