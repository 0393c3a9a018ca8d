import { documents } from '#lib/domain/rules/citation.ts';
import { educationNames, skillNames } from '#lib/domain/rules/education.ts';
import { eligibilityRows } from '#lib/domain/rules/eligibility-rows.ts';
import { levelFacts } from '#lib/domain/rules/levels.ts';
import { parameters } from '#lib/domain/rules/parameters.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { levelsOf, titleName } from '#lib/domain/titles/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import * as m from '#lib/paraglide/messages.js';
import { loads } from '#lib/server/form.ts';
import { standingText } from '#lib/server/parameter-words.ts';
import { parameter } from '#lib/server/usecases/parameters.ts';
import { citationText, textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

const language = (): 'zh' | 'en' => (getLocale() === 'en' ? 'en' : 'zh');
const sure = { S: 'help_sure_s', K: 'help_sure_k', U: 'help_sure_u' } as const;
const sureness = (mark: keyof typeof sure): string => textOf(sure[mark]) ?? mark;

const parametersNow = loads(async (ctx) =>
	Promise.all(
		parameters.map(async (one) => ({
			key: one.key,
			label: textOf(`parameter_${one.key}`) ?? one.key,
			value: String(one.standing === 'fixed' ? one.default : await parameter(ctx, one.key)),
			standing: standingText(one),
			default: String(one.default),
			floor: one.kind === 'integer' && one.floor > 0 ? String(one.floor) : '',
			citation: citationText(one.citation),
			sure: sureness(one.citation.confidence)
		}))
	)
);

/** The rules that run, read from the very data that the portal decides by. */
export const load = (async (event) => {
	const at = language();
	return {
		rows: eligibilityRows.map((row) => ({
			id: row.id,
			to: levelFacts[row.to][at],
			track: textOf(`option_track_${row.route}`) ?? row.route,
			education: row.education ? educationNames[row.education][at] : '—',
			prior: row.prior ? levelFacts[row.prior][at] : row.skill ? skillNames[row.skill][at] : '—',
			years: row.years > 0 ? m.help_years({ years: row.years }) : '—',
			citation: citationText(row.citation),
			sure: sureness(row.citation.confidence)
		})),
		parameters: await parametersNow(event),
		procedure: Object.entries(procedure).map(([key, citation]) => ({
			key,
			text: citation.clause ?? '',
			citation: citationText(citation),
			sure: sureness(citation.confidence)
		})),
		series: titleSeries.map((series) => ({
			slug: series.slug,
			name: series[at],
			ladders: series.ladders.map((ladder) => ({
				name: ladder[at],
				titles: levelsOf(series.slug, ladder.slug)
					.map((level) => titleName(series.slug, ladder.slug, level) ?? '')
					.join('、')
			}))
		})),
		documents: Object.values(documents).map((document) => ({
			title: document[at],
			since: document.since
		}))
	};
}) satisfies PageServerLoad;
