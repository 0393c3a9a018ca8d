import { sectionsFor } from '#lib/domain/titles/sections.ts';
import { loads } from '#lib/server/form.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import { fieldLabel, fullInstant, shownValue, wordOf } from '../../../words.server.ts';
import { materialAnswers, personAnswers, targetAnswers } from '../../answers.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const { heading } = view;
	return {
		base: `/me/applications/${heading.id}`,
		number: heading.number,
		year: heading.year,
		titleName: heading.titleName,
		employerName: heading.employerName,
		personName: heading.personName,
		draft: heading.receipt === null,
		receiptSha: heading.receipt?.sha256 ?? '',
		printedAt: fullInstant(ctx.now()),
		person: personAnswers(view),
		target: targetAnswers(view, ''),
		materials: materialAnswers(view, ''),
		tables: sectionsFor(heading.track)
			.filter(({ fields, id }) => fields.length > 0 && id !== 'pledge')
			.map((section) => ({
				id: section.id,
				title: wordOf(`section_${section.id}`),
				repeated: section.repeated,
				heads: section.fields.map(({ name }) => fieldLabel(section.id, name)),
				rows: view.entries
					.filter((entry) => entry.section === section.id)
					.map((entry) =>
						section.fields.map((field) => shownValue(field, valueOf(entry.data, field.name)))
					)
			}))
	};
}) satisfies PageServerLoad;
