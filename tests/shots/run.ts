/**
 * Takes a picture of every page as every role at two widths and lays them out on a contact sheet:
 * `node tests/shots/run.ts [login…]`; `scripts/shots.mjs` calls it. The accounts of one role look one after
 * the other, each at what the ones before did not see. Only a look can say whether a page is good.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { demoAccounts } from '#lib/server/usecases/demo/accounts.ts';
import { at, cache } from '../../scripts/lib/project.mjs';
import { step } from '../../scripts/lib/terminal.mjs';
import { lookers, pagesOf, signedIn, startLookedAt, type Looker } from '../e2e/support/lookers.ts';
import { chromiumOptions } from '../support/browser.ts';
import type { Portal } from '../support/portal.ts';
import { photographSheets, writeIndex, type Shot } from './sheet.ts';

const folder = path.join(cache, 'shots');
/** The scripts are plain JavaScript and carry no types. */
const said = step as <T>(title: string, work: () => Promise<T>) => Promise<T>;
const widths = [
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 }
] as const;

const words = JSON.parse(
	readFileSync(at('src', 'lib', 'messages', 'zh-CN', 'terms.json'), 'utf8')
) as Readonly<Record<string, string>>;
const roleOf = (login: string): string => {
	const account = demoAccounts.find((one) => one.login === login);
	return account ? (words[`role_${account.role}`] ?? account.role) : '公众';
};

/** Pictures of what one account sees; what is too wide for its window is named. */
const photograph = async (
	browser: Browser,
	portal: Portal,
	looker: Looker,
	leaveOut: readonly string[]
): Promise<readonly Shot[]> => {
	const [login] = looker;
	const asking = await signedIn(portal, login);
	const { visits } = await pagesOf(portal, asking, looker, leaveOut);
	const context = await browser.newContext({
		baseURL: portal.url,
		storageState: await asking.storageState(),
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai'
	});
	const page = await context.newPage();
	const shots: Shot[] = [];
	for (const { route, path: address, response } of visits) {
		if (response.status() !== 200) continue;
		const name = `${login || 'public'}-${String(shots.length + 1).padStart(2, '0')}`;
		const files: string[] = [];
		let tooWide = false;
		await page.goto(address, { waitUntil: 'load' });
		for (const size of widths) {
			await page.setViewportSize(size);
			const file = `${name}-${size.width}.png`;
			await page.screenshot({ path: path.join(folder, file), fullPage: true });
			files.push(file);
			tooWide ||= await page.evaluate(
				() => document.documentElement.scrollWidth > window.innerWidth
			);
		}
		shots.push({ role: roleOf(login), route, address, title: await page.title(), files, tooWide });
		if (tooWide) console.log(`  ${name} ${address}：宽过窗口`);
	}
	await context.close();
	await asking.dispose();
	return shots;
};

const asked = process.argv.slice(2);
const chosen = lookers.filter(([login]) => asked.length === 0 || asked.includes(login));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const portal = await said('启动演示站', () => startLookedAt(4700));
const browser = await chromium.launch(chromiumOptions());
try {
	const shots: Shot[] = [];
	for (const looker of chosen) {
		const [login] = looker;
		// What is open to everybody, and what everybody has as an applicant, looks the same to all.
		const same = ['公众', roleOf('shuili'), roleOf(login)];
		const seen = shots.filter(({ role }) => same.includes(role));
		const leaveOut = seen.filter(({ address }) => !address.includes('?')).map(({ route }) => route);
		const taken = await said(`${roleOf(login)} ${login}`, () =>
			photograph(browser, portal, looker, leaveOut)
		);
		console.log(`  ${taken.length} 页`);
		shots.push(...taken);
	}
	writeIndex(folder, shots);
	await said('拼图', () => photographSheets(browser, folder));
	console.log(`${shots.length} 页，看 ${path.join(folder, 'index.html')}`);
} finally {
	await browser.close();
	await portal.stop();
}
