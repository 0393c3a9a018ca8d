/**
 * Who is asking, in which language and look; signed-in by default; the security headers; and the one place
 * where a defect is logged. Permissions are not decided here: every use case decides its own.
 */
import { redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { Refused, statusOf } from '#lib/domain/refusal.ts';
import { readSession } from '#lib/server/auth/lucia.ts';
import { awayAnswer, RETRY_AFTER_S } from '#lib/server/away.ts';
import { compressed } from '#lib/server/compression.ts';
import { defectOf } from '#lib/server/defect.ts';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { startRunner } from '#lib/server/jobs/runner.ts';
import { startContentServer } from '#lib/server/files/content-server.ts';
import { readiness } from '#lib/server/readiness.ts';
import { readSettings } from '#lib/server/settings.ts';
import { preferencesOf } from '#lib/server/shell/shell-data.ts';
import { openHouse, type House } from '#lib/server/wiring.ts';
import { modeClass } from '#lib/ui/shell/shell.ts';

/** While building there is nothing to open, and no setting counts. */
const { origin, contentOrigin, dataDir } = readSettings(building ? {} : process.env);

/** The open house and what works in it beside the requests. */
type Serving = { readonly house: Promise<House>; readonly stop: () => Promise<void> };

/** In development each change loads this file anew in the same process: only there is one before. */
const held = globalThis as { portalServing?: Serving };

/** Opens the house once what an earlier load of this file holds (ports, leases) is given back. */
const serve = (before: Serving | undefined): Serving => {
	const house = Promise.resolve(before?.stop()).then(() => openHouse());
	const working = house.then(async (opened) => ({
		opened,
		runner: startRunner(opened),
		content: await startContentServer(opened)
	}));
	return {
		house,
		stop: async () => {
			const { opened, runner, content } = await working;
			await Promise.all([runner.stop(), content.close()]);
			await opened.close();
		}
	};
};

if (!building) {
	if (!held.portalServing)
		process.once('sveltekit:shutdown', () => void held.portalServing?.stop());
	held.portalServing = serve(held.portalServing);
}

const opened = (): Promise<House> => {
	if (!held.portalServing) throw new Error('no house while building');
	return held.portalServing.house;
};

const text = (status: number, body: string) =>
	new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** Foreign hosts and foreign posts stop here, whatever they carry. */
const guardOrigin: Handle = ({ event, resolve }) => {
	if (event.request.headers.get('host') !== new URL(origin).host)
		return text(421, 'This host is not served here.');
	if (event.request.method !== 'GET' && event.request.method !== 'HEAD') {
		const site = event.request.headers.get('sec-fetch-site');
		if (
			event.request.headers.get('origin') !== origin ||
			(site !== null && site !== 'same-origin' && site !== 'none')
		)
			return text(403, 'Posts from elsewhere are not accepted.');
	}
	return resolve(event);
};

/** Pages below these may be seen by anyone; everything else asks for a sign-in. */
const isPublic = (routeId: string | null): boolean =>
	routeId === null ||
	routeId === '/' ||
	routeId.startsWith('/(public)') ||
	routeId.startsWith('/preferences') ||
	routeId.startsWith('/(desk)/help');

/**
 * Balancers and monitors ask these. They are nobody, and the database may be away: nothing is read for them.
 */
const isForMonitors = (routeId: string | null): boolean =>
	routeId === '/api/v1/health' || routeId === '/api/v1/ready';

const passwordRoute = '/(desk)/me/account/password';

const whoIsAsking: Handle = async ({ event, resolve }) => {
	event.locals.readiness = async () =>
		readiness({ store: (await opened()).store, realNow: Date.now }, dataDir);
	if (isForMonitors(event.route.id)) return resolve(event);
	const { contextFor, settings } = await opened();
	const ip = event.getClientAddress();
	const stranger = await contextFor({ ip });
	const token = event.cookies.get(sessionCookie(settings).name);
	const session = token ? await readSession(stranger, token) : null;
	event.locals.ctx = session ? { ...stranger, actor: session.actor } : stranger;
	event.locals.sessionExpiresAt = session?.expiresAt ?? null;
	if (!session && !isPublic(event.route.id)) {
		if (event.route.id?.startsWith('/api/')) return text(401, 'Sign in first.');
		const next = event.request.method === 'GET' ? event.url.pathname + event.url.search : '/';
		redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
	}
	// An expired password is changed before anything else.
	if (session?.mustChange && !isPublic(event.route.id) && event.route.id !== passwordRoute)
		redirect(303, `/me/account/password?next=${encodeURIComponent(event.url.pathname)}`);
	const response = await resolve(event);
	// What a signed-in person saw must not come out of a cache after them.
	if (session) response.headers.set('cache-control', 'no-store');
	return response;
};

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		const look = preferencesOf((name) => event.cookies.get(name));
		return resolve(event, {
			// Both at once: each replacement copies the page.
			transformPageChunk: ({ html }) =>
				html.replace('lang="%lang%" class="%mode%"', `lang="${locale}" class="${modeClass(look)}"`)
		});
	});

const isBusy = (error: unknown): error is Refused =>
	error instanceof Refused && error.refusal.kind === 'busy';

/**
 * A database that is away is met before any page, in the load of the shells or in a page's own. Where the
 * page could be drawn all the same it stands with its reason; otherwise one that needs no database is sent.
 */
const whileAway: Handle = async ({ event, resolve }) => {
	try {
		const response = await resolve(event);
		if (event.locals.away) return awayAnswer(event, event.locals.away);
		if (response.status === statusOf.busy) response.headers.set('retry-after', RETRY_AFTER_S);
		return response;
	} catch (cause) {
		if (!isBusy(cause)) throw cause;
		report(event, statusOf.busy, defectOf(cause).message);
		return awayAnswer(event, cause.refusal);
	}
};

const securityHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	// Pictures among the evidence come from the other origin, whose name is known at run time only.
	const policy = headers.get('content-security-policy');
	if (policy)
		headers.set('content-security-policy', policy.replace('img-src ', `img-src ${contentOrigin} `));
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=(), payment=()');
	if (origin.startsWith('https:'))
		headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
	const type = headers.get('content-type');
	if (type === 'text/html') headers.set('content-type', 'text/html; charset=utf-8');
	return response;
};

const compress: Handle = async ({ event, resolve }) =>
	compressed(await resolve(event), event.request.headers.get('accept-encoding') ?? '');

export const handle = sequence(
	compress,
	securityHeaders,
	guardOrigin,
	language,
	whileAway,
	whoIsAsking
);

/** One line: the route says where, never the address, which may hold a one-time link or what somebody sought. */
const report = (
	{ request, route }: Pick<RequestEvent, 'request' | 'route'>,
	status: number,
	said: string | ReturnType<typeof defectOf>
): string => {
	const id = crypto.randomUUID().slice(0, 8);
	const line = {
		at: new Date().toISOString(),
		id,
		status,
		method: request.method,
		route: route.id
	};
	console.error(
		JSON.stringify({ ...line, ...(typeof said === 'string' ? { message: said } : said) })
	);
	return id;
};

/** Anything that is not a refusal is a defect: logged once, with an id that the person can quote. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (isBusy(error)) {
		event.locals.away = error.refusal;
		report(event, statusOf.busy, defectOf(error).message);
		return { message: '' };
	}
	// Malformed requests are one line each, defects carry their stack.
	const id = report(event, status, status < 500 ? message : defectOf(error));
	return { message: status < 500 ? message : '', id };
};
