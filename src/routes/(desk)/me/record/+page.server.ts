import { z } from 'zod';
import { sections } from '#lib/domain/titles/sections.ts';
import { loads, submits } from '#lib/server/form.ts';
import { getMyRecord } from '#lib/server/usecases/record/get-my-record.ts';
import { removeRecordLine } from '#lib/server/usecases/record/remove-record-line.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, entryCard, fieldLabel, shownValue, wordOf } from '../words.server.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const record = await getMyRecord(ctx);
	return {
		person: [
			{ label: m.me_field_name(), value: record.name },
			...(record.sex === null
				? []
				: [{ label: m.me_field_sex(), value: wordOf(`me_sex_${record.sex}`) }]),
			...(record.bornOn === null
				? []
				: [{ label: m.me_field_born(), value: dayText(record.bornOn) }]),
			{ label: m.me_field_id(), value: m.me_masked({ last: record.idLast4 }) },
			{ label: m.me_field_employer(), value: record.employer || m.me_nothing() }
		],
		sections: sections
			.filter(({ inRecord }) => inRecord)
			.map((section) => {
				const lines = record.lines.filter((line) => line.section === section.id);
				return {
					id: section.id,
					title: wordOf(`section_${section.id}`),
					repeated: section.repeated,
					addHref:
						lines.length < (section.repeated ? section.most : 1)
							? `/me/record/${section.id}/new`
							: null,
					addLabel: section.repeated
						? wordOf('me_add', { what: wordOf(`entry_${section.id}`) })
						: m.me_fill_in(),
					lines: lines.map((line) => ({
						id: line.id,
						version: line.version,
						verified: line.verifiedAt !== null,
						href: `/me/record/${section.id}/${line.id}`,
						...(section.repeated
							? entryCard(section.id, line.data)
							: {
									title: wordOf(`section_${section.id}`),
									facts: section.fields
										.filter(({ name }) => valueOf(line.data, name) !== '')
										.map(
											(field) =>
												fieldLabel(section.id, field.name) +
												m.ui_colon() +
												shownValue(field, valueOf(line.data, field.name))
										)
								})
					}))
				};
			})
	};
}) satisfies PageServerLoad;

export const actions = {
	remove: submits(
		z.object({ line: z.string(), version: z.coerce.number().int() }),
		async (ctx, data) => {
			await removeRecordLine(ctx, { lineId: data.line, version: data.version });
			return { to: '/me/record' };
		}
	)
} satisfies Actions;
