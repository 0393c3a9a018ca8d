/**
 * U9: a list is its address. Filters, order, columns and the page stand in it; whoever opens it again, or comes
 * back, sees the same rows. Every list over HTTP, some of them by clicks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	expect,
	test,
	type APIRequestContext,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import { at } from '../../scripts/lib/project.mjs';
import type { Portal } from '../support/portal.ts';
import { queryIn, standing } from './support/forms.ts';
import { signedIn, startLookedAt, type Looker } from './support/lookers.ts';

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startLookedAt(4550);
});
test.afterAll(async () => {
	await portal.stop();
});

const as = async (browser: Browser, login: Looker[0]): Promise<BrowserContext> => {
	const asking = await signedIn(portal, login);
	const context = await browser.newContext({
		baseURL: portal.url,
		storageState: await asking.storageState()
	});
	await asking.dispose();
	return context;
};

/** Every list with a query bar or pages, as somebody who has the most to see in it. */
const everyList: readonly (readonly [login: Looker[0], list: string])[] = [
	['shenji', '/admin/log'],
	['anquan', '/admin/accounts'],
	['xitong', '/admin/organisations'],
	['shiban', '/committee/cases?tab=all&sort=-number'],
	['shiban', '/committee/certificates'],
	['danwei', '/employer/cases?tab=all&sort=-number'],
	['danwei', '/employer/people'],
	['danwei', '/employer/registrations'],
	['jiandu', '/inspector/cases'],
	['jiandu', '/inspector/log'],
	['shuili', '/me/messages'],
	['shiju', '/office/authority'],
	['shiju', '/office/cases?tab=all&sort=-number'],
	['shiju', '/office/coverage'],
	['shiju', '/office/organisations'],
	['shiju', '/office/people'],
	['shiju', '/office/registrations'],
	['shiju', '/office/registrations/titles']
];

/** Routes whose page, or a part of it, has a query bar or pages. */
const routesWithLists = (): readonly string[] => {
	const root = at('src', 'routes', '(desk)');
	const has = (file: string): boolean => {
		const text = readFileSync(file, 'utf8');
		return (
			/ui\/(?:table\/(?:QueryBar|Pager)|Paging)\.svelte/.test(text) ||
			[...text.matchAll(/from '(\.[^']+\.svelte)'/g)].some(([, part = '']) =>
				has(path.resolve(path.dirname(file), part))
			)
		);
	};
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\+page(@[^.]*)?\.svelte$/.test(file) && has(path.join(root, file)))
		.map((file) => `/${path.dirname(file)}`)
		.sort();
};

const textsOf = (html: string, part: RegExp): readonly string[] =>
	[...html.matchAll(part)].map(([, inside = '']) =>
		inside
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim()
	);
/** What tells rows apart: their links where they have them, else all that they say. */
const rowsIn = (html: string): readonly string[] => {
	const main = html.slice(html.indexOf('<main'));
	const links = textsOf(main, /<a\b[^>]*data-row-link[^>]*>([\s\S]*?)<\/a>/g);
	return links.length > 0 ? links : textsOf(main, /<tr\b[^>]*>([\s\S]*?)<\/tr>/g);
};
const linkTo = (html: string, rel: 'next' | 'prev'): string | undefined =>
	new RegExp(`<a\\b[^>]*href="([^"]*)"[^>]*rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&');

const opened = async (asking: APIRequestContext, address: string): Promise<string> => {
	const answer = await asking.get(address, { maxRedirects: 0 });
	expect(answer.status(), address).toBe(200);
	return answer.text();
};

/** The list filtered by each of its choices in turn, and what each address must go on saying. */
const filteredBy = (
	html: string,
	list: string
): readonly { readonly address: string; readonly name: string; readonly value: string }[] => {
	const query = queryIn(html);
	return (query?.fields ?? []).flatMap(({ name, kind, options = [] }) => {
		const value = kind === 'select' ? options.findLast((option) => option !== '') : undefined;
		if (query === undefined || value === undefined) return [];
		const params = new URLSearchParams(
			standing(query).map(([field, stands]): [string, string] => [
				field,
				field === name ? value : stands
			])
		);
		return { address: `${list.split('?')[0] ?? ''}?${params.toString()}`, name, value };
	});
};

test('U9: every list keeps filters and order over its pages; what is opened again has the same rows', async () => {
	test.setTimeout(180_000);
	expect(everyList.map(([, list]) => list.split('?')[0]).sort()).toEqual(routesWithLists());
	const problems: string[] = [];
	let filters = 0;
	let turned = 0;
	for (const [login, list] of everyList) {
		const asking = await signedIn(portal, login);
		const whole = await opened(asking, list);
		const chosen = [{ address: list, name: '', value: '' }, ...filteredBy(whole, list)];
		filters += chosen.length - 1;
		for (const { address, name, value } of chosen) {
			const first = await opened(asking, address);
			const rows = rowsIn(first);
			const keeps = (html: string): boolean =>
				name === '' || queryIn(html)?.fields.find((field) => field.name === name)?.value === value;
			if (!keeps(first)) problems.push(`${address}: the bar does not show ${name}`);
			if (rowsIn(await opened(asking, address)).join('\n') !== rows.join('\n'))
				problems.push(`${address}: other rows when it is opened again`);
			const next = linkTo(first, 'next');
			if (next === undefined) continue;
			turned += 1;
			const second = await opened(asking, new URL(next, portal.url + address).href);
			const others = rowsIn(second);
			if (!keeps(second)) problems.push(`${address}: its second page has lost ${name}`);
			if (others.length === 0 || others.some((row) => row !== '' && rows.includes(row)))
				problems.push(`${address}: rows of the first page on the second`);
			const back = linkTo(second, 'prev');
			if (back === undefined) continue;
			const again = await opened(asking, new URL(back, portal.url + address).href);
			if (rowsIn(again).join('\n') !== rows.join('\n'))
				problems.push(`${address}: other rows when one comes back from the second page`);
			if (!keeps(again)) problems.push(`${address}: the way back has lost ${name}`);
		}
		await asking.dispose();
	}
	expect(problems).toEqual([]);
	expect(filters).toBeGreaterThan(20);
	expect(turned).toBeGreaterThan(10);
});

test('U9: filter, second page, an open row, and Back by Back to where one began', async ({
	browser
}) => {
	const context = await as(browser, 'shiju');
	const page = await context.newPage();
	await page.goto('/office/cases?tab=all');
	const bar = page.locator('form.query');
	const track = bar.getByRole('combobox', { name: '申报方式' });
	await track.selectOption({ index: 1 });
	const chosen = await track.inputValue();
	await bar.getByRole('button', { name: '查询' }).click();
	await expect(page).toHaveURL(new RegExp(`track=${chosen}`));
	const filtered = page.url();
	const first = await numbers(page);
	await page.getByRole('navigation', { name: '分页' }).locator('a[rel=next]').click();
	await expect(page).toHaveURL(/page=2|after=/);
	const turned = page.url();
	const second = await numbers(page);
	expect(second.filter((number) => first.includes(number))).toEqual([]);
	await expect(track).toHaveValue(chosen);
	await page.locator('a[data-row-link]').first().click();
	await expect(page).toHaveURL(/open=/);
	await expect(track).toHaveValue(chosen);
	await page.goBack();
	await expect(page).toHaveURL(turned);
	await expect.poll(() => numbers(page)).toEqual(second);
	await page.goBack();
	await expect(page).toHaveURL(filtered);
	await expect.poll(() => numbers(page)).toEqual(first);
	await page.goBack();
	await expect(page).toHaveURL(/cases\?tab=all$/);
	await expect(track).toHaveValue('');
	await context.close();
});

const numbers = (page: Page): Promise<readonly string[]> =>
	page.locator('a[data-row-link]').allTextContents();

/** The lists that sort; the others keep one order and say so by having no links in their heads. */
const lists = [
	['xianban', '/committee/cases'],
	['xianju', '/office/cases'],
	['danwei', '/employer/cases']
] as const;

for (const [login, list] of lists)
	test(`U9: ${list} is its address: order, columns, rows shown, reopened and by Back`, async ({
		browser
	}) => {
		const context = await as(browser, login);
		const page = await context.newPage();
		await page.goto(list);
		await page.locator('main').getByRole('link', { name: /^全部/ }).first().click();
		await expect(page).toHaveURL(/tab=all/);
		const sort = page.locator('thead').getByRole('link', { name: /受理号/ });
		await sort.click();
		await expect(page).toHaveURL(/sort=/);
		const up = await numbers(page);
		expect(up).toEqual([...up].sort());
		await sort.click();
		await expect(page).toHaveURL(/sort=-/);
		const down = await numbers(page);
		expect(down).toEqual([...down].sort().reverse());
		await page.locator('summary', { hasText: '列设置' }).click();
		const column = page.getByRole('checkbox', { name: '方式' });
		if (await column.isVisible()) {
			await column.setChecked(!(await column.isChecked()));
			await page.getByRole('button', { name: '显示这些列' }).click();
			await expect(page).toHaveURL(/cols=/);
		}
		await expect(page).toHaveURL(/sort=-/);
		const shown = await numbers(page);
		const heads = await page.locator('thead th').allTextContents();
		const address = page.url();
		const other = await context.newPage();
		await other.goto(address);
		expect(await numbers(other)).toEqual(shown);
		expect(await other.locator('thead th').allTextContents()).toEqual(heads);
		await page.locator('a[data-row-link]').first().click();
		await expect(page).toHaveURL(/open=/);
		await page.goBack();
		await expect(page).toHaveURL(address);
		expect(await numbers(page)).toEqual(shown);
		await context.close();
	});
