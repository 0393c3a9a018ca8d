import { describe, expect, test } from 'vitest';
import CalmShell from '#lib/ui/shell/CalmShell.svelte';
import OfficePage from '#lib/ui/shell/OfficePage.svelte';
import OfficeShell from '#lib/ui/shell/OfficeShell.svelte';
import PublicShell from '#lib/ui/shell/PublicShell.svelte';
import type { ShellData } from '#lib/ui/shell/shell.ts';
import { currentHref, modeClass, visitor } from '#lib/ui/shell/shell.ts';
import { html, markup, tag } from './render.ts';

const officer: ShellData = {
	...visitor,
	name: '次仁旺久',
	hats: [
		{ id: 'a', label: '市水利评委会办公室', current: true },
		{ id: 'b', label: '市级经办', current: false }
	],
	unread: 5,
	home: '/office',
	search: { action: '/office/cases' },
	nav: [
		{
			label: '办理',
			items: [
				{ href: '/office', label: '工作台' },
				{ href: '/office/cases', label: '申报审核', count: 37, urgent: true }
			]
		},
		{ items: [{ href: '/help', label: '帮助' }] }
	]
};
const children = html('<h1>页</h1>');

describe('where one is', () => {
	const items = [{ href: '/' }, { href: '/office' }, { href: '/office/cases?tab=todo' }];

	test('the longest entry above the path is current', () => {
		expect(currentHref('/office/cases/17', items)).toBe('/office/cases?tab=todo');
		expect(currentHref('/office/coverage', items)).toBe('/office');
		expect(currentHref('/officer', items)).toBeUndefined();
		expect(currentHref('/', items)).toBe('/');
	});
});

test('the look becomes one class', () => {
	expect(modeClass({ mode: 'standard', step: 3, contrast: true })).toBe('');
	expect(modeClass({ mode: 'elder' })).toBe('elder');
	expect(modeClass({ mode: 'elder', step: 3, contrast: true })).toBe('elder size-3 contrast');
});

describe('the calm shell', () => {
	const text = markup(PublicShell, {
		shell: visitor,
		path: '/notices/3',
		back: '/notices/3?x=1',
		children
	});

	test('begins with the way to the content and ends with the telephone', () => {
		expect(tag(text, 'a')).toContain('href="#main"');
		expect(tag(text, 'main')).toContain('id="main"');
		expect(text.indexOf('<footer')).toBeLessThan(text.indexOf('tel:08920000000'));
		for (const href of ['/about/privacy', '/about/accessibility', '/site-map'])
			expect(tag(text, 'a', `href="${href}"`)).toBeTruthy();
	});

	test('switches version and language by plain posts that come back', () => {
		expect(tag(text, 'form')).toContain('method="post" action="/preferences"');
		expect(tag(text, 'button', 'value="elder"')).toContain('name="mode"');
		expect(tag(text, 'button', 'value="en"')).toContain('lang="en"');
		expect(tag(text, 'input', 'name="back"')).toContain('value="/notices/3?x=1"');
		const elder = markup(PublicShell, {
			shell: { ...visitor, mode: 'elder' },
			path: '/',
			children
		});
		expect(elder).toContain('标准版');
	});

	test('marks the current entry, offers to sign in', () => {
		expect(tag(text, 'a', 'href="/notices"')).toContain('aria-current="page"');
		expect(tag(text, 'a', 'href="/sign-in"')).toBeTruthy();
	});

	test('says that it is a demo, and the legal day', () => {
		expect(text).not.toContain('演示环境');
		const demo = markup(PublicShell, {
			shell: { ...visitor, demo: { date: '2026-09-14' } },
			path: '/',
			children
		});
		expect(demo).toContain('演示环境');
		expect(demo).toContain('2026 年 9 月 14 日');
	});

	test('shows a person their messages, their other hats and the way out', () => {
		const mine = markup(CalmShell, {
			shell: officer,
			entries: [{ href: '/me', label: '我的事项' }],
			path: '/me',
			children
		});
		expect(mine).toContain('消息，5 条未读');
		expect(tag(mine, 'form', '/hat')).toContain('method="post"');
		expect(tag(mine, 'form', '/sign-out')).toContain('method="post"');
	});
});

describe('the office shell', () => {
	const text = markup(OfficeShell, { shell: officer, path: '/office/cases', children });

	test('says under which hat one acts and offers the others', () => {
		expect(text).toContain('市水利评委会办公室');
		expect(tag(text, 'button', 'name="hat"')).toContain('value="b"');
	});

	test('groups the navigation, counts the work, marks the page', () => {
		expect(tag(text, 'a', 'href="/office/cases"')).toContain('aria-current="page"');
		expect(text).toContain('37');
		expect(tag(text, 'ul', 'aria-labelledby')).toBeTruthy();
	});

	test('searches by a GET form with a label', () => {
		expect(tag(text, 'form', 'role="search"')).toContain('action="/office/cases"');
		expect(tag(text, 'label', 'for="office-search"')).toBeTruthy();
	});

	test('has the telephone on every page', () => {
		expect(text).toContain('tel:08920000000');
	});

	test('the panel is named and can be left by a link', () => {
		const page = markup(OfficePage, {
			title: '申报审核',
			panel: html('<p>王晓琳</p>'),
			panelTitle: '王晓琳',
			closeHref: '/office/cases',
			children
		});
		expect(tag(page, 'aside')).toContain('aria-label="王晓琳"');
		expect(tag(page, 'a', 'data-close-panel')).toContain('href="/office/cases"');
	});
});

test('no component writes a style attribute, which the content policy would drop', () => {
	for (const text of [
		markup(OfficeShell, { shell: officer, path: '/office', children }),
		markup(PublicShell, { shell: officer, path: '/', children })
	])
		expect(text).not.toMatch(/\sstyle=/);
});
