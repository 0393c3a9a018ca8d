/**
 * A1 and A2 where no link leads: pages with errors, an open dialog, pages behind links with secrets and forms;
 * and that whatever has the focus on a real page shows it.
 */
import { expect, test, type Browser, type BrowserContext } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { findings } from './support/axe.ts';
import { filled, formOf, post } from './support/forms.ts';
import { signedIn, startLookedAt } from './support/lookers.ts';

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startLookedAt(4510);
	portal.lend('xianban', 'voted_passed', 'committee_office');
});
test.afterAll(async () => {
	await portal.stop();
});

const as = async (browser: Browser, login: string): Promise<BrowserContext> => {
	const asking = await signedIn(portal, login);
	const context = await browser.newContext({
		baseURL: portal.url,
		storageState: await asking.storageState()
	});
	await asking.dispose();
	return context;
};

test('A1: pages with errors, in both modes', async ({ browser }) => {
	const found: string[] = [];
	for (const [i, [login, address]] of (
		[
			['', '/recover'],
			['xianju', '/office/organisations/new'],
			['shiju', '/office/authority/committees/new'],
			['jiandu', '/inspector/samples/new']
		] as const
	).entries()) {
		const context = await as(browser, login);
		await context.addCookies([
			{ name: 'mode', value: i % 2 === 0 ? 'standard' : 'elder', url: portal.url }
		]);
		const page = await context.newPage();
		await page.setViewportSize({ width: 1280, height: 2400 });
		await page.goto(address);
		const form = page.locator('main form:not([action])');
		for (const box of await form.getByRole('textbox').all()) await box.fill('');
		await form.getByRole('button').first().click();
		await expect(page).toHaveTitle(/^错误：/);
		found.push(...(await findings(page)));
		await context.close();
	}
	expect(found).toEqual([]);
});

test('A1: the open dialog of the keys, over a list', async ({ browser }) => {
	const context = await as(browser, 'xianju');
	const page = await context.newPage();
	await page.goto('/office/cases');
	await page.waitForLoadState('networkidle');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	expect(await findings(page)).toEqual([]);
	await context.close();
});

test('A1: an invitation and a drawn sample, behind the forms that make them', async ({
	browser
}) => {
	const county = await signedIn(portal, 'xianju');
	const invite = '/office/people/invite?role=employer_officer';
	const form = formOf(await (await county.get(invite)).text(), '?role');
	if (!form) throw new Error('no invitation');
	const scope = form.fields.find(({ name }) => name === 'scope')?.options?.find(Boolean);
	const invited = await post(
		county,
		invite,
		form.action,
		filled(form, { name: '新来的', idNumber: '540221199003071234', ...(scope && { scope }) })
	);
	const link = /\/invite\/[\w-]{16,}/.exec(await invited.text())?.[0] ?? '';
	expect(link).not.toBe('');
	await county.dispose();

	const inspector = await as(browser, 'jiandu');
	const sample = await inspector.newPage();
	await sample.goto('/inspector/samples/new');
	await sample.locator('main form').getByRole('button').first().click();
	await expect(sample).toHaveURL(/samples\/(?!new)/);
	const found = [...(await findings(sample))];
	await inspector.close();

	const anybody = await browser.newContext({ baseURL: portal.url });
	const page = await anybody.newPage();
	await page.setViewportSize({ width: 390, height: 2400 });
	await page.goto(link);
	await expect(page.getByRole('textbox').first()).toBeVisible();
	found.push(...(await findings(page)));
	await anybody.close();
	expect(found).toEqual([]);
});

test('A1: a recovery by its link, and a notice of results before it is posted', async ({
	browser
}) => {
	const officer = await signedIn(portal, 'shiju');
	const [person] = portal.rows("select person_id id from accounts where login_name = 'gongcheng'");
	const address = `/office/people/${String(person?.['id'])}`;
	const form = formOf(await (await officer.get(address)).text(), '?/recover');
	if (!form) throw new Error('no recovery');
	const reason = '本人带身份证来窗口，忘了密码';
	const given = await post(officer, address, form.action, filled(form, { reason }));
	const link = /\/recover\/[\w-]{16,}/.exec(await given.text())?.[0] ?? '';
	expect(link).not.toBe('');
	await officer.dispose();
	const round = String(
		portal.rows(
			`select x.round_id id from applications x join grants g on g.scope_id = x.office_id
			join accounts a on a.person_id = g.person_id
			where a.login_name = 'xianban' and x.state = 'voted_passed'`
		)[0]?.['id']
	);
	const found: string[] = [];
	for (const [login, page, width] of [
		['', link, 390],
		['xianban', `/committee/notices/new?round=${round}`, 1280]
	] as const)
		for (const mode of ['standard', 'elder']) {
			const context = await as(browser, login);
			await context.addCookies([{ name: 'mode', value: mode, url: portal.url }]);
			const open = await context.newPage();
			await open.setViewportSize({ width, height: 2400 });
			await open.goto(page);
			await expect(open.getByRole('textbox').first()).toBeVisible();
			found.push(...(await findings(open)));
			await context.close();
		}
	expect(found).toEqual([]);
});

test('A2: by the Tab key alone every control is met once, in order, and shows that it has the focus', async ({
	browser
}) => {
	const problems: string[] = [];
	for (const [login, address] of [
		['', '/recover'],
		['shuili', '/me/account/password'],
		['shiju', '/office/parameters/notice.employer.workingDays'],
		['xianju', '/office/organisations/new']
	] as const) {
		const context = await as(browser, login);
		const page = await context.newPage();
		await page.goto(address);
		await page.waitForLoadState('networkidle');
		const wanted = await page.evaluate(() => {
			const all = [
				...document.querySelectorAll<HTMLElement>(
					'main :is(a[href], button, input, select, textarea, summary)'
				)
			].filter(
				(one) =>
					one.tabIndex >= 0 && !one.matches('[type=hidden], :disabled') && one.checkVisibility()
			);
			// Of a group of radios one takes the focus.
			const own = all.filter(
				(one) =>
					!(one instanceof HTMLInputElement) ||
					one.type !== 'radio' ||
					one.checked ||
					(!document.querySelector(`input[name="${one.name}"]:checked`) &&
						document.querySelector(`input[name="${one.name}"]`) === one)
			);
			own.forEach((one, i) => (one.dataset['walk'] = String(i)));
			return own.length;
		});
		const met: number[] = [];
		for (let i = 0; i < wanted + 60 && met.length < wanted; i += 1) {
			await page.keyboard.press('Tab');
			const seen = await page.evaluate(() => {
				const one = document.activeElement as HTMLElement | null;
				if (one?.dataset['walk'] === undefined) return null;
				const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
				const shows =
					(outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
				return { walk: Number(one.dataset['walk']), shows, what: one.outerHTML.slice(0, 80) };
			});
			// A date has several stops of its own.
			if (!seen || seen.walk === met.at(-1)) continue;
			met.push(seen.walk);
			if (!seen.shows) problems.push(`${address}: no visible focus on ${seen.what}`);
		}
		if (met.join() !== Array.from({ length: wanted }, (_, i) => i).join())
			problems.push(`${address}: met ${met.join()} of ${wanted}`);
		await context.close();
	}
	expect(problems).toEqual([]);
});
