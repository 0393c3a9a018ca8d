/**
 * The server of `CONTENT_ORIGIN`: hands out what users supplied, under another host name than the portal, so
 * that nothing in a file can act in a portal's page. It knows no cookies and no sessions: a short-lived signed
 * token says what may be taken. It only ever answers with the three types that were told by content.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused, statusOf } from '#lib/domain/refusal.ts';
import { defectOf } from '../defect.ts';
import { openContent } from '../usecases/attachments/read-attachment.ts';
import type { Context } from '../usecases/ports.ts';

/** What it needs of the house. */
export type ContentHouse = {
	readonly settings: {
		readonly host: string;
		readonly contentPort: number;
		readonly contentOrigin: string;
		readonly origin: string;
	};
	readonly contextFor: () => Promise<Context>;
};

export type ContentServer = { readonly port: number; readonly close: () => Promise<void> };

const GRACE_MS = 5_000;
const words: Readonly<Record<number, string>> = {
	403: '这个链接已经过期，回到原来的页面再点一次。',
	404: '没有找到这份文件。',
	405: '只能读取。',
	421: '这里不是这个网址。',
	500: '出了差错，过几分钟再试。',
	503: '现在办的人太多，过一两分钟再试。'
};

const always = (origin: string): Readonly<Record<string, string>> => ({
	'x-content-type-options': 'nosniff',
	'content-security-policy': `sandbox; default-src 'none'; frame-ancestors ${origin}`,
	'cross-origin-resource-policy': 'cross-origin',
	'referrer-policy': 'no-referrer',
	'cache-control': 'private, no-store'
});

const say = (response: ServerResponse, origin: string, status: number): void => {
	const text = `${words[status] ?? words[500] ?? ''}\n`;
	response.writeHead(status, {
		...always(origin),
		'content-type': 'text/plain; charset=utf-8',
		...(status === 405 && { allow: 'GET, HEAD' })
	});
	response.end(text);
};

/** RFC 6266: an ASCII name for old readers, the real one beside it. Pictures may be shown, nothing else. */
export const dispositionOf = (name: string, mime: string): string => {
	const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name).replaceAll(
		/['()*!]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
	const how = mime.startsWith('image/') ? 'inline' : 'attachment';
	return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

const answer = async (
	house: ContentHouse,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> => {
	const { origin, contentOrigin } = house.settings;
	if (request.headers.host !== new URL(contentOrigin).host) return say(response, origin, 421);
	if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, origin, 405);
	const [, token] = /^\/file\/([\w.-]{1,1000})$/.exec(request.url ?? '') ?? [];
	if (token === undefined) return say(response, origin, 404);
	const { attachment, bytes } = await openContent(await house.contextFor(), token);
	response.writeHead(200, {
		...always(origin),
		'content-type': attachment.mime ?? 'application/octet-stream',
		'content-length': String(attachment.size),
		'content-disposition': dispositionOf(attachment.name, attachment.mime ?? ''),
		'accept-ranges': 'none'
	});
	if (request.method === 'HEAD') {
		await bytes.cancel();
		response.end();
		return;
	}
	await pipeline(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), response);
};

/** Starts to listen. Fails when the port is taken. */
export const startContentServer = async (house: ContentHouse): Promise<ContentServer> => {
	const { origin, host, contentPort } = house.settings;
	const server = createServer(
		{ headersTimeout: 10_000, requestTimeout: 30_000 },
		(request, response) => {
			answer(house, request, response).catch((cause: unknown) => {
				if (response.headersSent) return void response.destroy();
				if (cause instanceof Refused) return say(response, origin, statusOf[cause.refusal.kind]);
				console.error(JSON.stringify({ content: request.method, error: defectOf(cause).stack }));
				say(response, origin, 500);
			});
		}
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(contentPort, host, resolve);
	});
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : contentPort,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
			})
	};
};
