/**
 * What monitors ask, and what is logged of a request, through the hooks as they run: with a database that
 * answers and with one that is away.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';

const away = vi.hoisted(() => ({ is: false }));
const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-monitors-'));

type Resolve = Parameters<Handle>[0]['resolve'];

/** Kit's own asks for a store that only its server makes. */
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
	openHouse: async () => {
		const ask = async (answer: unknown): Promise<unknown> => {
			if (away.is) throw new Refused({ kind: 'busy', key: 'storage_unavailable' });
			return answer;
		};
		const backlog = () => ask({ oldest: null, dead: 0, waiting: 0 });
		const read = { log: { head: () => ask(undefined) }, jobs: { backlog }, outbox: { backlog } };
		return { store: { read }, contextFor: () => ask({ store: { read } }), settings: {} };
	}
}));

const origin = 'http://localhost:3000';
const routes = {
	health: () => import('../../src/routes/api/v1/health/+server.ts'),
	ready: () => import('../../src/routes/api/v1/ready/+server.ts')
};

/** One request through the hooks to the route, as Kit makes it. */
const ask = async (name: keyof typeof routes): Promise<Response> => {
	const { handle } = await import('../../src/hooks.server.ts');
	const { GET } = await routes[name]();
	const url = new URL(`/api/v1/${name}`, origin);
	const event = {
		url,
		request: new Request(url, { headers: { host: 'localhost:3000' } }),
		route: { id: `/api/v1/${name}` },
		cookies: { get: () => undefined },
		locals: {},
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
	return handle({ event, resolve: (given) => GET(given as never) });
};

beforeAll(() => {
	vi.stubEnv('DATA_DIR', dataDir);
	vi.stubEnv('ORIGIN', origin);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(dataDir, { recursive: true, force: true });
});

describe('a monitor', () => {
	it('hears that the process is alive and the database answers', async () => {
		away.is = false;
		const [health, ready] = [await ask('health'), await ask('ready')];
		expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
		expect([ready.status, await ready.json()]).toEqual([200, { ready: true, problems: [] }]);
		expect(health.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('hears that the process is alive while the database is away, and not ready', async () => {
		away.is = true;
		const [health, ready] = [await ask('health'), await ask('ready')];
		expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
		expect([ready.status, await ready.json()]).toEqual([
			503,
			{ ready: false, problems: ['storage_unavailable'] }
		]);
	});
});

describe('what is logged of a defect', () => {
	it('names the route, never the one-time token in the address, nor values of a query', async () => {
		const { handleError } = await import('../../src/hooks.server.ts');
		const token = 'abcdefghijklmnopqrstuvwxyz234567';
		const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		try {
			for (const status of [404, 500]) {
				await handleError({
					error: Object.assign(new Error('params: 540221199005011234'), {
						query: 'select 1 from people where id_number = ?',
						params: ['540221199005011234']
					}),
					event: {
						url: new URL(`/invite/${token}`, origin),
						request: new Request(new URL(`/invite/${token}`, origin)),
						route: { id: '/(public)/invite/[token]' }
					} as never,
					status,
					message: 'Not Found'
				});
			}
			const lines = written.mock.calls.flat().join('\n');
			expect(written).toHaveBeenCalledTimes(2);
			expect(lines).toContain('/(public)/invite/[token]');
			expect(lines).toContain('select 1 from people');
			expect(lines).not.toContain(token);
			expect(lines).not.toContain('540221199005011234');
		} finally {
			written.mockRestore();
		}
	});
});
