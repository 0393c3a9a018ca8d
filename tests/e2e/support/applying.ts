/** The applicant's part, by clicks: the same steps with and without script, on wide and narrow screens. */
import { expect, type Page } from '@playwright/test';
import { at } from '../../../scripts/lib/project.mjs';

export type Wish = {
	readonly series: string;
	/** Where the series has several: 记者 or 编辑. */
	readonly ladder?: string;
	readonly specialty?: string;
	/** Name of the title, 助理工程师. */
	readonly title: string;
};

const sample = (name: string): string => at('src', 'lib', 'server', 'demo', 'samples', name);

/** Materials without which nothing is handed in, and the demo's pictures of them. */
const materials = [
	['个人诚信承诺书（签名）', sample('pledge.jpg')],
	['居民身份证复印件', sample('id_copy.jpg')],
	['学历、学位证书', sample('education_certificate.jpg')],
	['专业技术工作总结（业务自传）', sample('work_report.jpg')]
] as const;

const goOn = async (page: Page): Promise<void> => {
	await page.getByRole('button', { name: '继续', exact: true }).click();
};

const answer = async (page: Page, question: string, option: string): Promise<void> => {
	await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible();
	await page.getByRole('radio', { name: option, exact: true }).check();
	await goOn(page);
};

/** From 我的事项 through the guide to the page that shows conditions and way before anything is begun. */
export const chooseTitle = async (page: Page, wish: Wish): Promise<void> => {
	await page.goto('/me');
	await page.locator('main').getByRole('link', { name: '申报职称' }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: '报哪个系列？' })).toBeVisible();
	await page.getByRole('combobox').selectOption({ label: wish.series });
	await goOn(page);
	if (wish.ladder !== undefined) await answer(page, '报哪一类职称？', wish.ladder);
	if (wish.specialty !== undefined) await answer(page, '报哪个专业？', wish.specialty);
	await answer(page, '报哪一级？', wish.title);
	await answer(page, '怎么报？', '正常申报');
	await expect(page.getByRole('heading', { level: 1, name: '看看这样报对不对' })).toBeVisible();
};

/** Begins the application; answers the address of its task list. */
export const begin = async (page: Page): Promise<string> => {
	await page.getByRole('button', { name: '开始申报' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^申报：/ })).toBeVisible();
	return new URL(page.url()).pathname;
};

const toTasks = async (page: Page): Promise<void> => {
	await page.getByRole('link', { name: '返回任务清单' }).first().click();
};

/** Opens a section from the task list. */
export const openTask = async (page: Page, name: string): Promise<void> => {
	await page.locator('main').getByRole('link', { name, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
};

/** Says that a section has nothing, or nothing more, to tell. */
export const finish = async (page: Page, section: string): Promise<void> => {
	await openTask(page, section);
	await page.getByRole('button', { name: /这一部分填完了$/ }).click();
	if (await page.getByRole('heading', { level: 1, name: section }).isVisible()) await toTasks(page);
	await expect(page.getByRole('heading', { level: 1, name: /^申报：/ })).toBeVisible();
};

/** One more achievement, typed and saved. */
export const addAchievement = async (page: Page): Promise<void> => {
	await openTask(page, '业绩成果');
	await page.getByRole('link', { name: '加一项业绩' }).click();
	const from = page.getByRole('group', { name: /^开始年月/ });
	await from.getByLabel('年', { exact: true }).fill('2024');
	await from.getByLabel('月', { exact: true }).fill('4');
	await page.getByLabel('项目或工作名称').fill('艾玛乡人畜饮水工程水质监测');
	await page.getByRole('radio', { name: '主要参与' }).check();
	await page
		.getByLabel('完成情况和效果')
		.fill('每月采样化验，全年 36 个点合格，编写监测报告 2 份。');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('heading', { level: 3, name: /艾玛乡人畜饮水工程/ })).toBeVisible();
	await toTasks(page);
};

/** Attaches what must be there. Without script each file is sent by its own button. */
export const attach = async (page: Page, script = true): Promise<void> => {
	await openTask(page, '附件材料');
	for (const [name, file] of materials) {
		const slot = page.locator('section.slot', { hasText: name });
		await slot.locator('input[type=file]').setInputFiles(file);
		if (!script) await slot.locator('button.send').click();
		await expect(slot.getByRole('heading', { level: 2, name })).toBeVisible();
		await expect(slot.getByRole('listitem')).toHaveCount(1);
	}
	await page.getByRole('button', { name: '这一部分填完了' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^申报：/ })).toBeVisible();
};

/** Checks, reads everything again, pledges and hands in; answers the case's number on the receipt. */
export const handIn = async (page: Page): Promise<string> => {
	await page.locator('main').getByRole('link', { name: '提交前检查' }).click();
	await expect(page.getByText('没有问题，可以提交')).toBeVisible();
	await page.getByRole('link', { name: '核对全部内容并承诺' }).click();
	await page.getByRole('checkbox').check();
	await page.getByRole('button', { name: '提交申报' }).click();
	const receipt = page.getByText(/2026-\d{6}/).first();
	await expect(page).toHaveURL(/receipt/);
	return /2026-\d{6}/.exec((await receipt.textContent()) ?? '')?.[0] ?? '';
};
