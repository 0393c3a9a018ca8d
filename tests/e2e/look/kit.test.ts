import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page, type Request } from '@playwright/test';
import { brotliCompressSync } from 'node:zlib';

/** Pages that show the kit in every state; what holds here holds wherever the components are used. */
const pages = [
	'/about/components',
	'/about/components/office',
	'/about/components/office?open=2026-000297',
	'/about/components/coverage',
	'/about/components/certificate',
	'/about/components/autosave',
	'/about/privacy',
	'/about/accessibility',
	'/about/identify',
	'/about/questions',
	'/about/report',
	'/site-map',
	'/help-phone',
	'/about/there-is-no-such-page'
];
const widths = [1280, 390] as const;
const modes = ['standard', 'elder'] as const;
type Mode = (typeof modes)[number];

const open = async (page: Page, path: string, mode: Mode, width: number): Promise<void> => {
	await page.setViewportSize({ width, height: 900 });
	const url = test.info().project.use.baseURL ?? '';
	await page.context().addCookies([{ name: 'mode', value: mode, url }]);
	await page.goto(path);
	await expect(page.locator('html')).toHaveClass(mode === 'elder' ? /\belder\b/ : /^$/);
};

/** Both widths in both modes with `ALL=1`; else the two that ask for most. */
const everyLook = process.env['ALL'] === '1';

for (const path of pages)
	for (const mode of modes)
		for (const width of everyLook ? widths : [mode === 'elder' ? 390 : 1280])
			test(`${path}, ${mode}, ${width} px: axe finds nothing, nothing scrolls sideways`, async ({
				page
			}) => {
				await open(page, path, mode, width);
				const { violations } = await new AxeBuilder({ page })
					.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
					.analyze();
				expect(
					violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])
				).toEqual([]);
				await expect(page.locator('h1')).toHaveCount(1);
				expect(
					await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
				).toBeLessThanOrEqual(0);
			});

for (const path of ['/about/components', '/about/components/office', '/about/privacy'])
	test(`${path}: nothing scrolls sideways at 320 px`, async ({ page }) => {
		await open(page, path, 'standard', 320);
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
		).toBeLessThanOrEqual(0);
	});

/** Visible controls that are smaller than `least` px, with their words; links inside text are exempt. */
const tooSmall = (page: Page, least: number): Promise<readonly string[]> =>
	page.evaluate((least) => {
		const controls = document.querySelectorAll<HTMLElement>(
			'button, summary, select, textarea, input:not([type=hidden]), a.button, .pick'
		);
		return [...controls].flatMap((control) => {
			const { width, height } = control.getBoundingClientRect();
			const shown = control.checkVisibility({ opacityProperty: true }) && width > 1;
			const inRow = control.matches('.pick input');
			return shown && !inRow && Math.round(height) < least
				? [`${control.tagName} ${control.textContent.trim().slice(0, 12)} ${Math.round(height)}`]
				: [];
		});
	}, least);

test('controls are at least 44 px high on a phone', async ({ page }) => {
	await open(page, '/about/components', 'standard', 390);
	expect(await tooSmall(page, 44)).toEqual([]);
});

test('the large version: text at least 18 px and 1.5 apart, controls at least 60 px', async ({
	page
}) => {
	for (const width of widths) {
		await open(page, '/about/components', 'elder', width);
		expect(await tooSmall(page, 60)).toEqual([]);
		const small = await page.evaluate(() => {
			const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const found = new Set<string>();
			for (let node = walk.nextNode(); node; node = walk.nextNode()) {
				const parent = node.parentElement;
				const text = (node.textContent ?? '').trim();
				if (!parent || !text || !parent.checkVisibility() || parent.closest('.sr, script, style'))
					continue;
				const style = getComputedStyle(parent);
				const size = parseFloat(style.fontSize);
				if (size < 18) found.add(`${text.slice(0, 12)} ${size}`);
				const isParagraph = parent.matches('p, li, dd');
				if (isParagraph && parseFloat(style.lineHeight) / size < 1.49)
					found.add(`${text.slice(0, 12)} line ${style.lineHeight}`);
			}
			return [...found];
		});
		expect(small).toEqual([]);
	}
});

test('the largest step brings running text to at least 30 px, without script', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
	const page = await context.newPage();
	await page.goto('/about/accessibility');
	await page.getByRole('button', { name: '长辈版' }).last().click();
	await page.getByRole('button', { name: '最大' }).click();
	await expect(page).toHaveURL(/\/about\/accessibility$/);
	const size = await page
		.locator('main li')
		.first()
		.evaluate((item) => getComputedStyle(item).fontSize);
	expect(parseFloat(size)).toBeGreaterThanOrEqual(30);
	await page.getByRole('button', { name: '高对比' }).click();
	await expect(page.locator('html')).toHaveClass('elder size-3 contrast');
	await page.getByRole('button', { name: '标准版' }).first().click();
	await expect(page.locator('html')).toHaveClass('');
	await context.close();
});

/** Loads a page afresh: its requests, and the bytes of its style sheets as a proxy sends them. */
const weigh = async (page: Page, path: string) => {
	const requests: Request[] = [];
	page.on('request', (request) => requests.push(request));
	await page.goto(path, { waitUntil: 'networkidle' });
	const sheets = requests.filter((request) => request.resourceType() === 'stylesheet');
	const bodies = await Promise.all(
		sheets.map(async (sheet) => (await (await sheet.response())?.body()) ?? Buffer.alloc(0))
	);
	return {
		requests: requests.length,
		scripts: requests.filter((request) => request.resourceType() === 'script').length,
		css: bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0)
	};
};

test('a public page asks for no script and stays within 12 KB of style and 6 requests', async ({
	page
}) => {
	const { requests, scripts, css } = await weigh(page, '/about/privacy');
	expect(scripts).toBe(0);
	expect(await page.locator('script').count()).toBe(0);
	expect(requests).toBeLessThanOrEqual(6);
	expect(css).toBeGreaterThan(1_000);
	expect(css).toBeLessThanOrEqual(12 * 1024);
});

test('an office list stays within 22 KB of style and 35 requests', async ({ page }) => {
	const { requests, css } = await weigh(page, '/about/components/office');
	expect(requests).toBeLessThanOrEqual(35);
	expect(css).toBeLessThanOrEqual(22 * 1024);
});

test('every control shows its focus', async ({ page }) => {
	await open(page, '/about/components', 'standard', 1280);
	for (let step = 0; step < 40; step += 1) {
		await page.keyboard.press('Tab');
		const focus = await page.evaluate(() => {
			const active = document.activeElement;
			if (!(active instanceof HTMLElement)) return null;
			const seen = active.matches('.file') ? (active.nextElementSibling ?? active) : active;
			const { outlineStyle, outlineWidth } = getComputedStyle(seen);
			return { what: active.outerHTML.slice(0, 80), outlineStyle, width: parseFloat(outlineWidth) };
		});
		expect(focus?.outlineStyle, focus?.what).toBe('solid');
		expect(focus?.width, focus?.what).toBeGreaterThanOrEqual(2);
	}
});

test('printed: band, navigation and buttons stay away, table heads repeat', async ({ page }) => {
	await open(page, '/about/components/office', 'standard', 1280);
	await page.emulateMedia({ media: 'print' });
	for (const gone of ['.bar', 'footer', 'form.query'])
		await expect(page.locator(gone).first()).toBeHidden();
	expect(await page.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe(
		'table-header-group'
	);
});

test('a certificate is one A4 page', async ({ page }) => {
	await open(page, '/about/components/certificate', 'standard', 1280);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
	expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
});
