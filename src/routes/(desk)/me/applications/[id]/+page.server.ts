import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { sectionsFor } from '#lib/domain/titles/sections.ts';
import { loads, submits } from '#lib/server/form.ts';
import { confirmAssist } from '#lib/server/usecases/applications/confirm-assist.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { fieldOfWork, instantText, leftText, untilText } from '../../words.server.ts';
import { eligibilityWords } from '../condition-words.server.ts';
import { routeWords, tasksOf } from '../case-words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const base = `/me/applications/${view.heading.id}`;
	// Once handed in, what matters is where it stands.
	if (view.openSections !== null && view.openSections.length === 0)
		redirect(303, `${base}/progress`);
	const rows = view.tasks.filter(({ section }) => section !== 'pledge');
	return {
		base,
		number: view.heading.number,
		version: view.heading.version,
		state: view.heading.state,
		titleName: view.heading.titleName,
		field: fieldOfWork(view.heading.series, view.heading.specialty),
		done: rows.filter(({ state, open }) => state === 'done' || !open).length,
		total: rows.length,
		tasks: tasksOf(view, sectionsFor(view.heading.track)),
		eligibility: eligibilityWords(view.check.eligibility, view.heading.year),
		route: routeWords(view.route),
		errors: view.check.errors,
		warnings: view.check.warnings,
		savedAt: view.savedAt === null ? null : instantText(view.savedAt),
		until: view.deadline && {
			left: leftText(view.deadline.leftMs),
			at: untilText(view.deadline.at),
			over: view.deadline.leftMs <= 0,
			days: view.deadline.workingDays
		},
		defects: view.defects.filter(({ fixedAt }) => fixedAt === null).length,
		assisted: view.assisted,
		as: view.as,
		personName: view.heading.personName,
		mayDelete: view.offers.some(({ move }) => move === 'delete_draft'),
		mayWithdraw: view.offers.some(({ move }) => move === 'withdraw')
	};
}) satisfies PageServerLoad;

export const actions = {
	confirm: submits(z.object({ version: z.coerce.number().int() }), async (ctx, data, event) => {
		const id = event.params.id;
		await confirmAssist(ctx, { id, version: data.version });
		return { to: `/me/applications/${id}` };
	})
} satisfies Actions;
