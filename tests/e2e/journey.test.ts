/**
 * The main job, by clicks in Chinese: a water engineer of 南木林县 applies for 助理工程师 and gets the
 * certificate; where two roles meet, two browsers are open. It runs on a portal of its own, because the
 * demo's clock is moved on.
 */
import { expect, test } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { addAchievement, attach, begin, chooseTitle, finish, handIn } from './support/applying.ts';
import { act, expectState, openCase } from './support/desk.ts';
import { enter, letDaysPass } from './support/people.ts';

const committee = '南木林县工程系列水利专业初级职称评审委员会';
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

test('助理工程师 in 南木林县: from an empty form to a certificate that anybody can verify', async ({
	browser
}) => {
	test.setTimeout(300_000);
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

	for (const box of await employer.getByRole('checkbox', { name: /与原件一致/ }).all())
		await box.check();
	await act(employer, '发起公示，先看公示文');
	await expect(employer.getByRole('heading', { level: 1, name: '公示文预览' })).toBeVisible();
	await employer.getByRole('button', { name: '张贴公示' }).click();
	await expectState(employer, '单位公示中');
	// The notice runs: nobody can recommend before its last day is over.
	await openCase(employer, '/employer', number);
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
	for (const name of experts) await office.getByRole('checkbox', { name }).check();
	await office.getByRole('button', { name: '安排 3 位专家' }).click();
	await office.getByRole('button', { name: '开始评议' }).click();
	await expectState(office, '专家评议中');
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
