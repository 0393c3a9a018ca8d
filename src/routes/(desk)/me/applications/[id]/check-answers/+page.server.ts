import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { refusalText, ruleText } from '#lib/server/words.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import * as m from '#lib/paraglide/messages.js';
import { findingsOf, routeWords } from '../../case-words.server.ts';
import {
	materialAnswers,
	personAnswers,
	sectionAnswers,
	targetAnswers
} from '../../answers.server.ts';
import type { Actions, PageServerLoad } from './$types';

const back = 'check-answers';
const handIns = ['submit', 'resubmit', 'correct'] as const;

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const base = `/me/applications/${view.heading.id}`;
	if (view.openSections !== null && view.openSections.length === 0)
		redirect(303, `${base}/progress`);
	const offer = view.offers.find(({ move }) => (handIns as readonly string[]).includes(move));
	return {
		base,
		number: view.heading.number,
		version: view.heading.version,
		titleName: view.heading.titleName,
		state: view.heading.state,
		requestId: ctx.newId(),
		as: view.as,
		person: personAnswers(view),
		target: targetAnswers(view, back),
		groups: sectionAnswers(view, back),
		materials: materialAnswers(view, back),
		warnings: findingsOf(view, back).filter(({ level }) => level === 'warning'),
		errors: view.check.errors,
		openDefects: view.defects.filter(({ fixedAt }) => fixedAt === null).length,
		route: routeWords(view.route),
		move: offer?.move ?? 'submit',
		refusal: offer?.refusal
			? { text: refusalText(offer.refusal), rule: ruleText(offer.refusal) ?? null }
			: null
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			version: z.coerce.number().int(),
			agreed: z
				.string()
				.default('')
				.refine((value) => value === 'on', 'field_not_agreed')
		}),
		async (ctx, data, event) => {
			const id = event.params.id;
			await handInCase(ctx, { id, version: data.version, pledged: true });
			return { to: `/me/applications/${id}/receipt` };
		},
		{ label: () => m.section_pledge() }
	)
} satisfies Actions;
