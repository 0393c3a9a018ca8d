import { safeNext } from '#lib/server/next.ts';
import type { RequestHandler } from './$types';

/**
 * Goes on with the session: asking at all has moved its end. Answers the new end, or 401 when it is over;
 * a form without script is led back to where it was.
 */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { sessionExpiresAt } = locals;
	const isForm = (request.headers.get('content-type') ?? '').startsWith(
		'application/x-www-form-urlencoded'
	);
	if (isForm) {
		const back = (await request.formData()).get('back');
		const to = safeNext(typeof back === 'string' ? back : null, '/me');
		return new Response(null, { status: 303, headers: { location: to } });
	}
	return Response.json(
		{ expiresAt: sessionExpiresAt, now: locals.ctx.realNow() },
		{ status: sessionExpiresAt === null ? 401 : 200 }
	);
};
