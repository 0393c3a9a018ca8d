import { expect, test, type Page } from '@playwright/test';

const list = '/about/components/office';

const ready = async (page: Page, path = list): Promise<void> => {
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.goto(path, { waitUntil: 'networkidle' });
};
const focused = (page: Page): Promise<string> =>
	page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

test('J and K walk the rows, Enter opens, Esc closes the panel', async ({ page }) => {
	await ready(page);
	await page.keyboard.press('j');
	expect(await focused(page)).toBe('2026-000276');
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	expect(await focused(page)).toBe('2026-000312');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/open=2026-000312/);
	await expect(page.getByRole('complementary', { name: '白玛拉珍' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(new RegExp(`${list}$`));
	await page.goBack();
	await expect(page).toHaveURL(/open=2026-000312/);
});

test('from an open row, J goes on from it', async ({ page }) => {
	await ready(page, `${list}?open=2026-000297`);
	await page.keyboard.press('j');
	expect(await focused(page)).toBe('2026-000291');
});

test('x ticks the row, the bar counts and clears', async ({ page }) => {
	await ready(page);
	const bar = page.locator('form#bulk');
	await expect(bar).toBeHidden();
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await expect(bar).toContainText('已选 2 条');
	await expect(bar.getByRole('button', { name: '受理 2 条，先看结果' })).toBeVisible();
	await bar.getByRole('button', { name: '取消' }).click();
	await expect(bar).toBeHidden();
	await page.getByRole('checkbox', { name: '全选本页' }).check();
	await expect(bar).toContainText('已选 12 条');
	await bar.getByRole('button', { name: /^受理/ }).click();
	await expect(page).toHaveURL(/id=2026-000276.*act=accept/);
});

test('/ and Ctrl K go to the search, where keys are letters', async ({ page }) => {
	await ready(page);
	const search = page.getByRole('searchbox');
	await page.keyboard.press('/');
	await expect(search).toBeFocused();
	await expect(search).toHaveValue('');
	await page.keyboard.type('jkx?/');
	await expect(search).toHaveValue('jkx?/');
	await expect(page.locator('dialog')).toBeHidden();
	await page.locator('h1').click();
	await page.keyboard.press('Control+k');
	await expect(search).toBeFocused();
});

test('? shows the keys, Esc closes them, nothing else moves meanwhile', async ({ page }) => {
	await ready(page, `${list}?open=2026-000297`);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(page).toHaveURL(/open=2026-000297/);
});

test('U16: keys rest while characters are composed and with other modifiers', async ({ page }) => {
	await ready(page);
	await page.evaluate(() => {
		for (const init of [
			{ key: 'j', isComposing: true },
			{ key: 'Process' },
			{ key: 'j', altKey: true },
			{ key: 'j', ctrlKey: true }
		])
			document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true }));
	});
	expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('without script the list still selects, acts and opens', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto(list);
	await expect(page.locator('form#bulk')).toContainText('勾选左边的方框');
	await page.getByRole('checkbox', { name: '选中 2026-000305' }).check();
	await page.getByRole('button', { name: '受理，先看结果' }).click();
	await expect(page).toHaveURL(/id=2026-000305.*act=accept/);
	await page.getByRole('link', { name: '2026-000312' }).click();
	await expect(page.getByRole('complementary', { name: '白玛拉珍' })).toBeVisible();
	await context.close();
});
