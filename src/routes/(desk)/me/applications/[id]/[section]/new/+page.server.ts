import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A new entry gets its id here, so that it can be saved while it is being written. */
export const load = (({ locals, params, url }) => {
	const query = new URLSearchParams(url.searchParams);
	query.set('new', '1');
	redirect(
		303,
		`/me/applications/${params.id}/${params.section}/${locals.ctx.newId()}?${query.toString()}`
	);
}) satisfies PageServerLoad;
