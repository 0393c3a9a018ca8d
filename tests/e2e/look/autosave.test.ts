import { expect, test, type Page, type Route } from '@playwright/test';

/** Answers of the form's action as the framework sends them; `data` is flattened as it does. */
const success = (savedAt: string, version: number): string =>
	JSON.stringify({
		type: 'success',
		status: 200,
		data: JSON.stringify([{ savedAt: 1, version: 2 }, savedAt, version])
	});
const failure = (status: number): string =>
	JSON.stringify({ type: 'failure', status, data: JSON.stringify([{}]) });

type Post = {
	readonly at: number;
	readonly body: string;
	readonly headers: Record<string, string>;
};

/** Opens the sample form; every save is kept in the list and answered by `answer`. */
const opened = async (page: Page, answer: (route: Route, n: number) => Promise<void>) => {
	const posts: Post[] = [];
	await page.route('**/autosave?/save', async (route) => {
		const request = route.request();
		posts.push({ at: Date.now(), body: request.postData() ?? '', headers: request.headers() });
		await answer(route, posts.length);
	});
	await page.goto('/about/components/autosave', { waitUntil: 'networkidle' });
	return posts;
};
const saved = (route: Route, n: number): Promise<void> =>
	route.fulfill({ contentType: 'application/json', body: success(`12:58:0${n}`, n + 1) });
const project = (page: Page) => page.getByLabel('项目名称');
const line = (page: Page) => page.locator('[data-save]');

test('U2: what is typed is sent within three seconds, to the form’s own action', async ({
	page
}) => {
	const posts = await opened(page, saved);
	await project(page).evaluate((field) => {
		field.addEventListener('input', () => (field.dataset.began ??= String(Date.now())));
	});
	await project(page).pressSequentially('灌区渠系改造工程竣工验收', { delay: 300 });
	await expect(line(page)).toHaveText(/已保存 12:58:0\d/);
	const began = Number(await project(page).getAttribute('data-began'));
	expect(posts[0]?.at ?? Infinity).toBeLessThanOrEqual(began + 3_000);
	expect(posts[0]?.headers['x-autosave']).toBe('1');
	await expect.poll(() => posts.at(-1)?.body ?? '').toContain('竣工验收');
});

test('the version of the answer goes with the next save', async ({ page }) => {
	const posts = await opened(page, saved);
	await project(page).fill('一');
	await expect(line(page)).toHaveText('已保存 12:58:01');
	await page.getByLabel('本人作用').fill('负责');
	await expect(line(page)).toHaveText('已保存 12:58:02');
	expect(posts[0]?.body).toMatch(/name="version"\s+1\b/);
	expect(posts[1]?.body).toMatch(/name="version"\s+2\b/);
});

test('U16: nothing is sent while characters are composed', async ({ page }) => {
	const posts = await opened(page, saved);
	const field = project(page);
	await field.focus();
	await field.evaluate((input: HTMLInputElement) => {
		input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
		input.value = 'guan';
		input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
	});
	await page.waitForTimeout(3_500);
	expect(posts).toHaveLength(0);
	await field.evaluate((input: HTMLInputElement) => {
		input.value = '灌';
		input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
		input.dispatchEvent(new InputEvent('input', { bubbles: true }));
	});
	await expect(line(page)).toHaveText(/已保存/);
	expect(posts[0]?.body).toContain('灌');
	expect(posts[0]?.body).not.toContain('guan');
});

test('a dead link is said, and sent again when it is back', async ({ page }) => {
	const posts = await opened(page, (route, n) => (n === 1 ? route.abort() : saved(route, n)));
	await project(page).fill('断网时填的');
	await expect(line(page)).toContainText('没有保存。网络断了，您填的还在，连上会再试');
	await expect(line(page)).toHaveText(/已保存/, { timeout: 8_000 });
	expect(posts.at(-1)?.body).toContain('断网时填的');
	expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('U2: what could not be sent is back after a reload', async ({ page }) => {
	let dead = true;
	const posts = await opened(page, (route, n) => (dead ? route.abort() : saved(route, n)));
	await project(page).fill('还没传上来');
	await expect(line(page)).toContainText('没有保存');
	dead = false;
	await page.reload({ waitUntil: 'networkidle' });
	await expect(project(page)).toHaveValue('还没传上来');
	await expect(line(page)).toHaveText(/已保存/);
	expect(posts.at(-1)?.body).toContain('还没传上来');
});

test('what somebody else wrote is never overwritten: after 409 nothing more is sent', async ({
	page
}) => {
	const posts = await opened(page, (route) =>
		route.fulfill({ contentType: 'application/json', body: failure(409) })
	);
	await project(page).fill('旧页面上填的');
	await expect(line(page)).toContainText('这一页在别处改过了');
	await project(page).fill('再填也不发');
	await page.waitForTimeout(3_500);
	expect(posts).toHaveLength(1);
	await expect(project(page)).toHaveValue('再填也不发');
});

test('a button pressed during a save waits for its answer, and carries its version', async ({
	page
}) => {
	const posts = await opened(page, async (route, n) => {
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		await saved(route, n);
	});
	await project(page).fill('边存边按');
	await expect(line(page)).toHaveText('正在保存…');
	await project(page).fill('边存边按，又改了');
	const button = page.getByRole('button', { name: '保存并继续' });
	await button.click();
	await button.click();
	await page.waitForURL(/version=/);
	const sent = new URL(page.url()).searchParams;
	expect(sent.get('version')).toBe('2');
	expect(sent.get('project')).toBe('边存边按，又改了');
	expect(posts).toHaveLength(1);
});

test('an ended session is said in words', async ({ page }) => {
	await opened(page, (route) =>
		route.fulfill({
			contentType: 'application/json',
			body: JSON.stringify({ type: 'redirect', status: 303, location: '/sign-in' })
		})
	);
	await project(page).fill('x');
	await expect(line(page)).toContainText('太久没操作，已退出');
});

test('a change during a save is saved after it, one request at a time', async ({ page }) => {
	let open = 0;
	let most = 0;
	const posts = await opened(page, async (route, n) => {
		open += 1;
		most = Math.max(most, open);
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		open -= 1;
		await saved(route, n);
	});
	await project(page).fill('第一次');
	await expect(line(page)).toHaveText('正在保存…');
	await project(page).fill('第二次');
	await expect.poll(() => posts.length, { timeout: 8_000 }).toBeGreaterThanOrEqual(2);
	await expect(line(page)).toHaveText(/已保存/, { timeout: 8_000 });
	expect(posts.at(-1)?.body).toContain('第二次');
	expect(most).toBe(1);
});
