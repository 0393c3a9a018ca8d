import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPath } from '#lib/server/content-path.ts';
import { dispositionOf, startContentServer } from '#lib/server/files/content-server.ts';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { readAttachment } from '#lib/server/usecases/attachments/read-attachment.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { pdf, png } from '../support/samples.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
let ctx: Context;
let applicationId: string;
let server: Awaited<ReturnType<typeof startContentServer>>;
const origin = 'http://localhost:3000';
const name = 'contents.example';

beforeAll(async () => {
	world = await makeWorld();
	const application = await world.application({ level: 'junior_assistant', ladder: 'main' });
	applicationId = application.id;
	const person = (await world.store.read.people.byId(application.personId))!;
	ctx = world.context(await world.actor(person, null));
	server = await startContentServer({
		settings: {
			host: '127.0.0.1',
			contentPort: 0,
			contentOrigin: `http://${name}`,
			origin
		},
		contextFor: async () => ({ ...ctx, actor: null })
	});
});
afterAll(async () => {
	await server.close();
	await world.store.close();
});

type Answer = { status: number; headers: Record<string, unknown>; body: Buffer };
const ask = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
	new Promise<Answer>((resolve, reject) => {
		request(
			{ host: '127.0.0.1', port: server.port, path, method, headers: { host: name, ...headers } },
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(parts)
					})
				);
			}
		)
			.on('error', reject)
			.end();
	});

const stored = async (bytes: Buffer, title: string) => {
	const attachment = await attachFile(ctx, {
		applicationId,
		slot: 'education_certificate',
		name: title,
		bytes
	});
	return contentPath((await readAttachment(ctx, attachment.id)).token);
};

describe('the server of contents', () => {
	it('hands a file out so that nothing in it can act', async () => {
		const bytes = pdf();
		const { status, headers, body } = await ask(await stored(bytes, '证书"1.pdf'));
		expect(status).toBe(200);
		expect(body).toEqual(bytes);
		expect(headers).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': String(bytes.length),
			'x-content-type-options': 'nosniff',
			'content-security-policy': `sandbox; default-src 'none'; frame-ancestors ${origin}`,
			'cache-control': 'private, no-store',
			'referrer-policy': 'no-referrer'
		});
		expect(headers['content-disposition']).toMatch(/^attachment; /);
		expect(headers['set-cookie']).toBeUndefined();
		expect(headers['access-control-allow-origin']).toBeUndefined();
	});

	it('lets pictures be shown', async () => {
		const { headers } = await ask(await stored(png(4, 4), '照片.png'));
		expect(headers['content-disposition']).toMatch(/^inline; /);
		expect(headers['content-type']).toBe('image/png');
	});

	it('answers HEAD without the bytes', async () => {
		const { status, body, headers } = await ask(await stored(png(4, 4), 'x.png'), 'HEAD');
		expect([status, body.length]).toEqual([200, 0]);
		expect(Number(headers['content-length'])).toBeGreaterThan(0);
	});

	it.each([
		['another host', '/file/x', 'GET', { host: 'localhost:3000' }, 421],
		['a post', '/file/x', 'POST', {}, 405],
		['the root', '/', 'GET', {}, 404],
		['a made-up token', `/file/${randomUUID()}`, 'GET', {}, 404],
		['a path', '/file/../../etc/passwd', 'GET', {}, 404],
		['an endless token', `/file/${'a'.repeat(5_000)}`, 'GET', {}, 404],
		['a page of the portal', '/sign-in', 'GET', {}, 404]
	])('refuses %s', async (_, path, method, headers, status) => {
		const answer = await ask(path, method, headers);
		expect(answer.status).toBe(status);
		expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
		expect(answer.headers['x-content-type-options']).toBe('nosniff');
	});

	it('names files for every browser', () => {
		expect(dispositionOf("证书 (1)'%.pdf", 'application/pdf')).toBe(
			"attachment; filename=\"__ (1)'_.pdf\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6%20%281%29%27%25.pdf"
		);
	});
});
