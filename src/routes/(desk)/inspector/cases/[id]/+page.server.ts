import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { loads } from '#lib/server/form.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { caseWords } from '../../../desk-parts/case-words.server.ts';
import { seenState } from '../../state-words.server.ts';
import type { PageServerLoad } from './$types';

/** A case with its whole path, to look at only. */
export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	// The case first: a stranger's attempt at it is logged there.
	const view = await getCase(ctx, params.id);
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	// The office's words, since somebody must be meant by "we".
	const words = caseWords(view, 'office');
	const state = seenState(view.heading.state);
	return {
		words: {
			...words,
			state,
			steps: words.steps.map((step) =>
				step.kind === 'now' ? { ...step, title: state.text } : step
			)
		},
		logHref: `/inspector/log?object=${encodeURIComponent(words.number)}`
	};
}) satisfies PageServerLoad;
