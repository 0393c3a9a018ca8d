/**
 * The portal in English: what the portal itself says is English on every page that an applicant and a county
 * officer reach. Names, titles and what people wrote stay as they were written.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { lookers, pagesOf, signedIn, startLookedAt } from './support/lookers.ts';

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startLookedAt(4450);
});
test.afterAll(async () => {
	await portal.stop();
});

const han = /\p{Script=Han}/u;
/** Demo pages list accounts and cases; the samples of the kit are written in Chinese. */
const leftOut = /^\/(about\/components|demo)(\/|$)/;

const texts = (html: string, tag: string): readonly string[] =>
	[...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
		([, inside = '']) =>
			inside
				.replace(/<[^>]*>/g, ' ')
				.replace(/\s+/g, ' ')
				.trim()
	);

/** Names that stand on pages as they are: of people, organisations and committees, and the other language's. */
const namesIn = (source: Portal): readonly string[] =>
	[
		'中文',
		...['people', 'organisations', 'committees'].flatMap((table) =>
			source.rows(`select distinct name from ${table}`).map(({ name }) => String(name))
		)
	].sort((a, b) => b.length - a.length);

/** What is Chinese of that which only the portal says: buttons, labels, headings of tables, the frame. */
const chineseIn = (html: string, names: readonly string[]): readonly string[] => {
	const body = html.replace(/<script\b[\s\S]*?<\/script>/g, '');
	const said = (text: string): string =>
		names.reduce((rest, name) => (han.test(rest) ? rest.replaceAll(name, '') : rest), text);
	return ['button', 'legend', 'th', 'summary', 'caption', 'footer', 'dt'].flatMap((tag) =>
		texts(body, tag)
			.filter((text) => han.test(said(text)))
			.map((text) => `<${tag}> ${text.slice(0, 60)}`)
	);
};

for (const looker of lookers.filter(([login]) => login === 'shuili' || login === 'xianju')) {
	test(`English: ${looker[0]}’s pages say in English what the portal itself says`, async ({
		browser
	}) => {
		test.setTimeout(180_000);
		const asking = await signedIn(portal, looker[0]);
		await asking.post('/preferences', { form: { lang: 'en' }, maxRedirects: 0 });
		const { visits } = await pagesOf(portal, asking, looker, []);
		const pages = visits.filter(
			({ response, path }) => response.status() === 200 && !leftOut.test(path)
		);
		expect(pages.length).toBeGreaterThan(20);
		const names = namesIn(portal);
		const problems: string[] = [];
		for (const { path, html } of pages) {
			if (!/<html[^>]*\slang="en"/.test(html)) problems.push(`${path}: not lang=en`);
			const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
			if (!/[a-z]{3}/.test(title)) problems.push(`${path}: title “${title}”`);
			if ((html.match(/<h1\b/g)?.length ?? 0) !== 1) problems.push(`${path}: not one h1`);
			for (const what of chineseIn(html, names)) problems.push(`${path}: ${what}`);
		}
		expect.soft(problems).toEqual([]);
		const context = await browser.newContext({
			baseURL: portal.url,
			storageState: await asking.storageState()
		});
		const page = await context.newPage();
		for (const { path } of pages.filter((_, i) => i % 8 === 3)) {
			await page.goto(path);
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
				.options({ resultTypes: ['violations'] })
				.analyze();
			expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual(
				[]
			);
		}
		await context.close();
		await asking.dispose();
	});
}
