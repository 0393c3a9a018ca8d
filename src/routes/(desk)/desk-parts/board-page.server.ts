/** The notice board inside an employer, and one notice on it. */
import * as m from '#lib/paraglide/messages.js';
import {
	getNotice,
	listNotices,
	type NoticeView
} from '#lib/server/usecases/notices/list-notices.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { noticeClock } from './case-words.server.ts';
import { shortDay } from './desk-words.server.ts';
import { postedWords } from './notice-words.server.ts';

const line = (notice: NoticeView) => ({
	id: notice.id,
	href: `/employer/notices/${notice.id}`,
	title: notice.title,
	organisation: notice.organisation,
	span: m.office_day_span({ from: shortDay(notice.startOn), to: shortDay(notice.endOn) }),
	state:
		notice.state === 'ended'
			? { kind: 'done' as const, text: m.office_notice_ended() }
			: { kind: 'void' as const, text: m.office_notice_voided_short() },
	clock: noticeClock(notice)
});

export const boardPage = async (ctx: Context) => {
	const board = await listNotices(ctx);
	return {
		sub: board.organisations.length === 1 ? (board.organisations[0] ?? '') : '',
		running: board.running.map(line),
		past: board.past.map(line),
		/** Only the officers see the cases behind the notices. */
		officer: board.running.some(({ caseId }) => caseId !== null)
	};
};

export const noticePage = async (ctx: Context, id: string) => {
	const notice = await getNotice(ctx, id);
	return {
		words: postedWords(notice),
		caseHref: notice.caseId === null ? null : `/employer/cases/${notice.caseId}`
	};
};
