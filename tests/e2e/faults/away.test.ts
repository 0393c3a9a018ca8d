/** R3, beside the monitors: the built portal while its database is away, on both engines, and when it is back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { migratePostgres } from '../../../src/lib/server/store/migrate.ts';
import { startPortal, startServer, type Serving } from '../../support/portal.ts';
import { startCluster } from '../../support/postgres.ts';
import { signedIn } from '../support/lookers.ts';

const pages = [
	['/', '已经保存的都在'],
	['/sign-in', '已经保存的都在'],
	['/notices', '已经保存的都在'],
	['/me', '已经保存的都在'],
	['/help/rules', '已经保存的都在']
] as const;

/** Every page and post says calmly that it will pass, every monitor what is the matter. */
const expectAway = async (server: Serving, asking: APIRequestContext): Promise<void> => {
	const html = { accept: 'text/html' };
	for (const [address, words] of pages) {
		const answer = await asking.get(address, { headers: html, maxRedirects: 0 });
		expect(answer.status(), address).toBe(503);
		expect(Number(answer.headers()['retry-after']), address).toBeGreaterThan(0);
		const text = await answer.text();
		expect(text, address).toContain(words);
		expect(text, address).not.toMatch(/SQLITE|ECONN|PostgreSQL|\n\s+at /);
	}
	const english = await asking.get('/notices', { headers: { ...html, cookie: 'lang=en' } });
	expect(english.status()).toBe(503);
	expect(await english.text()).toContain('Everything that was saved is still there');
	for (const address of ['/sign-in', '/me/account/password']) {
		const answer = await asking.post(address, {
			form: { login: 'shuili', password: 'x' },
			headers: html,
			maxRedirects: 0
		});
		expect(answer.status(), address).toBe(503);
		expect(answer.headers()['retry-after'], address).toBeDefined();
		expect(await answer.text(), address).toContain('填的还在');
	}
	const data = await asking.get('/notices/__data.json');
	expect(data.status()).toBe(503);
	expect(await data.json()).toMatchObject({ problem: { key: 'storage_unavailable' } });
	expect((await asking.get('/api/v1/health')).status()).toBe(200);
	expect((await asking.get('/api/v1/ready')).status()).toBe(503);
	const lines = server.errors().split('\n').filter(Boolean);
	expect(lines.length).toBeGreaterThan(0);
	expect(lines.filter((line) => line.includes('"stack"'))).toEqual([]);
};

test('SQLite: a file that cannot be read gives 503 everywhere, and pages again once it can', async () => {
	test.setTimeout(180_000);
	const portal = await startPortal(4570);
	try {
		const asking = await signedIn(portal, 'shuili');
		expect((await asking.get('/me')).status()).toBe(200);
		// Another process writes: what the server holds in memory no longer counts.
		portal.lend('gongcheng', 'returned_by_employer');
		const content = readFileSync(portal.database);
		writeFileSync(portal.database, Buffer.alloc(content.length, 0xa5), { flag: 'r+' });
		await expectAway(portal, asking);
		writeFileSync(portal.database, content, { flag: 'r+' });
		portal.lend('jizhe', 'submitted');
		const again = await asking.get('/me', { maxRedirects: 0 });
		expect(again.status()).toBe(200);
		await asking.dispose();
		expect(portal.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
	} finally {
		await portal.stop();
	}
});

test('PostgreSQL: a server that was stopped gives 503 everywhere', async () => {
	test.setTimeout(180_000);
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-away-'));
	const cluster = await startCluster();
	let server: Serving | undefined;
	try {
		await migratePostgres(cluster.url, { now: Date.now() });
		const build = path.resolve(process.env['BUILD_DIR'] ?? 'build', 'index.js');
		server = await startServer(4590, build, { DATABASE_URL: cluster.url, DATA_DIR: folder });
		const asking = await request.newContext({
			baseURL: server.url,
			extraHTTPHeaders: { origin: server.url }
		});
		expect((await asking.get('/notices')).status()).toBe(200);
		await cluster.stop();
		await expectAway(server, asking);
		await asking.dispose();
	} finally {
		await server?.stop();
		await cluster.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});
