import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { calendarFor, noticePeriod } from '#lib/server/usecases/calendar.ts';
import { previewPublication } from '#lib/server/usecases/results/list-result-notices.ts';
import { publishResults } from '#lib/server/usecases/results/publish-results.ts';
import { refusalText, textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { shortDay } from '../../../desk-parts/desk-words.server.ts';
import { contactFields } from '../contact.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const roundId = url.searchParams.get('round') ?? '';
	const preview = await previewPublication(ctx, roundId);
	if (preview.cases.length === 0)
		error(409, { message: m.refusal_nothing_to_publish(), key: 'nothing_to_publish' });
	const period = await noticePeriod(ctx, await calendarFor(ctx), 'result');
	return {
		requestId: ctx.newId(),
		roundId,
		committee: preview.committee,
		contact: preview.contact,
		cases: preview.cases,
		span:
			period.endOn === null
				? ''
				: m.committee_notice_span({
						from: shortDay(period.counted[0] ?? ctx.today()),
						to: shortDay(period.endOn),
						days: period.counted.length
					}),
		reason:
			period.endOn === null
				? refusalText({
						kind: 'rule',
						key: 'calendar_unconfirmed',
						facts: { year: period.unconfirmedYear }
					})
				: ''
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({ round: z.string().min(1).max(40), ...contactFields }),
		async (ctx, { round, ...contact }, _event: RequestEvent) => {
			const { id } = await publishResults(ctx, { roundId: round, contact });
			return { to: `/committee/notices/${id}` };
		},
		{ form: 'publish', label: (field) => textOf(`committee_field_${field}`) }
	)
} satisfies Actions;
