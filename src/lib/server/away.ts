/**
 * What people get while the database is away, or for another reason that will pass: 503, when to come back,
 * and a page that needs nothing but itself. The shells would ask the database who is looking.
 */
import { createHash } from 'node:crypto';
import type { Refusal } from '#lib/domain/refusal.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { defaultPhone } from '#lib/ui/shell/shell.ts';
import { refusalText } from './words.ts';

/** After how many seconds a browser or a program may ask again. */
export const RETRY_AFTER_S = '30';

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const style =
	'body{max-width:40rem;margin:0 auto;padding:3rem 1rem;font:1.125rem/1.7 system-ui,sans-serif}h1{font-size:1.5rem}';
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

type Asked = {
	readonly request: Request;
	readonly url: URL;
	/** The framework's own question for a page's data. */
	readonly isDataRequest: boolean;
};

const wantsPage = ({ request, isDataRequest }: Asked): boolean =>
	!isDataRequest && /text\/html/.test(request.headers.get('accept') ?? 'text/html');

const pageFor = ({ request, url }: Asked): string => {
	const isPost = request.method !== 'GET' && request.method !== 'HEAD';
	const paragraphs = isPost
		? [escaped(m.ui_away_post())]
		: [
				escaped(m.ui_away_read()),
				`<a href="${escaped(url.pathname + url.search)}">${escaped(m.ui_away_again())}</a>`
			];
	return `<!doctype html>
<html lang="${getLocale()}">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${escaped(m.ui_away())}</title>
		<style>${style}</style>
	</head>
	<body>
		<main>
			<h1>${escaped(m.ui_away())}</h1>
			${[...paragraphs, escaped(m.ui_error_call({ number: defaultPhone.number }))].map((text) => `<p>${text}</p>`).join('\n\t\t\t')}
		</main>
	</body>
</html>
`;
};

/**
 * The answer to a request that met `refusal` before or beside its page, in the language of the request:
 * a page for people, the refusal as JSON for scripts.
 */
export const awayAnswer = (asked: Asked, refusal: Refusal): Response => {
	const headers = { 'retry-after': RETRY_AFTER_S, 'cache-control': 'no-store' };
	if (!wantsPage(asked)) {
		const text = refusalText(refusal);
		return Response.json(
			{ message: text, problem: { key: refusal.key, text } },
			{ status: 503, headers }
		);
	}
	return new Response(pageFor(asked), {
		status: 503,
		headers: {
			...headers,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy
		}
	});
};
