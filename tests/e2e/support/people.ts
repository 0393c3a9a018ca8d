/** How a test becomes somebody of the demo city, and lets its days pass. */
import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';

/** The same for every account of the demo. */
export const demoPassword = 'yanshi-2026-rikaze';

/** Signs in with the button of the demo's list, in a browser of its own. */
export const enter = async (
	browser: Browser,
	url: string,
	login: string,
	options: BrowserContextOptions = {}
): Promise<Page> => {
	const context = await browser.newContext({ baseURL: url, ...options });
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.locator(`form:has(input[name=login][value="${login}"])`).getByRole('button').click();
	await expect(page).not.toHaveURL(/sign-in/);
	return page;
};

/** Moves the demo's legal clock to the morning of a later day, like the clock's own page does. */
export const letDaysPass = async (page: Page, day: string): Promise<void> => {
	await page.goto('/demo/clock');
	await page.getByLabel('到这一天').fill(day);
	await page.getByRole('button', { name: '往前走', exact: true }).click();
	const [, month, date] = day.split('-').map(Number);
	await expect(page.locator('main')).toContainText(`法定日期是 2026 年 ${month} 月 ${date} 日`);
};
