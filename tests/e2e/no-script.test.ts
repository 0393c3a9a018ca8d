/** The applicant's part on a phone whose browser runs no script: every step is a form or a link. */
import { expect, test } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { addAchievement, attach, begin, chooseTitle, finish, handIn } from './support/applying.ts';
import { enter } from './support/people.ts';

const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4350);
});
test.afterAll(async () => {
	await portal.stop();
});

test('apply, attach, check, hand in and take back, without script at 390 px', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const page = await enter(browser, portal.url, 'shuili', phone);
	await chooseTitle(page, { series: '工程技术人员', specialty: '水利', title: '助理工程师' });
	const tasks = await begin(page);
	await addAchievement(page);
	await finish(page, '业绩成果');
	await finish(page, '职称、职业资格和技能等级');
	await finish(page, '论文、报告和其他成果');
	await attach(page, false);
	expect(await handIn(page)).toMatch(/^2026-\d{6}$/);
	await page.getByRole('link', { name: '撤回来修改' }).click();
	await page.getByRole('button', { name: /撤回/ }).click();
	await page.goto(tasks);
	await expect(page.getByRole('link', { name: '业绩成果', exact: true })).toBeVisible();
	await expect(page.getByText('已完成 9 项，共 9 项')).toBeVisible();
});

test('a certificate is verified without script, a wrong name finds nothing', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: portal.url, ...phone });
	const page = await context.newPage();
	const [certificate] = portal.rows(
		"select number, holder_name from certificates where state = 'valid' order by number limit 1"
	);
	const ask = async (name: string): Promise<void> => {
		await page.goto('/verify');
		await page.getByLabel('证书编号').fill(String(certificate?.['number']));
		await page.getByLabel('姓名').fill(name);
		await page.locator('main').getByRole('button').click();
	};
	await ask(String(certificate?.['holder_name']));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('有效');
	await ask('某某');
	await expect(page.getByRole('heading', { level: 1 })).not.toContainText('有效');
});
