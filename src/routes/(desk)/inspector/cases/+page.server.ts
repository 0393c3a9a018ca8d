import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { applicationStates } from '#lib/domain/titles/application-states.ts';
import { loads } from '#lib/server/form.ts';
import { listInspected } from '#lib/server/usecases/inspection/list-inspected.ts';
import { textOf } from '#lib/server/words.ts';
import { momentText, placeChoices } from '../../desk-parts/desk-words.server.ts';
import { seenState } from '../state-words.server.ts';
import type { PageServerLoad } from './$types';

/** What no desk has seen is nobody's to inspect. */
const inspected = applicationStates.filter((state) => state !== 'draft' && state !== 'deleted');

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const at = (name: string): string => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
	const page = Number(at('page'));
	const query = {
		q: at('q'),
		state: inspected.find((state) => state === at('state')) ?? '',
		place: jurisdictionOf(at('place')) ? at('place') : '',
		page: Number.isSafeInteger(page) && page > 0 ? page : 1
	} as const;
	const list = await listInspected(ctx, query);
	return {
		query,
		states: inspected.map((value) => ({ value, label: textOf(`state_${value}`) ?? value })),
		places: placeChoices(),
		rows: list.rows.map((row) => ({
			id: row.id,
			number: row.number,
			name: row.personName,
			employer: row.employerName,
			title: row.titleName,
			since: momentText(row.stateSince),
			state: seenState(row.state)
		})),
		pager: {
			total: list.total ?? undefined,
			from: list.from,
			to: list.from === 0 ? 0 : list.from + list.rows.length - 1,
			page: list.page,
			pages: list.pages
		}
	};
}) satisfies PageServerLoad;
