/** What officers do at their desks, by clicks. */
import { expect, type Page } from '@playwright/test';

/** Finds a case by its number in the desk's list and opens it from the panel beside the row. */
export const openCase = async (page: Page, desk: string, number: string): Promise<void> => {
	await page.goto(desk);
	await page.getByRole('navigation').getByRole('link', { name: '申报审核' }).click();
	const search = page.getByRole('searchbox');
	await search.fill(number);
	await search.press('Enter');
	await page.locator('main').getByRole('link', { name: number, exact: true }).click();
	await page.getByRole('link', { name: '打开材料' }).click();
	await expect(page).toHaveURL(/cases\/[0-9a-f-]{36}/);
	await expect(page.locator('form#act')).toBeVisible();
};

/** Presses one of the acts of the open case and waits until the portal has answered. */
export const act = async (page: Page, name: string | RegExp): Promise<void> => {
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.locator('form#act').getByRole('button', { name }).click();
	await answered;
};

export const expectState = async (page: Page, text: string): Promise<void> => {
	await expect(page.locator('main').getByText(text).first()).toBeVisible();
};

/** One expert's part: no tie to the applicant, a point for every item, an opinion, handed in. */
export const handInSheet = async (page: Page, applicant: string): Promise<void> => {
	await page.locator('main').getByRole('link', { name: applicant, exact: true }).click();
	await page.getByRole('button', { name: '没有回避情形，打开材料' }).click();
	const items = page.locator('li:has(input[data-score])');
	await expect(items.first()).toBeVisible();
	for (const item of await items.all()) {
		const most = Number(/\d+/.exec((await item.locator('.max').textContent()) ?? '')?.[0]);
		await item.locator('input[data-score]').fill(String(Math.round(most * 0.85)));
	}
	await page.getByLabel('评审意见').fill('业绩真实，达到申报级别的水平。');
	await page.locator('[data-hand-in]').click();
	await expect(page.getByText(/已交/).first()).toBeVisible();
};
