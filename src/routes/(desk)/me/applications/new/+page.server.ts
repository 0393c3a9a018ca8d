import { z } from 'zod';
import { Refused } from '#lib/domain/refusal.ts';
import { loads, submits } from '#lib/server/form.ts';
import { refusalText, ruleText } from '#lib/server/words.ts';
import { listOpenBatches } from '#lib/server/usecases/applications/list-open-batches.ts';
import { previewChoice } from '#lib/server/usecases/applications/preview-choice.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { answerRows, choiceOf, readGuide } from '../guide.server.ts';
import { eligibilityWords } from '../condition-words.server.ts';
import { routeWords } from '../case-words.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The preview, or why the application cannot be begun: an answer, not an error. */
const previewOrReason = async (
	run: () => ReturnType<typeof previewChoice>
): Promise<
	| { readonly preview: Awaited<ReturnType<typeof previewChoice>>; readonly stop: null }
	| { readonly preview: null; readonly stop: { readonly text: string; readonly rule?: string } }
> => {
	try {
		return { preview: await run(), stop: null };
	} catch (cause) {
		if (!(cause instanceof Refused) || cause.refusal.kind !== 'rule') throw cause;
		const rule = ruleText(cause.refusal);
		return {
			preview: null,
			stop: { text: refusalText(cause.refusal), ...(rule !== undefined && { rule }) }
		};
	}
};

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const open = await listOpenBatches(ctx);
	const personId = event.url.searchParams.get('for') ?? undefined;
	const kept: Record<string, string> = personId === undefined ? {} : { for: personId };
	const { answers, question } = readGuide(event.url.searchParams, open);
	const common = { kept, answers, question, noBatch: open.length === 0 };
	if (question !== null || open.length === 0)
		return { ...common, rows: [], stop: null, eligibility: null, route: null, personName: '' };
	const choice = choiceOf(answers);
	const { preview, stop } = await previewOrReason(() =>
		previewChoice(ctx, { ...choice, ...(personId !== undefined && { personId }) })
	);
	return {
		...common,
		requestId: ctx.newId(),
		rows: answerRows(event.url.pathname, answers, open, kept),
		stop,
		personName: preview?.personName ?? '',
		eligibility: preview && eligibilityWords(preview.eligibility, preview.year),
		route: preview && routeWords(preview.route)
	};
}) satisfies PageServerLoad;

const started = z.object({
	batch: z.string(),
	series: z.string(),
	ladder: z.string(),
	specialty: z.string().optional(),
	level: z.string(),
	track: z.enum(['normal', 'exceptional', 'bridge']),
	for: z.string().optional()
});

export const actions = {
	default: submits(started, async (ctx, data) => {
		const { id } = await startApplication(ctx, {
			...choiceOf(data),
			...(data.for !== undefined && { personId: data.for })
		});
		return { to: `/me/applications/${id}` };
	})
} satisfies Actions;
