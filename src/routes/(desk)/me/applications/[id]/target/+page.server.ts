import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { changeTarget } from '#lib/server/usecases/applications/change-target.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { answerRows, choiceOf, guideSteps, otherSpecialty, readGuide } from '../../guide.server.ts';
import { backPath } from '../../entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const { heading } = await getApplication(ctx, event.params.id);
	const base = `/me/applications/${heading.id}`;
	const parameters = new URLSearchParams(event.url.searchParams);
	// Opened without answers it shows what is applied for now.
	const fresh = !guideSteps.some((step) => step !== 'batch' && parameters.has(step));
	if (fresh && !parameters.has('asked')) {
		parameters.set('series', heading.series);
		parameters.set('ladder', heading.ladder);
		parameters.set('specialty', heading.specialty ?? otherSpecialty);
		parameters.set('level', heading.level);
		parameters.set('track', heading.track);
	}
	const batches = [{ id: 'this', name: heading.batchName, closesAt: heading.closesAt }];
	const back = event.url.searchParams.get('back');
	const kept: Record<string, string> = back === null ? {} : { back };
	const { answers, question } = readGuide(parameters, batches);
	return {
		back: base + backPath(event.url.searchParams),
		version: heading.version,
		answers,
		question,
		kept,
		open: heading.state === 'draft',
		rows: answerRows(event.url.pathname, answers, batches, { ...kept, asked: '' }).slice(1)
	};
}) satisfies PageServerLoad;

const changed = z.object({
	version: z.coerce.number().int(),
	series: z.string(),
	ladder: z.string(),
	specialty: z.string().optional(),
	level: z.string(),
	track: z.enum(['normal', 'exceptional', 'bridge']),
	back: z.string().optional()
});

export const actions = {
	default: submits(changed, async (ctx, data, event) => {
		const id = event.params.id;
		await changeTarget(ctx, { ...choiceOf(data), id, version: data.version });
		return {
			to: `/me/applications/${id}${backPath(new URLSearchParams({ back: data.back ?? '' }))}`
		};
	})
} satisfies Actions;
