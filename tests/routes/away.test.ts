/**
 * What people get of a page while its database is away, through the hooks as they run, with the errors that the
 * engines' own drivers throw: a file that is no database any more, a server that does not answer.
 */
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrateSqlite } from '#lib/server/store/migrate.ts';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { OpenStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/usecases/ports.ts';

/** The store behind the hooks, and whether they get as far as the page. */
const behind = vi.hoisted(() => ({ store: undefined as unknown as Store, atTheDoor: true }));
type Resolve = Parameters<Handle>[0]['resolve'];

vi.mock('@sveltejs/kit/hooks', () => ({
	sequence:
		(...handles: readonly Handle[]): Handle =>
		({ event, resolve }) =>
			handles.reduceRight<Resolve>(
				(next, handle) => (given) => handle({ event: given, resolve: next }),
				resolve
			)(event)
}));
vi.mock('$app/environment', () => ({ building: false, browser: false, dev: false, version: '' }));
vi.mock('#lib/server/jobs/runner.ts', () => ({ startRunner: () => ({ stop: () => undefined }) }));
vi.mock('#lib/server/files/content-server.ts', () => ({
	startContentServer: async () => ({ close: () => undefined })
}));
vi.mock('#lib/server/wiring.ts', () => ({
	openHouse: async () => ({
		settings: { origin: 'http://localhost:3000' },
		contextFor: async () => {
			if (behind.atTheDoor) await behind.store.read.meta.get('demo');
			return { store: behind.store };
		}
	})
}));

const origin = 'http://localhost:3000';
const folder = mkdtempSync(path.join(tmpdir(), 'portal-away-'));
const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);

type Asking = {
	readonly method?: string;
	readonly lang?: string;
	readonly accept?: string;
	readonly isDataRequest?: boolean;
};

/** One request through the hooks; the page asks the database, and Kit answers 500 to what its load throws. */
const ask = async ({
	method = 'GET',
	lang = 'zh-CN',
	accept = 'text/html',
	isDataRequest = false
}: Asking = {}): Promise<Response> => {
	const { handle, handleError } = await import('../../src/hooks.server.ts');
	const url = new URL('/register?from="x"&to=<y>', origin);
	const event = {
		url,
		request: new Request(url, {
			method,
			headers: { host: 'localhost:3000', origin, accept, cookie: `lang=${lang}` }
		}),
		route: { id: '/(public)/register' },
		cookies: { get: () => undefined },
		locals: {},
		isDataRequest,
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
	return handle({
		event,
		resolve: async (given) => {
			try {
				await given.locals.ctx.store.read.meta.get('demo');
				return new Response('drawn');
			} catch (error) {
				await handleError({ error, event: given, status: 500, message: 'Internal Error' });
				return new Response('Internal Error', { status: 500 });
			}
		}
	});
};

const stores: { readonly engine: string; readonly open: () => OpenStore }[] = [
	{
		engine: 'SQLite whose file has lost its content',
		open: () => {
			const file = path.join(folder, `${Math.random()}.sqlite`);
			migrateSqlite(file, { now: 1 });
			const store = openSqlite(file);
			truncateSync(file, 4_096);
			return store;
		}
	},
	{
		engine: 'PostgreSQL that does not answer',
		open: () => openPostgres('postgres://portal@127.0.0.1:9/portal')
	}
];

beforeAll(() => {
	vi.stubEnv('DATA_DIR', folder);
	vi.stubEnv('ORIGIN', origin);
});
afterAll(() => {
	written.mockRestore();
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
	written.mockClear();
});

describe.each(stores)('a page over $engine', ({ open }) => {
	let store: OpenStore;
	beforeAll(() => {
		behind.store = store = open();
	});
	afterAll(() => store.close());

	it.each([
		['before anybody is known', true],
		['in the middle of the page', false]
	])('%s is calm, in the reader’s language, and says when to come back', async (_, atTheDoor) => {
		behind.atTheDoor = atTheDoor;
		for (const [lang, words] of [
			['zh-CN', '已经保存的都在'],
			['en', 'Everything that was saved is still there']
		] as const) {
			const answer = await ask({ lang });
			expect(answer.status).toBe(503);
			expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
			expect(answer.headers.get('cache-control')).toBe('no-store');
			expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
			expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
			expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
			const html = await answer.text();
			expect(html).toContain(`<html lang="${lang}">`);
			expect(html).toContain(words);
			expect(html).toContain('href="/register?from=%22x%22&amp;to=%3Cy%3E"');
			expect(html).not.toMatch(/SQLITE|ECONN|select|stack|\bat \/|storage_unavailable/i);
		}
	});

	it.each([true, false])('a post is told how nothing typed is lost (%s)', async (atTheDoor) => {
		behind.atTheDoor = atTheDoor;
		const answer = await ask({ method: 'POST' });
		expect(answer.status).toBe(503);
		expect(answer.headers.get('retry-after')).not.toBeNull();
		const html = await answer.text();
		expect(html).toContain('填的还在');
		expect(html).not.toContain('href=');
		const english = await (await ask({ method: 'POST', lang: 'en' })).text();
		expect(english).toContain('what you typed is still in the form');
		expect(english).not.toMatch(/\p{Script=Han}/u);
	});

	it.each([
		['a script', { accept: 'application/json' }],
		['the framework’s own question', { accept: '*/*', isDataRequest: true }]
	])('%s gets the reason as JSON', async (_, asking) => {
		for (const atTheDoor of [true, false]) {
			behind.atTheDoor = atTheDoor;
			const answer = await ask(asking);
			expect(answer.status).toBe(503);
			expect(answer.headers.get('retry-after')).not.toBeNull();
			expect(await answer.json()).toMatchObject({ problem: { key: 'storage_unavailable' } });
		}
	});

	it('is logged in one line that says why, without a stack and without the address', async () => {
		for (const atTheDoor of [true, false]) {
			written.mockClear();
			behind.atTheDoor = atTheDoor;
			await ask();
			expect(written).toHaveBeenCalledTimes(1);
			const line = JSON.parse(String(written.mock.calls[0]?.[0])) as Record<string, unknown>;
			expect(line).toMatchObject({ status: 503, method: 'GET', route: '/(public)/register' });
			expect(line['message']).toMatch(/storage_unavailable ← .*(SQLITE_|ECONNREFUSED)/);
			expect(line).not.toHaveProperty('stack');
			expect(JSON.stringify(line)).not.toContain('from=');
		}
	});
});

describe('what is no refusal', () => {
	it('stays a defect', async () => {
		behind.atTheDoor = false;
		behind.store = {
			read: { meta: { get: () => Promise.reject(new Error('a defect')) } }
		} as unknown as Store;
		expect((await ask()).status).toBe(500);
	});
});
