import { contextOfPage } from '#lib/server/form.ts';
import { preferencesOf, shellDataFor } from '#lib/server/shell/shell-data.ts';
import type { LayoutServerLoad } from './$types';

/** What the shells show. Guards are not here: hooks ask for a sign-in, use cases for the rest. */
export const load = (async ({ locals, cookies }) => ({
	shell: await shellDataFor(
		contextOfPage(locals),
		preferencesOf((name) => cookies.get(name))
	),
	sessionExpiresAt: locals.sessionExpiresAt,
	/** The server's clock, which the browser's may be far from. */
	sessionNow: locals.ctx.realNow()
})) satisfies LayoutServerLoad;
