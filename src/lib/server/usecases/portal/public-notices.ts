import type { Day } from '#lib/domain/day.ts';
import { maskName } from '#lib/domain/people/mask.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { noticeDays, type NoticeDay } from '../notices/list-notices.ts';
import { parameter } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';
import { daysLeftOf } from '../results/list-result-notices.ts';
import { resultBody, type NoticeLine, type ResultNoticeBody } from '../results/result-notice.ts';

export type PublicNoticeLine = {
	readonly id: string;
	readonly title: string;
	readonly publisher: string;
	readonly passed: number;
	readonly startOn: Day;
	readonly endOn: Day;
	readonly daysLeft: number;
};

const lineOf = (notice: Row<'notices'>, today: Day): readonly PublicNoticeLine[] => {
	const body = resultBody(notice);
	return body
		? [
				{
					id: notice.id,
					title: notice.title,
					publisher: body.publisher,
					passed: body.lines.length,
					startOn: notice.startOn,
					endOn: notice.endOn,
					daysLeft: daysLeftOf(notice, today)
				}
			]
		: [];
};

/** Result notices for anybody: those that run, last day first, and the latest that have ended. */
export const listPublicNotices = async (
	ctx: Context
): Promise<{
	readonly running: readonly PublicNoticeLine[];
	readonly ended: readonly PublicNoticeLine[];
}> => {
	const [running, ended] = await Promise.all([
		ctx.store.read.notices.runningPublic(),
		ctx.store.read.notices.endedPublic(50)
	]);
	const today = ctx.today();
	return {
		running: running.flatMap((notice) => lineOf(notice, today)),
		ended: ended.flatMap((notice) => lineOf(notice, today))
	};
};

export type PublicNotice = Omit<PublicNoticeLine, 'passed'> & {
	readonly state: Row<'notices'>['state'];
	readonly voidedReason: string | null;
	/** Names are cut to 王*: the notice has ended, or the city does not show them in full. */
	readonly masked: boolean;
	readonly days: readonly NoticeDay[];
	readonly committee: string;
	readonly meetings: ResultNoticeBody['meetings'];
	readonly workingDays: number;
	readonly contact: ResultNoticeBody['contact'];
	readonly lines: readonly Omit<NoticeLine, 'applicationId'>[];
};

/**
 * One result notice for anybody. Names stand in full while it runs (parameter
 * `notice.runningShowsFullNames`) and are masked once it has ended; a voided one names nobody.
 */
export const getPublicNotice = async (ctx: Context, id: string): Promise<PublicNotice> => {
	const notice = await ctx.store.read.notices.byId(id);
	const body = notice && resultBody(notice);
	if (!notice || !body) throw new Refused(missing);
	const full =
		notice.state === 'running' &&
		notice.endOn >= ctx.today() &&
		(await parameter(ctx, 'notice.runningShowsFullNames')) === true;
	return {
		id,
		title: notice.title,
		publisher: body.publisher,
		startOn: notice.startOn,
		endOn: notice.endOn,
		daysLeft: daysLeftOf(notice, ctx.today()),
		state: notice.state,
		voidedReason: notice.voidedReason,
		masked: !full,
		days: noticeDays(notice, ctx.today()),
		committee: body.committee,
		meetings: body.meetings,
		workingDays: body.workingDays,
		contact: body.contact,
		lines:
			notice.state === 'voided'
				? []
				: body.lines.map(({ name, employer, presentTitle, title, specialty, track }) => ({
						name: full ? name : maskName(name),
						employer,
						presentTitle,
						title,
						specialty,
						track
					}))
	};
};
