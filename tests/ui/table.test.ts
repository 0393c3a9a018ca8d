import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import BulkBar from '#lib/ui/table/BulkBar.svelte';
import ColumnSettings from '#lib/ui/table/ColumnSettings.svelte';
import Pager from '#lib/ui/table/Pager.svelte';
import QueryBar from '#lib/ui/table/QueryBar.svelte';
import RowBox from '#lib/ui/table/RowBox.svelte';
import RowLink from '#lib/ui/table/RowLink.svelte';
import SortHeader from '#lib/ui/table/SortHeader.svelte';
import StatusTabs from '#lib/ui/table/StatusTabs.svelte';
import { pagesShown } from '#lib/ui/table/pages.ts';
import { html, markup, tag } from './render.ts';

describe('page numbers', () => {
	test('all of them up to seven', () => {
		expect(pagesShown(1, 4)).toEqual([1, 2, 3, 4]);
		expect(pagesShown(7, 7)).toHaveLength(7);
	});

	test('beyond: ends, neighbours and gaps', () => {
		expect(pagesShown(1, 20)).toEqual([1, 2, 3, 4, undefined, 20]);
		expect(pagesShown(10, 20)).toEqual([1, undefined, 9, 10, 11, undefined, 20]);
		expect(pagesShown(20, 20)).toEqual([1, undefined, 17, 18, 19, 20]);
	});

	test('always hold first, last and current, rising, in at most seven places', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (pages, seed) => {
				const page = (seed % pages) + 1;
				const shown = pagesShown(page, pages);
				const numbers = shown.filter((n) => n !== undefined);
				expect(numbers).toEqual(expect.arrayContaining([1, page, pages]));
				expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
				expect(shown.length).toBeLessThanOrEqual(7);
			})
		);
	});
});

describe('the foot of a list', () => {
	test('up to 1,000 rows: exact count, numbered pages, the current one marked', () => {
		const text = markup(Pager, {
			total: 37,
			from: 13,
			to: 24,
			page: 2,
			pages: 4,
			hrefOf: (page: number) => `?page=${page}`
		});
		expect(text).toContain('共 37 条，第 13～24 条');
		expect(tag(text, 'b', 'aria-current="page"')).toBeTruthy();
		expect(tag(text, 'a', 'rel="prev"')).toContain('href="?page=1"');
		expect(tag(text, 'a', 'rel="next"')).toContain('href="?page=3"');
		expect(tag(text, 'a', 'href="?page=4"')).toContain('aria-label="第 4 页"');
	});

	test('beyond 1,000: no numbers, previous and next by key', () => {
		const text = markup(Pager, {
			from: 51,
			to: 100,
			previousHref: '?before=k',
			nextHref: '?after=k'
		});
		expect(text).toContain('超过 1,000 条');
		expect(tag(text, 'a', 'rel="next"')).toContain('?after=k');
		expect(text).not.toContain('aria-label="第');
	});

	test('an empty list says 0', () => {
		expect(markup(Pager, { total: 0, from: 0, to: 0 })).toContain('共 0 条');
	});
});

test('a sorted head says its order to everybody', () => {
	const sorted = markup(SortHeader, { label: '期限', href: '?order=-due', order: 'up' });
	expect(tag(sorted, 'th')).toContain('aria-sort="ascending"');
	expect(sorted).toContain('↑');
	const other = markup(SortHeader, { label: '姓名', href: '?order=name' });
	expect(tag(other, 'th')).not.toContain('aria-sort');
});

test('tabs are links with counts; the current one is marked', () => {
	const text = markup(StatusTabs, {
		tabs: [
			{ href: '?tab=todo', label: '待审核', count: 37, urgent: true, current: true },
			{ href: '?tab=all', label: '全部', count: '1000+' }
		]
	});
	expect(tag(text, 'a', 'tab=todo')).toContain('aria-current="page"');
	expect(tag(text, 'a', 'tab=all')).not.toContain('aria-current');
	expect(text).toContain('1000+');
});

test('a query is a GET form that keeps the rest of the address', () => {
	const text = markup(QueryBar, {
		resetHref: '/office/cases',
		keep: { tab: 'todo' },
		children: html('<p></p>')
	});
	expect(tag(text, 'form')).not.toContain('method="post"');
	expect(tag(text, 'input', 'name="tab"')).toContain('value="todo"');
	expect(tag(text, 'a', '/office/cases')).toBeTruthy();
});

test('on a phone a query folds its fields, keeps its word and says how many fields are in use', () => {
	const text = markup(QueryBar, {
		resetHref: '/office/people',
		used: ['540222', '', 'active'],
		search: html('<input name="q">'),
		children: html('<input name="place">')
	});
	const fold = text.indexOf('<summary');
	expect(text.indexOf('name="q"')).toBeLessThan(fold);
	expect(text.indexOf('name="place"')).toBeGreaterThan(fold);
	expect(text).toContain('已用 2 项');
	expect(markup(QueryBar, { resetHref: '/', search: html('<p></p>') })).not.toContain('<summary');
});

test('columns are written into the address', () => {
	const text = markup(ColumnSettings, {
		columns: [
			{ id: 'employer', label: '单位', shown: true },
			{ id: 'way', label: '方式', shown: false }
		],
		keep: { tab: 'todo' }
	});
	expect(tag(text, 'input', 'value="employer"')).toContain('checked');
	expect(tag(text, 'input', 'value="way"')).not.toContain('checked');
	expect(tag(text, 'input', 'name="tab"')).toContain('hidden');
});

test('ticked rows belong to the bulk form, which stands without script', () => {
	const box = tag(markup(RowBox, { value: '17', what: '2026-000312' }), 'input');
	expect(box).toContain('form="bulk"');
	expect(box).toContain('aria-label="选中 2026-000312"');
	const bar = markup(BulkBar, {
		acts: [
			{
				label: (count: number | undefined) =>
					count === undefined ? '受理，先看结果' : `受理 ${count} 条`,
				primary: true
			}
		]
	});
	expect(tag(bar, 'form')).toContain('id="bulk"');
	expect(tag(bar, 'form')).not.toMatch(/\bhidden\b/);
	expect(bar).toContain('受理，先看结果');
});

test('a row is opened by its number', () => {
	const link = tag(markup(RowLink, { href: '?open=1', text: '2026-000312' }), 'a');
	expect(link).toContain('data-row-link');
});
