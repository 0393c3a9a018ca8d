import { z } from 'zod';
import { shanghaiDay } from '#lib/domain/day.ts';
import { seriesOf } from '#lib/domain/titles/catalogue.ts';
import { levelFacts, isLevel } from '#lib/domain/rules/levels.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { decideHeldTitle } from '#lib/server/usecases/people/held-titles.ts';
import { listTitles, titleTabs } from '#lib/server/usecases/people/list-titles.ts';
import { textOf } from '#lib/server/words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { pagerOf } from '../../../people-parts/address.ts';
import { placeOf } from '../../../people-parts/place.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const named = (names: { readonly zh: string; readonly en: string } | undefined, other: string) =>
	names ? (getLocale() === 'en' ? names.en : names.zh) : other;

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const tab = titleTabs.find((one) => one === url.searchParams.get('tab')) ?? 'entered';
	const list = await listTitles(ctx, tab, placeOf(url.searchParams));
	const rows = list.rows.map((row) => ({
		id: row.id,
		version: row.version,
		personId: row.personId,
		name: row.name,
		idLast4: row.idLast4 ?? '',
		employerName: row.employerName ?? '',
		printedName: row.printedName,
		series: named(seriesOf(row.series), row.series),
		level: isLevel(row.level) ? named(levelFacts[row.level], row.level) : row.level,
		obtained: dayText(row.obtainedOn),
		issuer: row.issuer,
		number: row.certificateNumber ?? '',
		state: row.state,
		reason: row.reason,
		entered: dayText(shanghaiDay(row.createdAt)),
		decided: row.decidedAt === null ? null : instantText(row.decidedAt)
	}));
	const open = url.searchParams.get('open');
	return {
		tab: list.tab,
		tabs: list.tabs.map((one) => ({
			...one,
			label: textOf(`people_titles_${one.tab}`) ?? one.tab
		})),
		rows,
		pager: pagerOf(list),
		open: rows.find(({ id }) => id === open) ?? null
	};
}) satisfies PageServerLoad;

export const actions = {
	decide: submits(
		z.object({
			id: z.string().max(64),
			version: z.coerce.number().int(),
			decision: z.enum(['verified', 'refused']),
			reason: z.string().max(500).default('')
		}),
		async (ctx, data, event: RequestEvent) => {
			await decideHeldTitle(ctx, data);
			return { to: event.url.pathname };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
