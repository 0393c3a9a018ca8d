import type { RequestHandler } from './$types';

/** Whether this process should be given requests: 200, or 503 with what is in the way. */
export const GET: RequestHandler = async ({ locals }) => {
	const found = await locals.readiness();
	return Response.json(found, {
		status: found.ready ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
