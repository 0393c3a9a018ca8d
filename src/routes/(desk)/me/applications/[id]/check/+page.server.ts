import { loads } from '#lib/server/form.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { eligibilityWords } from '../../condition-words.server.ts';
import { findingsOf, routeWords } from '../../case-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const view = await getApplication(ctx, event.params.id);
	const findings = findingsOf(view, 'check');
	const open = view.openSections === null || view.openSections.length > 0;
	return {
		base: `/me/applications/${view.heading.id}`,
		titleName: view.heading.titleName,
		open,
		errors: findings.filter(({ level }) => level === 'error'),
		warnings: findings.filter(({ level }) => level === 'warning'),
		eligibility: eligibilityWords(view.check.eligibility, view.heading.year),
		route: routeWords(view.route)
	};
}) satisfies PageServerLoad;
