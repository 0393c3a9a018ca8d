import { loads } from '#lib/server/form.ts';
import { mySeats } from '#lib/server/usecases/draw/list-draws.ts';
import {
	isOpen,
	listMyAssignments,
	type SheetLine
} from '#lib/server/usecases/review/list-my-assignments.ts';
import * as m from '#lib/paraglide/messages.js';
import { stepTag, titleText } from './expert-words.server.ts';
import type { PageServerLoad } from './$types';

const filters = ['all', 'open', 'doubt', 'submitted'] as const;
type Filter = (typeof filters)[number];

const fits: Readonly<Record<Filter, (line: SheetLine) => boolean>> = {
	all: () => true,
	open: isOpen,
	doubt: ({ flagged }) => flagged,
	submitted: ({ step }) => step === 'submitted'
};

const lineWords = (line: SheetLine) => ({
	href: `/expert/sheets/${line.id}`,
	number: line.number,
	name: line.name,
	employer: line.employer,
	title: titleText(line),
	state: stepTag(line),
	flagged: line.flagged
});

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const [mine, seats] = await Promise.all([listMyAssignments(ctx), mySeats(ctx)]);
	const asked = seats.filter(({ state }) => state === 'asked').length;
	const filter = filters.find((name) => name === url.searchParams.get('show')) ?? 'all';
	const committees = [...new Set(mine.current.map(({ committee }) => committee))];
	const handed = url.searchParams.get('handed') ?? '';
	return {
		handed: /^\d{4}-\d{6,8}$/.test(handed) ? m.expert_handed_in({ number: handed }) : null,
		left: url.searchParams.has('recused') ? m.expert_recused_done() : null,
		asked: asked > 0 ? m.draw_my_seats_waiting({ count: asked }) : null,
		committees,
		done: mine.done,
		total: mine.total,
		percent: mine.total === 0 ? 0 : (mine.done / mine.total) * 100,
		next: mine.next === null ? null : `/expert/sheets/${mine.next}`,
		tabs: filters.map((name) => ({
			href: name === 'all' ? '/expert' : `/expert?show=${name}`,
			label: {
				all: m.expert_filter_all,
				open: m.expert_filter_open,
				doubt: m.expert_filter_doubt,
				submitted: m.expert_filter_submitted
			}[name](),
			count: mine.current.filter(fits[name]).length,
			urgent: name === 'open' && mine.next !== null,
			current: name === filter
		})),
		lines: mine.current.filter(fits[filter]).map(lineWords),
		past: mine.past.map(lineWords)
	};
}) satisfies PageServerLoad;
