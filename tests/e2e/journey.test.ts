/**
 * The main job, by clicks in Chinese: a water engineer of 南木林县 applies for 助理工程师 and gets the
 * certificate; where two roles meet, two browsers are open. It runs on a portal of its own, because the
 * demo's clock is moved on; the ways of the others come first, while the batch is open.
 */
import { expect, test } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { addAchievement, attach, begin, chooseTitle, finish, handIn } from './support/applying.ts';
import { act, expectState, handInSheet, openCase } from './support/desk.ts';
import { enter, letDaysPass } from './support/people.ts';

const committee = '南木林县工程系列水利专业初级职称评审委员会';
const name = '德吉央拉';
/** zhuanjia1, 2 and 3 of the demo. */
const experts = ['边巴德吉', '德吉旺姆', '德吉卓嘎'];

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4330);
});
test.afterAll(async () => {
	await portal.stop();
});

test('记者 in 岗巴县 is told that the county has no committee, where the case goes, and why', async ({
	browser
}) => {
	const page = await enter(browser, portal.url, 'jizhe');
	await chooseTitle(page, { series: '新闻专业人员', ladder: '记者', title: '助理记者' });
	const way = page.getByRole('complementary');
	await expect(way).toContainText('岗巴县没有这个系列的评委会。');
	await expect(way).toContainText('为什么送到上一级评？');
	await expect(way).toContainText('日喀则市新闻');
});

test('中级 goes to the committee of the city', async ({ browser }) => {
	const page = await enter(browser, portal.url, 'gongcheng');
	await chooseTitle(page, { series: '工程技术人员', specialty: '水利', title: '工程师' });
	await expect(page.getByRole('complementary')).toContainText('为什么送到上一级评？');
	await expect(page.getByRole('complementary')).toContainText(
		'日喀则市工程系列水利专业中级职称评审委员会'
	);
});

test('副高 is forwarded to the region by the city', async ({ browser }) => {
	const page = await enter(browser, portal.url, 'gaoji');
	await chooseTitle(page, { series: '工程技术人员', specialty: '水利', title: '高级工程师' });
	await expect(page.getByRole('complementary')).toContainText('为什么送到自治区评？');
	await expect(page.getByRole('complementary')).toContainText('审核，报送自治区');
});

test('助理工程师 in 南木林县: from an empty form to a certificate that anybody can verify', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const as = (login: string) => enter(browser, portal.url, login);

	const applicant = await as('shuili');
	await chooseTitle(applicant, { series: '工程技术人员', specialty: '水利', title: '助理工程师' });
	await expect(applicant.getByText(committee, { exact: true })).toBeVisible();
	const tasks = await begin(applicant);
	await expect(applicant.getByText('已完成 5 项，共 9 项')).toBeVisible();
	await addAchievement(applicant);
	await finish(applicant, '业绩成果');
	await finish(applicant, '职称、职业资格和技能等级');
	await finish(applicant, '论文、报告和其他成果');
	await attach(applicant);
	const number = await handIn(applicant);
	expect(number).toMatch(/^2026-\d{6}$/);

	const employer = await as('danwei');
	await openCase(employer, '/employer', number);
	await act(employer, '开始核对');
	await applicant.goto(`${tasks}/progress`);
	await expectState(applicant, '单位审核中');

	await expect(employer.getByRole('checkbox', { name: /与原件一致/ }).first()).toBeVisible();
	for (const box of await employer.getByRole('checkbox', { name: /与原件一致/ }).all())
		await box.check();
	await act(employer, '发起公示，先看公示文');
	await expect(employer.getByRole('heading', { level: 1, name: '公示文预览' })).toBeVisible();
	await employer.getByRole('button', { name: '张贴公示' }).click();
	await expectState(employer, `${number} 已办：张贴单位公示`);
	// The notice runs: nobody can recommend before its last day is over.
	await openCase(employer, '/employer', number);
	await expectState(employer, '单位公示中');
	await expect(employer.getByRole('button', { name: '推荐上报' })).toHaveAttribute(
		'aria-disabled',
		'true'
	);
	await letDaysPass(employer, '2026-09-23');
	await openCase(employer, '/employer', number);
	await act(employer, '推荐上报');

	const sector = await as('hangye');
	await openCase(sector, '/office', number);
	await act(sector, '审核通过，送上一级');

	const county = await as('xianju');
	await openCase(county, '/office', number);
	await act(county, '审核通过，送上一级');

	const office = await as('xianban');
	await openCase(office, '/committee', number);
	await act(office, '受理');
	await applicant.goto(`${tasks}/progress`);
	await expectState(applicant, '已受理');

	await office.getByRole('link', { name: '评审轮次' }).click();
	await office.locator('main').getByRole('link', { name: committee }).first().click();
	await office.getByRole('link', { name: /^待评议/ }).click();
	await office.getByRole('link', { name: number }).click();
	for (const expert of experts) await office.getByRole('checkbox', { name: expert }).check();
	await office.getByRole('button', { name: '安排 3 位专家' }).click();
	await office.getByRole('button', { name: '开始评议' }).click();
	await expectState(office, '专家评议中');

	for (const login of ['zhuanjia1', 'zhuanjia2', 'zhuanjia3']) {
		const expert = await as(login);
		await handInSheet(expert, name);
		await expert.context().close();
	}

	const round = office.locator('main').getByRole('link', { name: committee }).first();
	const toRound = async (): Promise<void> => {
		await office
			.getByRole('list', { name: '评审' })
			.getByRole('link', { name: '评审轮次' })
			.click();
		await round.click();
	};
	await toRound();
	await office.getByRole('button', { name: '定下会议，通知委员' }).click();
	await toRound();
	await office.getByRole('link', { name: /^评议中/ }).click();
	await office.getByRole('checkbox', { name: number }).check();
	await office.getByRole('button', { name: '列入议程 1 份' }).click();
	await letDaysPass(office, '2026-11-18');

	await office.goto('/committee/meetings');
	await office.locator('main').getByRole('link', { name: '2026 年 11 月 18 日' }).click();
	await expect(office.locator('input[name=attending]').first()).toBeVisible();
	for (const member of await office.locator('input[name=attending]').all()) await member.check();
	await office.locator('input[name=presider]').first().check();
	await office.getByRole('button', { name: '登记到会，开始会议' }).click();
	const may = await office.getByText(/^可以投票 \d+ 人$/).textContent();
	await office.getByLabel('同意', { exact: true }).fill(/\d+/.exec(may ?? '')?.[0] ?? '');
	await office.getByLabel('不同意', { exact: true }).fill('0');
	await office.getByLabel('弃权', { exact: true }).fill('0');
	await office.getByRole('button', { name: '登记票数并公布' }).click();
	await expect(office.locator('[data-outcome=passed]')).toBeVisible();
	await office.getByRole('button', { name: '结束会议，存入纪要' }).click();
	await expectState(office, '已结束');

	await toRound();
	await office.getByRole('link', { name: '公示 1 人' }).click();
	await office.getByRole('button', { name: '开始公示 1 人' }).click();
	await applicant.goto(`${tasks}/progress`);
	await expectState(applicant, '结果公示中');
	const anybody = await (await browser.newContext({ baseURL: portal.url })).newPage();
	await anybody.goto('/notices');
	await anybody
		.getByRole('link', { name: new RegExp(committee) })
		.first()
		.click();
	await expect(anybody.locator('main')).toContainText(name);
	await expect(anybody.locator('main')).not.toContainText(/\d{17}[\dX]/);

	await letDaysPass(office, '2026-11-27');
	await office.goto('/committee/notices');
	await office.locator('main').getByRole('link', { name: committee }).first().click();
	await office.getByLabel('批准文号').fill('南人社职〔2026〕7号');
	await office.getByRole('button', { name: '确认 1 人的职称' }).click();
	await toRound();
	await office.getByRole('button', { name: '发放 1 份证书' }).click();

	await applicant.goto('/me/certificates');
	await expect(applicant.getByRole('heading', { level: 2, name: '助理工程师' })).toBeVisible();
	const certificate = /540200\d{13}/.exec(await applicant.locator('main').innerText())?.[0] ?? '';
	await anybody.goto('/verify');
	await anybody.getByLabel('证书编号').fill(certificate);
	await anybody.getByLabel('持证人姓名').fill(name);
	await anybody.locator('main').getByRole('button', { name: '核验证书' }).click();
	await expect(anybody.getByRole('heading', { level: 1 })).toContainText('有效');
	await expect(anybody.locator('main')).toContainText(committee);
});
