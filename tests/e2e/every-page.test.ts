/**
 * Every page of every role: found by following links from the role's own home, checked over HTTP for what
 * each must have, then opened in the browser for scripts, policies, widths and accessibility. `ALL=1` opens
 * every page as everybody who reaches it and asks axe in both modes; the suite opens each once and asks axe
 * of every second, in turns of the mode.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test';
import { cache } from '../../scripts/lib/project.mjs';
import { startPortal, type Portal } from '../support/portal.ts';
import { crawl, pageRoutes, type Seen, type Visit } from './support/pages.ts';
import { demoPassword } from './support/people.ts';

const everything = process.env['ALL'] === '1';

/** Who looks, and where they begin beside the links of the public pages. */
const lookers = [
	['', '/', '/check', '/register', '/recover', '/sign-in', '/demo/clock', '/about/components'],
	['shuili', '/me'],
	['gongcheng', '/me'],
	['jizhe', '/me'],
	['gaoji', '/me'],
	['danwei', '/employer'],
	['daili', '/employer'],
	['hangye', '/office'],
	['xianju', '/office'],
	['shiju', '/office'],
	['xianban', '/committee'],
	['shiban', '/committee'],
	['zhuanjia1', '/expert'],
	['zhuren', '/expert/chair'],
	['jiandu', '/inspector'],
	['xitong', '/admin'],
	['anquan', '/admin'],
	['shenji', '/admin']
] as const;

/** Shells that must fit a phone; the offices' lists become cards but are not held to it here. */
const isCalm = (route: string): boolean =>
	!/^\/(office|committee|employer|inspector|admin)/.test(route);

const manifestFile = path.join(cache, 'test', 'pages.json');
type Manifest = Readonly<Record<string, readonly Visit[]>>;
const readManifest = (): Manifest => JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4370);
	portal.lend('shuili', 'draft');
	portal.lend('gongcheng', 'returned_by_employer');
	portal.lend('jizhe', 'submitted');
	portal.lend('gaoji', 'certificate_issued');
	portal.lend('danwei', 'employer_notice', 'employer_officer');
});
test.afterAll(async () => {
	await portal.stop();
});

const signedIn = async (login: string): Promise<APIRequestContext> => {
	const context = await request.newContext({
		baseURL: portal.url,
		extraHTTPHeaders: { origin: portal.url }
	});
	if (login !== '') {
		const answer = await context.post('/sign-in', {
			form: { login, password: demoPassword },
			headers: { accept: 'text/html' },
			maxRedirects: 0
		});
		expect(answer.status(), `${login} signs in`).toBe(303);
		// Of their two hats, the chair's.
		const [chair] = portal.rows(
			`select g.id from grants g join accounts a on a.person_id = g.person_id
			where a.login_name = ? and g.role = 'chair'`,
			login
		);
		if (chair) await context.post('/hat', { form: { hat: String(chair['id']) }, maxRedirects: 0 });
	}
	return context;
};

const firstId = (sql: string, ...values: readonly string[]): string =>
	String(portal.rows(sql, ...values)[0]?.['id']);

/** Pages that a form leads to, or that only some rows link to. */
const startsOf = (login: string): readonly string[] => {
	const own = (state: string): string =>
		`/me/applications/${firstId(
			`select x.id from applications x join accounts a on a.person_id = x.person_id
			where a.login_name = ? and x.state = ?`,
			login,
			state
		)}`;
	const held = (state: string): string =>
		firstId(
			`select x.id from applications x join grants g
			on g.scope_id in (x.employer_id, x.holder_id, x.office_id, x.agency_id)
			join accounts a on a.person_id = g.person_id where a.login_name = ? and x.state = ?`,
			login,
			state
		);
	switch (login) {
		case '':
			return [
				'/search?q=水利',
				'/about/components/autosave',
				`/register/details?employer=${firstId("select id from organisations where kind = 'employer' order by id")}`
			];
		case 'shuili':
			return ['', '/basics', '/materials', '/target', '/check', '/delete'].map(
				(page) => own('draft') + page
			);
		case 'gongcheng':
			return ['', '/changes', '/check-answers'].map((page) => own('returned_by_employer') + page);
		case 'jizhe':
			return ['/progress', '/receipt', '/take-back', '/withdraw', '/form'].map(
				(page) => own('submitted') + page
			);
		case 'danwei':
			return [
				`/employer/cases/bulk?act=recommend&id=${held('employer_notice')}`,
				`/employer/cases/${held('employer_notice')}/receive_objection`
			];
		case 'xianju':
			return [`/office/cases/bulk?act=pass&id=${held('county_check')}`];
		case 'xianban':
			return [`/committee/cases/bulk?act=accept&id=${held('acceptance_check')}`];
		case 'shiju': {
			const [keep, duplicate] = portal.rows(
				'select id from people where employer_id is not null order by id limit 2'
			);
			return [
				'/office/authority/grants/new',
				`/office/authority/grants/${firstId('select id from authority_grants order by id')}`,
				`/office/authority/entrustments/${firstId('select id from entrustments order by id')}`,
				`/office/people/${String(keep?.['id'])}/merge?duplicate=${String(duplicate?.['id'])}`
			];
		}
		default:
			return [];
	}
};

/** Reached only by what a form creates: links with secrets, a sample that an inspector draws, the
 * results of a meeting (which the journey publishes). */
const behindForms = [
	'/invite/[token]',
	'/recover/[token]',
	'/inspector/samples/[id]',
	'/committee/notices/new'
];

/** What a visit must not change; sessions and throttles count visits, the runner's tables go their own way. */
const ownWay = ['sessions', 'throttles', 'jobs', 'outbox', 'checkpoints', 'requests', 'log'];
const digests = (): Readonly<Record<string, string>> =>
	Object.fromEntries(
		portal
			.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
			.map(({ name }) => String(name))
			.filter((name) => !ownWay.includes(name))
			.map((name) => [
				name,
				createHash('sha256')
					.update(JSON.stringify(portal.rows(`select * from "${name}" order by 1, 2`)))
					.digest('hex')
			])
	);
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

test('every page answers: one h1, its own title, language, headers; and looking changes nothing', async () => {
	test.setTimeout(240_000);
	const routes = pageRoutes();
	const manifest: Record<string, readonly Visit[]> = {};
	const reached = new Set<string>();
	const publicRoutes: string[] = [];
	const before = { tables: digests(), log: logged() };
	const problems: string[] = [];
	for (const [login, ...starts] of lookers) {
		const asking = await signedIn(login);
		const titles = new Map<string, string>();
		const { visits, dead } = await crawl(
			asking,
			portal.url,
			[...startsOf(login), ...starts],
			routes,
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
	expect.soft(digests(), 'tables').toEqual(before.tables);
	expect
		.soft(
			routes.filter((route) => !reached.has(route) && !behindForms.includes(route)),
			'pages that no link leads to'
		)
		.toEqual([]);
});

/** What axe finds on the open page, with the first place of each. */
const findings = async (page: Page): Promise<readonly string[]> => {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.options({ resultTypes: ['violations'] })
		.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
};

for (const [login] of lookers) {
	test(`pages as ${login || 'anybody'} in the browser`, async ({ browser }) => {
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
		const asking = await signedIn(login);
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
	const asking = await signedIn('shuili');
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
