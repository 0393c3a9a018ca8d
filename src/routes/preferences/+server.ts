import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const allowed: Readonly<Record<string, readonly string[]>> = {
	mode: ['standard', 'elder'],
	lang: ['zh-CN', 'en'],
	step: ['1', '2', '3'],
	contrast: ['normal', 'high']
};
const year = 365 * 24 * 60 * 60;

/** Keeps the look and language in cookies and comes back to the page it was asked on. */
export const POST = (async ({ request, cookies, url }) => {
	const data = await request.formData();
	for (const [name, values] of Object.entries(allowed)) {
		const value = data.get(name);
		if (typeof value === 'string' && values.includes(value))
			cookies.set(name, value, {
				path: '/',
				maxAge: year,
				httpOnly: true,
				sameSite: 'lax',
				secure: url.protocol === 'https:'
			});
	}
	const back = data.get('back');
	const target = typeof back === 'string' ? URL.parse(back, url.origin) : null;
	redirect(303, target?.origin === url.origin ? target.pathname + target.search : '/');
}) satisfies RequestHandler;
