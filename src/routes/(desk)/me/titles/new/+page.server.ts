import { z } from 'zod';
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { joinDate } from '#lib/domain/titles/field-values.ts';
import { levelsOf, seriesOf, titleName } from '#lib/domain/titles/catalogue.ts';
import { loads, submits } from '#lib/server/form.ts';
import { enterTitle } from '#lib/server/usecases/record/enter-title.ts';
import * as m from '#lib/paraglide/messages.js';
import { fieldLabel, nameIn, wordOf } from '../../words.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A title of the catalogue as one value: `ladder:level`. */
const titlesOf = (slug: string) =>
	(seriesOf(slug)?.ladders ?? []).flatMap((ladder) =>
		levelsOf(slug, ladder.slug).map((level) => ({
			value: `${ladder.slug}:${level}`,
			label: titleName(slug, ladder.slug, level) ?? level
		}))
	);

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const series = event.url.searchParams.get('series') ?? '';
	const known = seriesOf(series);
	return {
		requestId: ctx.newId(),
		asked: event.url.searchParams.has('series') && !known ? m.me_guide_choose() : null,
		series: known ? { value: series, name: nameIn(known) } : null,
		options: titleSeries.map((one) => ({ value: one.slug, label: nameIn(one) })),
		titles: known ? titlesOf(series) : [],
		specialties:
			series === 'engineering'
				? engineeringSpecialties.map((one) => ({ value: one.slug, label: nameIn(one) }))
				: []
	};
}) satisfies PageServerLoad;

const text = z.string().max(200).default('');

const entered = z
	.object({
		series: z.string(),
		title: z.string().regex(/^[a-z-]+:[a-z_]+$/, 'choose'),
		specialty: text,
		printedName: z.string().max(40).default(''),
		issuer: z.string().max(80).default(''),
		certificateNumber: z.string().max(40).default(''),
		obtainedOn_year: text,
		obtainedOn_month: text,
		obtainedOn_day: text
	})
	.transform((data) => ({
		...data,
		obtainedOn: joinDate([data.obtainedOn_year, data.obtainedOn_month, data.obtainedOn_day])
	}));

export const actions = {
	default: submits(
		entered,
		async (ctx, data) => {
			const [ladder = '', level = ''] = data.title.split(':');
			await enterTitle(ctx, {
				series: data.series,
				ladder,
				level,
				specialty: data.specialty === '' ? null : data.specialty,
				printedName: data.printedName,
				obtainedOn: data.obtainedOn,
				issuer: data.issuer,
				certificateNumber: data.certificateNumber
			});
			return { to: '/me/titles' };
		},
		{
			label: (field) =>
				field === 'title' ? wordOf('field_target_title') : fieldLabel('titles', field)
		}
	)
} satisfies Actions;
