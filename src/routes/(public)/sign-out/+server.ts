import { sessionCookie } from '#lib/server/session-cookie.ts';
import { serves } from '#lib/server/form.ts';
import { signOut } from '#lib/server/usecases/people/sign-out.ts';
import type { RequestHandler } from './$types';

const leave = (to: string, headers: Readonly<Record<string, string>> = {}) =>
	new Response(null, { status: 303, headers: { location: to, ...headers } });

/** Nothing happens by following a link: only a post signs out. */
export const GET: RequestHandler = () => leave('/');

/** Signs out here, and has the browser forget what it kept of the pages. */
export const POST: RequestHandler = serves(async (ctx, event: Parameters<RequestHandler>[0]) => {
	await signOut(ctx);
	const cookie = sessionCookie(event.url);
	event.cookies.delete(cookie.name, cookie.attributes);
	return leave('/', { 'clear-site-data': '"cache", "storage"' });
});
