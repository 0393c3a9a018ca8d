/** In development the hooks are loaded again in the same process: ports and house are given back first. */
import { afterAll, expect, it, vi } from 'vitest';

const held = vi.hoisted(() => ({ port: 0, runners: 0, houses: 0, most: 0 }));

vi.mock('$app/environment', () => ({ building: false, browser: false, dev: true, version: '' }));
vi.mock('#lib/server/jobs/runner.ts', () => ({
	startRunner: () => {
		held.runners += 1;
		return { stop: async () => (held.runners -= 1) };
	}
}));
vi.mock('#lib/server/files/content-server.ts', () => ({
	startContentServer: async () => {
		if (held.port > 0) throw new Error('EADDRINUSE');
		held.port += 1;
		return { close: async () => (held.port -= 1) };
	}
}));
vi.mock('#lib/server/wiring.ts', () => ({
	openHouse: async () => {
		held.houses += 1;
		held.most = Math.max(held.most, held.houses);
		return { close: async () => (held.houses -= 1) };
	}
}));

afterAll(() => {
	delete (globalThis as { portalServing?: unknown }).portalServing;
});

it('hooks that are loaded anew hold one port, one runner and one house', async () => {
	for (let load = 0; load < 3; load += 1) {
		vi.resetModules();
		await import('../../src/hooks.server.ts');
	}
	await vi.waitFor(() => expect(held).toEqual({ port: 1, runners: 1, houses: 1, most: 1 }));
	process.emit('sveltekit:shutdown' as never);
	await vi.waitFor(() => expect(held).toMatchObject({ port: 0, runners: 0, houses: 0 }));
});
