import { describe, expect, test } from 'vitest';
import { encode } from 'uqr';
import BarChart from '#lib/ui/chart/BarChart.svelte';
import StackBar from '#lib/ui/chart/StackBar.svelte';
import Banner from '#lib/ui/Banner.svelte';
import Certificate from '#lib/ui/Certificate.svelte';
import CoverageBoard from '#lib/ui/CoverageBoard.svelte';
import { coverageGlyphs, coverageStates } from '#lib/ui/coverage.ts';
import EligibilityRows from '#lib/ui/EligibilityRows.svelte';
import ErrorPage from '#lib/ui/ErrorPage.svelte';
import { glyphOf, icons, type StateKind } from '#lib/ui/icons.ts';
import Mark from '#lib/ui/Mark.svelte';
import NoticeClock from '#lib/ui/NoticeClock.svelte';
import { qrPath } from '#lib/ui/qr.ts';
import ResultPanel from '#lib/ui/ResultPanel.svelte';
import Ridge from '#lib/ui/Ridge.svelte';
import StateTag from '#lib/ui/StateTag.svelte';
import StepLine from '#lib/ui/StepLine.svelte';
import SummaryList from '#lib/ui/SummaryList.svelte';
import TaskList from '#lib/ui/TaskList.svelte';
import Timeline from '#lib/ui/Timeline.svelte';
import { html, markup, tag } from './render.ts';

const kinds = Object.keys(glyphOf) as readonly StateKind[];

describe('a state', () => {
	test.each(kinds)('%s is a word; the glyph is hidden from assistive technology', (kind) => {
		const text = markup(StateTag, { kind, text: '状态' });
		expect(tag(text, 'svg')).toContain('aria-hidden="true"');
		expect(text).toContain('<span>状态</span>');
	});

	test('each state and each cell of the board has a shape of its own', () => {
		const shape = (name: keyof typeof icons) => JSON.stringify(icons[name]);
		expect(new Set(kinds.map((kind) => shape(glyphOf[kind]))).size).toBe(kinds.length);
		expect(new Set(coverageStates.map((state) => shape(coverageGlyphs[state]))).size).toBe(
			coverageStates.length
		);
	});
});

test('a locked task is text, an open one a link', () => {
	const text = markup(TaskList, {
		title: '第一部分',
		tasks: [
			{ label: '基本信息', href: '/basics', state: 'done', stateText: '已完成' },
			{ label: '核对', hint: '完成后打开', state: 'locked', stateText: '暂不能开始' }
		]
	});
	expect(text.match(/<a /g)).toHaveLength(1);
	expect(text).toContain('完成后打开');
});

test('answers are changed one by one', () => {
	const text = markup(SummaryList, {
		answers: [
			{ label: '姓名', value: '德吉央拉', changeHref: '/basics' },
			{ label: '学时', value: '78', note: '自动带入' }
		]
	});
	expect(tag(text, 'a')).toContain('aria-label="修改姓名"');
	expect(text.match(/<a /g)).toHaveLength(1);
});

test('a timeline marks where the case is', () => {
	const text = markup(Timeline, {
		steps: [
			{ kind: 'now', title: '县人社局审核', lines: ['期限 11 月 30 日'] },
			{ kind: 'done', title: '提交申报' }
		]
	});
	expect(text.match(/aria-current="step"/g)).toHaveLength(1);
});

test('steps say their state in words', () => {
	const text = markup(StepLine, { steps: ['介绍', '评议', '投票'], current: 1 });
	expect(text).toMatch(/介绍.*已完成.*评议.*当前.*投票.*未到/);
});

test('rules say whether they hold, also without the glyph', () => {
	const text = markup(EligibilityRows, {
		rules: [{ state: 'turn', stateText: '还差', title: '继续教育', lines: ['还差 12'] }]
	});
	expect(text).toContain('还差</span>');
});

test('the days of a notice carry words and today', () => {
	const text = markup(NoticeClock, {
		title: '公示中',
		text: '5 个工作日',
		days: [
			{ day: '2026-12-25', kind: 'today' },
			{ day: '2026-12-26', kind: 'rest' }
		]
	});
	expect(tag(text, 'li', 'aria-current="date"')).toBeTruthy();
	expect(text).toMatch(/25 日.*今天.*26 日.*不计/);
});

test('a result carries the heading of the page', () => {
	const text = markup(ResultPanel, { kind: 'bad', title: '证书已撤销', lines: ['依据'] });
	expect(text).toMatch(/<h1[^>]*>证书已撤销<\/h1>/);
	const receipt = markup(ResultPanel, { kind: 'good', title: '已提交', number: '2026-000318' });
	expect(receipt).toMatch(/<h1[^>]*>.*已提交.*2026-000318.*<\/h1>/);
});

test('a banner that appears after an act is announced', () => {
	expect(tag(markup(Banner, { kind: 'good', title: '已保存', live: true }), 'div')).toContain(
		'role="status"'
	);
});

test('a chart is a table with its values', () => {
	const text = markup(BarChart, {
		caption: '每一步用了几天',
		barHead: '中位数',
		valueHead: '天',
		bars: [
			{ label: '单位核对', value: 4, tick: 10 },
			{ label: '县级审核', value: 12, bad: true }
		]
	});
	expect(text).toContain('<caption');
	expect(text.match(/<th[^>]*scope="row"/g)).toHaveLength(2);
	expect(text).toContain('◇');
	expect(tag(text, 'rect', 'lake')).toContain('width="33.3"');
});

test('parts of a whole never leave the bar', () => {
	const text = markup(StackBar, {
		label: '公需 30，专业 90',
		whole: 90,
		parts: [
			{ label: '公需 30', value: 30 },
			{ label: '专业 90', value: 90 }
		]
	});
	const ends = [...text.matchAll(/x="([\d.]+)" width="([\d.]+)"/g)].map(
		([, x, width]) => Number(x) + Number(width)
	);
	expect(Math.max(...ends)).toBeLessThanOrEqual(100.01);
});

test('the board counts what the counties review, and its legend adds up', () => {
	const cells = (states: readonly (typeof coverageStates)[number][]) =>
		states.map((state) => ({ state }));
	const text = markup(CoverageBoard, {
		caption: '覆盖',
		groups: [
			{
				label: '全覆盖',
				columns: [
					{ id: 'a', label: '新闻' },
					{ id: 'b', label: '水利' }
				]
			}
		],
		counties: [
			{ id: '1', label: '江孜县', cells: cells(['active', 'expiring']) },
			{ id: '2', label: '岗巴县', cells: cells(['none', 'entrusted']) }
		]
	});
	const legend = /<ul[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '';
	const counts = [...legend.matchAll(/<b[^>]*>(\d+)<\/b>/g)].map(([, n]) => Number(n));
	expect(counts.reduce((sum, n) => sum + n, 0)).toBe(4);
	const foot = /<tfoot[\s\S]*<\/tfoot>/.exec(text)?.[0] ?? '';
	expect([...foot.matchAll(/<b[^>]*>(\d+)<\/b>/g)].map(([, n]) => Number(n))).toEqual([1, 1, 2]);
	expect(text).toContain('江孜县，水利，');
});

test('a QR path draws exactly the dark modules', () => {
	const text = 'https://example.invalid/verify?number=1';
	const { path, size } = qrPath(text);
	const code = encode(text, { ecc: 'M', border: 0 });
	expect(size).toBe(code.size);
	expect(path.match(/M/g)).toHaveLength(code.data.flat().filter(Boolean).length);
});

test('a certificate says number, name, title; samples are marked', () => {
	const props = {
		number: '540200-1',
		name: '德吉央拉',
		before: '，确认具备',
		title: '工程师',
		after: '职称。',
		facts: [],
		issuer: '人社局',
		issued: '2026 年 12 月 31 日'
	};
	const real = markup(Certificate, props);
	expect(real).toContain('540200-1');
	expect(real).not.toContain('样张');
	expect(markup(Certificate, { ...props, sample: true })).toContain('样张');
	expect(markup(Certificate, { ...props, void: '已撤销' })).toContain('已撤销');
});

test('the drawings stay small and silent', () => {
	const size = (text: string) => text.replace(/ class="[^"]*"/g, '').length;
	expect(size(markup(Mark, {}))).toBeLessThan(400);
	expect(size(markup(Ridge, {}))).toBeLessThan(1024);
	expect(tag(markup(Ridge, {}), 'svg')).toContain('aria-hidden="true"');
});

describe('an error page', () => {
	test.each([400, 403, 404, 409, 413, 415, 422, 429, 500, 503])(
		'%i says what to do and whom to call',
		(status) => {
			const text = markup(ErrorPage, { status });
			expect(text).toMatch(/<h1[^>]*>[^<]{4,}<\/h1>/);
			expect(text).toContain('可以这样办');
			expect(text).toContain('0892-000 0000');
		}
	);

	test('a defect gives the number to quote, a refusal its reason and rule', () => {
		expect(markup(ErrorPage, { status: 500, id: 'a1b2c3d4' })).toContain('a1b2c3d4');
		const refused = markup(ErrorPage, { status: 422, message: '还在公示', rule: '第十六条' });
		expect(refused).toContain('还在公示');
		expect(refused).toContain('第十六条');
	});

	test("the framework's own words are not shown", () => {
		expect(markup(ErrorPage, { status: 404, message: 'Not Found' })).not.toContain('Not Found');
	});

	test('an unknown status is explained as its class', () => {
		expect(markup(ErrorPage, { status: 418 })).toContain('填的内容看不明白');
		expect(markup(ErrorPage, { status: 504 })).toContain('出了差错');
	});
});

test('children of a block banner are rendered', () => {
	expect(
		markup(Banner, { kind: 'turn', title: '轮到您办', children: html('<p>改 2 处</p>') })
	).toContain('改 2 处');
});
