/**
 * What people and machines send that they should not: an old page in a second tab, a double click, addresses of
 * nothing, moves that the state does not allow, bodies that are too large. Each gets the portal's own page in
 * the visitor's language, and changes nothing that it should not.
 */
import { expect, test, type APIRequestContext } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { formOf, post, standing, type Form } from './support/forms.ts';
import { signedIn } from './support/lookers.ts';
import { pageRoutes } from './support/pages.ts';
import { digests } from './support/untouched.ts';

let portal: Portal;
const sessions = new Map<string, APIRequestContext>();
/** One session for each account, and one for strangers. */
const as = async (login: string): Promise<APIRequestContext> => {
	const asking = sessions.get(login) ?? (await signedIn(portal, login));
	sessions.set(login, asking);
	return asking;
};
let draft = '';
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4430);
	draft = `/me/applications/${portal.lend('shuili', 'draft')}`;
	portal.lend('danwei', 'employer_check', 'employer_officer');
});
test.afterAll(async () => {
	for (const asking of sessions.values()) await asking.dispose();
	await portal.stop();
});

const textOf = (html: string): string =>
	html
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
const h1 = (html: string): string =>
	textOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '').trim();

/** The page's form as it stands now. */
const opened = async (asking: APIRequestContext, page: string, action: string): Promise<Form> => {
	const form = formOf(await (await asking.get(page)).text(), action);
	if (!form) throw new Error(`${page} has no form ${action}`);
	return form;
};

test('a second tab that is out of date is told so in Chinese, and overwrites nothing', async () => {
	const asking = await as('shuili');
	const page = `${draft}/basics`;
	const [first, second] = [
		await opened(asking, page, '?/finish'),
		await opened(asking, page, '?/finish')
	];
	const typed = (form: Form, post: string) =>
		standing(form).map(([name, value]) => [name, name === 'post' ? post : value] as const);
	const saved = await postOf(asking, page, first, typed(first, '第一个窗口'));
	expect(saved.status()).toBe(303);
	const before = digests(portal);
	const answer = await postOf(asking, page, second, typed(second, '第二个窗口'));
	expect(answer.status()).toBe(409);
	const html = await answer.text();
	expect(textOf(html)).toContain('这一页在别处改过了');
	expect(html).toMatch(/role="(alert|status)"/);
	expect(html).toContain('第二个窗口');
	expect(digests(portal)).toEqual(before);
});

const postOf = (
	asking: APIRequestContext,
	page: string,
	form: Form,
	body: readonly (readonly [string, string])[]
) => post(asking, page, form.action, body);

test('a double click has one effect, and both get the same answer', async () => {
	const asking = await as('shiju');
	const form = await opened(asking, '/office/calendar', '?/add');
	const body = standing(form)
		.filter(([name]) => !['date', 'kind', 'basis'].includes(name))
		.concat([
			['date', '2026-12-31'],
			['kind', 'holiday'],
			['basis', '双击的文件']
		]);
	const answers = await Promise.all(
		[1, 2].map(() => postOf(asking, '/office/calendar', form, body))
	);
	const third = await postOf(asking, '/office/calendar', form, body);
	const statuses = [...answers, third].map((answer) => answer.status());
	expect(statuses).toContain(303);
	expect(statuses.filter((status) => status !== 303 && status !== 409)).toEqual([]);
	expect(third.status()).toBe(303);
	expect(
		portal.rows("select count(*) n from calendar_days where basis = '双击的文件'")[0]?.['n']
	).toBe(1);
});

/** Who belongs to the desk of a route: to anybody else every address is one of nothing. */
const deskOf: readonly (readonly [string, string])[] = [
	['/me', 'shuili'],
	['/employer', 'danwei'],
	['/office', 'shiju'],
	['/committee', 'xianban'],
	['/expert/chair', 'zhuren'],
	['/expert', 'zhuanjia1'],
	['/inspector', 'jiandu'],
	['/admin', 'xitong']
];

test('an unknown id gives the portal’s own 404 on every page that has one', async () => {
	test.setTimeout(120_000);
	const problems: string[] = [];
	for (const route of pageRoutes().filter((one) => one.includes('['))) {
		const login = deskOf.find(([desk]) => route.startsWith(desk))?.[1] ?? '';
		const asking = await as(login);
		for (const id of ['01890000-0000-7000-8000-000000000000', '没有"这个<id>']) {
			const address = route
				.replace('[section]', 'basics')
				.replaceAll(/\[[^\]]*\]/g, encodeURIComponent(id));
			const answer = await asking.get(address, { maxRedirects: 0 });
			const html = await answer.text();
			const status = answer.status();
			if (status !== 404) problems.push(`${login || 'anybody'} ${route} (${id.length}): ${status}`);
			else if (!h1(html).includes('没有') || !html.includes('<header'))
				problems.push(`${route}: “${h1(html)}” is not the portal's page`);
			if (/Not Found|Error:|stack/.test(textOf(html))) problems.push(`${route}: speaks of itself`);
		}
	}
	expect(problems).toEqual([]);
	expect(portal.errors()).not.toContain('"stack"');
});

const heldBy = (
	login: string,
	state: string
): { readonly id: string; readonly version: string } => {
	const [row] = portal.rows(
		`select x.id, x.version from applications x join grants g
		on g.scope_id in (x.employer_id, x.holder_id, x.office_id, x.agency_id)
		join accounts a on a.person_id = g.person_id where a.login_name = ? and x.state = ?`,
		login,
		state
	);
	return { id: String(row?.['id']), version: String(row?.['version']) };
};

test('a move that the state does not allow, posted by hand, is refused and changes nothing', async () => {
	const cases = [
		[
			'xianju',
			'office',
			heldBy('xianju', 'county_check'),
			[
				'?/accept',
				'?/recommend',
				'?/post_notice',
				'/resume',
				'/uphold_recheck',
				'/revoke',
				'/nothing'
			]
		],
		[
			'danwei',
			'employer',
			heldBy('danwei', 'employer_check'),
			['?/recommend', '?/pass', '?/pick_up', '/dismiss_objection']
		],
		[
			'xianban',
			'committee',
			heldBy('xianban', 'acceptance_check'),
			['?/recommend', '/record_region_result', '/revoke', '/experts?/open']
		]
	] as const;
	const before = digests(portal);
	for (const [login, area, { id, version }, moves] of cases) {
		const asking = await as(login);
		for (const move of moves) {
			const answer = await asking.post(`/${area}/cases/${id}${move}`, {
				form: { version, opinion: '同意', document: '文〔2026〕1号', reason: '理由' },
				headers: { accept: 'text/html' },
				maxRedirects: 0
			});
			const what = `${login} ${move}`;
			expect([400, 403, 404, 409, 422], what).toContain(answer.status());
			const html = await answer.text();
			expect(html, what).toMatch(/<html[^>]*lang="zh-CN"/);
			expect(textOf(html), what).not.toMatch(/Not Found|No action|Internal/);
		}
	}
	// The withdrawn and the handed in cannot be handed in again.
	const asking = await as('shuili');
	const taken = await asking.post(`${draft}/take-back`, {
		form: { version: '1' },
		headers: { accept: 'text/html' },
		maxRedirects: 0
	});
	expect([403, 404, 409, 422]).toContain(taken.status());
	expect(digests(portal)).toEqual(before);
});

test('a body of a megabyte is refused with 413 on the portal’s page, in the visitor’s language', async () => {
	const large = 'x'.repeat(1_048_576);
	for (const [login, address] of [
		['', '/sign-in'],
		['shuili', `${draft}/basics?/finish`],
		['shuili', `${draft}/withdraw`],
		['xianju', `/office/cases/${heldBy('xianju', 'county_check').id}?/return`]
	] as const) {
		for (const lang of ['zh-CN', 'en']) {
			const asking = await as(login);
			const answer = await asking.post(address, {
				form: { login: large, password: large, opinion: large },
				headers: { accept: 'text/html', cookie: await cookieOf(asking, lang) },
				maxRedirects: 0
			});
			expect(answer.status(), address).toBe(413);
			const html = await answer.text();
			expect(html, address).toContain(`lang="${lang}"`);
			if (lang === 'en') expect(h1(html)).not.toMatch(/\p{Script=Han}/u);
			else expect(h1(html)).toMatch(/太大/);
			expect(textOf(html), address).not.toMatch(/Payload|Content-length|BODY_SIZE/i);
		}
	}
});

/** The session's cookies and the language. */
const cookieOf = async (asking: APIRequestContext, lang: string): Promise<string> =>
	[
		...(await asking.storageState()).cookies.map(({ name, value }) => `${name}=${value}`),
		`lang=${lang}`
	]
		.filter((cookie, i, all) => !cookie.startsWith('lang=') || i === all.length - 1)
		.join('; ');

test('a refusal is in English under the English cookie', async () => {
	for (const [login, address, form] of [
		['', '/sign-in', { login: 'shuili', password: 'wrong' }],
		['', '/verify', { number: '1' }],
		['shuili', `${draft}/basics?/finish`, { version: '99', post: '' }],
		['shuili', `${draft}/check-answers`, { version: '99' }],
		['shuili', `${draft}/withdraw`, { version: '1' }],
		['shuili', '/me/account/password', { currentPassword: 'x' }],
		[
			'danwei',
			`/employer/cases/${heldBy('danwei', 'employer_check').id}?/return`,
			{ version: '99' }
		],
		['shiju', '/office/parameters/notice.employer.workingDays', { value: '0' }]
	] as const) {
		const asking = await as(login);
		const answer = await asking.post(address, {
			form: { ...form },
			headers: { accept: 'text/html', cookie: await cookieOf(asking, 'en') },
			maxRedirects: 0
		});
		expect(answer.status(), address).toBeGreaterThanOrEqual(400);
		expect(answer.status(), address).toBeLessThan(500);
		const html = await answer.text();
		expect(html, address).toContain('lang="en"');
		const said =
			/role="alert"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? /<h1\b[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
		expect(textOf(said), address).not.toBe('');
		expect(textOf(said), address).not.toMatch(/\p{Script=Han}/u);
	}
});
