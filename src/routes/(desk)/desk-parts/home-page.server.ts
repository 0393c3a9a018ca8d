/** Where a desk's day begins: what waits, what is late, what runs out. */
import * as m from '#lib/paraglide/messages.js';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { areaOf, enterDesk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { deskHome } from '#lib/server/usecases/desk/desk-home.ts';
import type { CaseLine } from '#lib/server/usecases/desk/list-cases.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { addressOf } from './address.ts';
import { noticeClock } from './case-words.server.ts';
import { dueWords, momentText, stateWords, wordOf } from './desk-words.server.ts';

const countText = ({ count, more }: { readonly count: number; readonly more: boolean }): string =>
	more ? '1000+' : String(count);

export const homePage = async (ctx: Context, area: DeskArea) => {
	const desk = enterDesk(ctx, area);
	const path = `/${areaOf[desk]}/cases`;
	const plain = readCaseQuery(desk, new URLSearchParams());
	const home = await deskHome(ctx, desk, plain);
	const line = (row: CaseLine) => ({
		id: row.id,
		href: `${path}/${row.id}`,
		number: row.number,
		name: row.name,
		lastFour: row.lastFour,
		text: [row.title, row.employer].join(m.ui_comma()),
		state: stateWords(row.state, desk, row.due),
		due: dueWords(row.due),
		since: momentText(row.since)
	});
	return {
		desk,
		sub: ctx.actor?.hat?.scopeName ?? '',
		listHref: path,
		tabs: home.tabs.map(({ id, count, more, urgent }) => ({
			href: addressOf(path, id === plain.tab ? {} : { tab: id }),
			label: wordOf(`office_tab_${desk}_${id}`),
			count: countText({ count, more }),
			urgent: urgent && count > 0
		})),
		late: {
			count: countText(home.late),
			any: home.late.count > 0,
			href: addressOf(path, { due: 'overdue' })
		},
		today: {
			count: countText(home.today),
			any: home.today.count > 0,
			href: addressOf(path, { due: 'today' })
		},
		first: home.first.map(line),
		registrations: home.registrations,
		notices: home.notices.map((notice) => ({
			id: notice.id,
			href: `/employer/notices/${notice.id}`,
			title: notice.title,
			endsToday: notice.days.at(-1)?.kind === 'today',
			clock: noticeClock(notice)
		})),
		empty: wordOf(`office_empty_text_${desk}`)
	};
};

export type HomePageData = Awaited<ReturnType<typeof homePage>>;
