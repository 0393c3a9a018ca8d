import type { RequestHandler } from './$types';

/** The process answers: nothing more is asked, so that a slow database does not get it killed. */
export const GET: RequestHandler = () =>
	Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } });
