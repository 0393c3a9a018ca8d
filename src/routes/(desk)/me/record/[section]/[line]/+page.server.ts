import { error, type RequestEvent } from '@sveltejs/kit';
import { loads, submits } from '#lib/server/form.ts';
import { getMyRecord } from '#lib/server/usecases/record/get-my-record.ts';
import { recordSection, saveRecordLine } from '#lib/server/usecases/record/save-record-line.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import * as m from '#lib/paraglide/messages.js';
import { fieldLabel, wordOf } from '../../../words.server.ts';
import { fieldsOf, postedEntry } from '../../../applications/entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const section = recordSection(event.params.section);
	const record = await getMyRecord(ctx);
	const line = record.lines.find(
		(one) => one.id === event.params.line && one.section === section.id
	);
	if (!line && event.params.line !== 'new') return error(404, m.refusal_not_found());
	const what = section.repeated ? wordOf(`entry_${section.id}`) : wordOf(`section_${section.id}`);
	return {
		title: line ? wordOf('me_edit', { what }) : wordOf('me_add', { what }),
		version: line?.version ?? 0,
		verified: line?.verifiedAt != null,
		requestId: ctx.newId(),
		fields: fieldsOf(section, line?.data ?? {})
	};
}) satisfies PageServerLoad;

const sectionOfEvent = loads(async (_ctx: Context, event: RequestEvent) =>
	recordSection(event.params['section'] ?? '')
);

export const actions = {
	default: async (event: RequestEvent) => {
		const section = await sectionOfEvent(event);
		return submits(
			postedEntry(section, event.locals.ctx.today(), true),
			async (ctx, { typed, version }) => {
				const line = event.params['line'] ?? 'new';
				await saveRecordLine(ctx, {
					section: section.id,
					lineId: line === 'new' ? null : line,
					version,
					typed
				});
				return { to: '/me/record' };
			},
			{ label: (field) => fieldLabel(section.id, field) }
		)(event);
	}
} satisfies Actions;
