/**
 * Every page of every role: found by following links from the role's own home, checked over HTTP for what
 * each must have, then opened in the browser for scripts, policies, widths and accessibility. `ALL=1` opens
 * every page as everybody who reaches it and asks axe in both modes; the suite opens each once and asks axe
 * of every second, in turns of the mode.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cache } from '../../scripts/lib/project.mjs';
import { type Portal } from '../support/portal.ts';
import { findings } from './support/axe.ts';
import { lookers, pagesOf, signedIn, startLookedAt } from './support/lookers.ts';
import { pageRoutes, type Seen, type Visit } from './support/pages.ts';
import { demoPassword } from './support/people.ts';
import { digests } from './support/untouched.ts';

const everything = process.env['ALL'] === '1';

/** Shells that must fit a phone; the offices' lists become cards but are not held to it here. */
const isCalm = (route: string): boolean =>
	!/^\/(office|committee|employer|inspector|admin)/.test(route);

const manifestFile = path.join(cache, 'test', 'pages.json');
type Manifest = Readonly<Record<string, readonly Visit[]>>;
const readManifest = (): Manifest => JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startLookedAt(4370);
});
test.afterAll(async () => {
	await portal.stop();
});

/**
 * Reached only by what a form creates: links with secrets, a sample that an inspector draws, the results of a
 * meeting. `states.test.ts` opens each of them.
 */
const behindForms = [
	'/invite/[token]',
	'/recover/[token]',
	'/inspector/samples/[id]',
	'/committee/notices/new'
];

const logged = () =>
	portal.rows(
		"select seq, action, object_id from log where action not like 'session.%' and action not like 'account.sign%'"
	);

/** What a page lacks; redirects lead to pages that are seen themselves. */
const wrongWith = (
	{ route, html, response }: Seen,
	titles: Map<string, string>,
	isPrivate: boolean
): readonly string[] => {
	const status = response.status();
	if (status >= 300 && status < 400) return [];
	if (status !== 200) return [`status ${status}`];
	const headers = response.headers();
	const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
	const other = titles.get(title);
	titles.set(title, route);
	const h1 = html.match(/<h1\b/g)?.length ?? 0;
	const must: readonly (readonly [boolean, string])[] = [
		[h1 === 1, `${h1} h1`],
		[title !== '', 'no title'],
		// The samples of the kit look like what they are samples of.
		[
			other === undefined || other === route || route.startsWith('/about/components'),
			`title “${title}” is that of ${other ?? ''}`
		],
		[/<html[^>]*\slang="zh-CN"/.test(html), 'no lang'],
		[headers['content-type'] === 'text/html; charset=utf-8', headers['content-type'] ?? 'no type'],
		[headers['x-content-type-options'] === 'nosniff', 'no nosniff'],
		[headers['cross-origin-opener-policy'] === 'same-origin', 'no COOP'],
		[
			/default-src 'self';.*script-src 'self'( 'nonce-[^']+')?;/.test(
				headers['content-security-policy'] ?? ''
			),
			`CSP ${headers['content-security-policy'] ?? 'missing'}`
		],
		[!isPrivate || headers['cache-control'] === 'no-store', 'may be kept in a cache']
	];
	return must.flatMap(([holds, what]) => (holds ? [] : [what]));
};

test('A9: every page answers: one h1, its own title, language, headers; and looking changes nothing', async () => {
	test.setTimeout(240_000);
	const routes = pageRoutes();
	const manifest: Record<string, readonly Visit[]> = {};
	const reached = new Set<string>();
	const publicRoutes: string[] = [];
	const before = { tables: digests(portal), log: logged() };
	const problems: string[] = [];
	for (const looker of lookers) {
		const [login] = looker;
		const asking = await signedIn(portal, login);
		const titles = new Map<string, string>();
		const { visits, dead } = await pagesOf(
			portal,
			asking,
			looker,
			// One stranger and one person signed in look at the public pages.
			login === '' || login === 'shuili' ? [] : publicRoutes
		);
		const answered = visits.filter(({ response }) => response.status() === 200);
		if (login === '') publicRoutes.push(...answered.map(({ route }) => route));
		if (answered.length < 3) problems.push(`${login} sees ${answered.length} pages`);
		for (const link of dead) problems.push(`${login || 'anybody'}: dead link ${link}`);
		for (const seen of visits) {
			if (seen.response.status() === 200) reached.add(seen.route);
			for (const what of wrongWith(seen, titles, login !== ''))
				problems.push(`${login || 'anybody'} ${seen.path}: ${what}`);
		}
		manifest[login] = answered.map(({ route, path: address }) => ({ route, path: address }));
		await asking.dispose();
	}
	mkdirSync(path.dirname(manifestFile), { recursive: true });
	writeFileSync(manifestFile, JSON.stringify(manifest));
	expect.soft(problems).toEqual([]);
	expect.soft(logged(), 'log').toEqual(before.log);
	expect.soft(digests(portal), 'tables').toEqual(before.tables);
	expect
		.soft(
			routes.filter((route) => !reached.has(route) && !behindForms.includes(route)),
			'pages that no link leads to'
		)
		.toEqual([]);
});

for (const [login] of lookers) {
	test(`A1: pages as ${login || 'anybody'} in the browser`, async ({ browser }) => {
		test.setTimeout(everything ? 1_800_000 : 240_000);
		const manifest = readManifest();
		const earlier = new Set<string>();
		for (const [other] of lookers) {
			if (other === login) break;
			for (const { route } of manifest[other] ?? []) earlier.add(route);
		}
		const visits = (manifest[login] ?? []).filter(
			({ route, path: address }) => everything || (!earlier.has(route) && !address.includes('?'))
		);
		const asking = await signedIn(portal, login);
		const context = await browser.newContext({
			baseURL: portal.url,
			storageState: await asking.storageState()
		});
		const page = await context.newPage();
		const problems: string[] = [];
		let address = '';
		page.on('console', (message) => {
			if (message.type() === 'error') problems.push(`${address}: console: ${message.text()}`);
		});
		page.on('pageerror', (error) => problems.push(`${address}: ${error.message}`));
		for (const [i, visit] of visits.entries()) {
			address = visit.path;
			const modes = everything ? ['standard', 'elder'] : [i % 4 === 3 ? 'elder' : 'standard'];
			for (const mode of modes) {
				await context.addCookies([{ name: 'mode', value: mode, url: portal.url }]);
				// High enough that the acts at the window's foot cover nothing.
				await page.setViewportSize({ width: 1280, height: 2400 });
				await page.goto(address, { waitUntil: 'load' });
				if (everything || i % 2 === 1)
					for (const finding of await findings(page))
						problems.push(`${address} (${mode}): ${finding}`);
				if (!isCalm(visit.route)) continue;
				await page.setViewportSize({ width: 390, height: 844 });
				const over = await page.evaluate(
					() => document.documentElement.scrollWidth - window.innerWidth
				);
				if (over > 0) problems.push(`${address} (${mode}): ${over} px too wide at 390`);
			}
		}
		await context.close();
		expect(problems).toEqual([]);
	});
}

test('posts from elsewhere and foreign hosts are refused', async () => {
	const asking = await signedIn(portal, 'shuili');
	for (const address of [
		'/sign-in',
		'/preferences',
		'/sign-out',
		'/session',
		'/hat',
		'/api/v1/uploads'
	]) {
		for (const origin of ['https://example.org', 'null', '']) {
			const answer = await fetch(portal.url + address, {
				method: 'POST',
				body: new URLSearchParams({ login: 'shuili', password: demoPassword }),
				headers: origin === '' ? {} : { origin },
				redirect: 'manual'
			});
			expect(answer.status, `${address} from ${origin || 'nowhere'}`).toBe(403);
		}
	}
	const foreign = await asking.get('/', { headers: { host: 'example.org' } });
	expect(foreign.status()).toBe(421);
	expect(portal.errors()).not.toContain('"stack"');
});
