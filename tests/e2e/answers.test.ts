/** U5: the page before handing in shows every answered field, and 修改 leads to it and back in two loads. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { at } from '../../scripts/lib/project.mjs';
import { sections, type SectionField } from '../../src/lib/domain/titles/sections.ts';
import type { Portal } from '../support/portal.ts';
import { formOf, post, standing } from './support/forms.ts';
import { signedIn, startLookedAt } from './support/lookers.ts';

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startLookedAt(4470);
});
test.afterAll(async () => {
	await portal.stop();
});

const terms = JSON.parse(
	readFileSync(at('src', 'lib', 'messages', 'zh-CN', 'terms.json'), 'utf8')
) as Readonly<Record<string, string>>;

/** What a page must say of an answer: the words of a choice, the year of a date, the text itself. */
const saidOf = (field: SectionField, value: string): string => {
	switch (field.type) {
		case 'choice':
			return terms[`option_${field.options ?? ''}_${value}`] ?? '';
		case 'day':
		case 'month':
			return value.slice(0, 4);
		default:
			return value;
	}
};

const textOf = (html: string): string =>
	html
		.replace(/<script\b[\s\S]*?<\/script>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&quot;/g, '"')
		.replace(/&lt;/g, '<')
		.replace(/&amp;/g, '&');

for (const login of ['shuili', 'gongcheng'])
	test(`U5: check-answers of ${login} shows every answered field, 修改 comes back in two loads`, async () => {
		const asking = await signedIn(portal, login);
		const [row] = portal.rows(
			`select x.id from applications x join accounts a on a.person_id = x.person_id
			where a.login_name = ? and x.state in ('draft', 'returned_by_employer')`,
			login
		);
		const id = String(row?.['id']);
		const address = `/me/applications/${id}/check-answers`;
		const html = await (await asking.get(address)).text();
		const said = textOf(html);
		const missing: string[] = [];
		let answered = 0;
		for (const entry of portal.rows(
			'select section, data from application_entries where application_id = ? and removed_at is null',
			id
		)) {
			const data = JSON.parse(String(entry['data'])) as Readonly<Record<string, string>>;
			const section = sections.find((one) => one.id === entry['section']);
			for (const field of section?.fields ?? []) {
				const value = data[field.name] ?? '';
				if (value === '' || section?.id === 'pledge') continue;
				answered += 1;
				if (!said.includes(saidOf(field, value)))
					missing.push(`${String(entry['section'])}.${field.name}: ${value}`);
			}
		}
		expect(answered).toBeGreaterThan(10);
		expect(missing).toEqual([]);

		const links = new Set(
			[...html.matchAll(/href="([^"#]*back=check-answers)[^"]*"[^>]*aria-label/g)].map(
				([, href = '']) => href.replaceAll('&amp;', '&')
			)
		);
		expect(links.size).toBeGreaterThan(0);
		for (const href of links) {
			const page = new URL(href, portal.url + address);
			const opened = await asking.get(page.pathname + page.search);
			expect(opened.status(), href).toBe(200);
			const content = await opened.text();
			const form = formOf(content, '?/finish') ?? formOf(content, '', 'back');
			// Materials go file by file; their page is left by its own button.
			if (!form) {
				expect(formOf(content, '?/done')?.action, href).toContain('back=check-answers');
				continue;
			}
			const saved = await post(asking, page.pathname + page.search, form.action, standing(form));
			expect(saved.status(), href).toBe(303);
			expect(saved.headers()['location'], href).toBe(address);
		}
		await asking.dispose();
	});
