/**
 * Invented words for the pages that show the components in every state. They are samples of data, not
 * texts of the product: those are in the message files.
 */
import type { CoverageState } from '#lib/ui/coverage.ts';
import type { StateKind } from '#lib/ui/icons.ts';
import type { ShellData } from '#lib/ui/shell/shell.ts';

export const colours = [
	{ token: 'ink', name: '墨', hex: '#16242C', contrast: '15.9' },
	{ token: 'ink-2', name: '墨二', hex: '#3B4B54', contrast: '9.1' },
	{ token: 'ink-3', name: '墨三', hex: '#55656E', contrast: '6.0' },
	{ token: 'lake', name: '湖蓝', hex: '#0B4F71', contrast: '8.9' },
	{ token: 'danger', name: '茜红', hex: '#962A20', contrast: '7.9' },
	{ token: 'madder', name: '檐红', hex: '#5B1F1B', contrast: '12.7' },
	{ token: 'juniper', name: '柏绿', hex: '#1D5A43', contrast: '8.1' },
	{ token: 'saffron-text', name: '藏红花字', hex: '#6E4600', contrast: '8.3' },
	{ token: 'saffron', name: '藏红花', hex: '#E0A21B', contrast: '只作记号' },
	{ token: 'wall', name: '白墙', hex: '#F7F5F0', contrast: '底' }
] as const;

export const states: readonly {
	readonly kind: StateKind;
	readonly text: string;
	readonly looks: string;
}[] = [
	{ kind: 'turn', text: '轮到您办', looks: '菱形，藏红花黄' },
	{ kind: 'running', text: '进行中', looks: '半圆，湖蓝' },
	{ kind: 'waiting', text: '等县人社局审核', looks: '钟面，灰' },
	{ kind: 'done', text: '通过', looks: '对勾，柏绿' },
	{ kind: 'problem', text: '有 1 处问题', looks: '三角，茜红' },
	{ kind: 'refused', text: '未通过', looks: '叉，灰，不用红' },
	{ kind: 'fresh', text: '未开始', looks: '空圆，灰' },
	{ kind: 'locked', text: '暂不能开始', looks: '锁，灰' },
	{ kind: 'void', text: '已冲销', looks: '短横，灰' }
];

export const tasks = [
	{ label: '基本信息', href: '#', state: 'done', stateText: '已完成' },
	{
		label: '学历学位',
		href: '#',
		hint: '大学本科，农业水利工程，2019 年',
		state: 'done',
		stateText: '已完成'
	},
	{
		label: '业绩成果',
		href: '#',
		hint: '还可以加，最多 8 项',
		state: 'running',
		stateText: '填了 2 项'
	},
	{
		label: '附件材料',
		href: '#',
		hint: '“竣工验收鉴定书”第 3 页拍糊了，请重拍',
		state: 'problem',
		stateText: '有 1 处问题'
	},
	{
		label: '核对全部内容并承诺',
		hint: '前两部分完成后打开',
		state: 'locked',
		stateText: '暂不能开始'
	}
] as const;

export const matters = [
	{
		label: '学时申报：灌区量测水技术培训',
		href: '#1',
		hint: '11 月 19 日提交，24 学时，专业科目',
		state: 'waiting',
		stateText: '等县人社局审核',
		note: '一般 5 个工作日内'
	},
	{
		label: '单位调动：更正工作单位',
		href: '#2',
		hint: '没写完，11 月 21 日 20:14 已存',
		state: 'fresh',
		stateText: '草稿',
		act: { href: '#2', label: '接着写' }
	},
	{
		label: '助理工程师（水利）初级评审',
		href: '#3',
		hint: '2022 年 7 月取得，南木林县初级评委会',
		state: 'done',
		stateText: '通过，已发证',
		act: { href: '#3', label: '看证书' }
	}
] as const;

export const rules = [
	{ state: 'done', stateText: '符合', title: '学历', lines: ['本科，符合“本科满 4 年”一档'] },
	{
		state: 'done',
		stateText: '符合',
		title: '任职年限',
		lines: ['任助理工程师 4 年 5 个月', '算到 2026 年 12 月 31 日']
	},
	{
		state: 'turn',
		stateText: '还差',
		title: '继续教育',
		lines: ['2025 年 78 / 90 学时，还差 12。在审的 24 学时通过后就够。']
	},
	{ state: 'fresh', stateText: '由评委会办公室判断', title: '业绩', lines: ['规则还没有录入'] }
] as const;

export const stops = [
	{ title: '您', text: '填写、提交', state: 'past' },
	{ title: '艾玛乡水管站', text: '核对原件，公示 5 个工作日', state: 'here' },
	{ title: '南木林县水利局', text: '审核' },
	{ title: '南木林县人社局', text: '审核' },
	{ title: '市水利中级评委会', text: '评审' }
] as const;

export const timeline = [
	{
		kind: 'now',
		title: '评委会办公室审核',
		lines: ['次仁旺久 11 月 26 日 10:22 打开', '期限 11 月 30 日']
	},
	{ kind: 'done', title: '江孜县人社局审核通过', lines: ['11 月 24 日 16:05'] },
	{ kind: 'done', title: '江孜县水利局审核通过', lines: ['11 月 20 日 11:40'] },
	{ kind: 'returned', title: '单位退回 1 处，本人已改', lines: ['11 月 4 日，“考核表缺章”'] },
	{ kind: 'done', title: '提交申报', lines: ['11 月 2 日 21:17，手机'] }
] as const;

export const noticeDays = [
	{ day: '2026-12-23', kind: 'past' },
	{ day: '2026-12-24', kind: 'past' },
	{ day: '2026-12-25', kind: 'today' },
	{ day: '2026-12-26', kind: 'rest' },
	{ day: '2026-12-27', kind: 'rest' },
	{ day: '2026-12-28', kind: 'ahead' },
	{ day: '2026-12-29', kind: 'ahead' }
] as const;

export const officeShell: ShellData = {
	name: '次仁旺久',
	hats: [
		{ id: 'committee', label: '市水利中级评委会办公室', current: true },
		{ id: 'city', label: '市人社局 · 市级经办', current: false }
	],
	unread: 5,
	mode: 'standard',
	lang: 'zh-CN',
	home: '/about/components/office',
	search: { action: '/about/components/office' },
	nav: [
		{
			label: '办理',
			items: [
				{ href: '/about/components', label: '工作台' },
				{ href: '/about/components/office', label: '待我办', count: 37, urgent: true },
				{ href: '/about/components/all', label: '全部申报', count: 1197 }
			]
		},
		{
			label: '评审',
			items: [
				{ href: '/about/components/rounds', label: '批次' },
				{ href: '/about/components/committees', label: '评委会与专家库' },
				{ href: '/about/components/coverage', label: '覆盖一览' },
				{ href: '/about/components/draw', label: '专家抽取' },
				{ href: '/about/components/meetings', label: '评审会议' },
				{ href: '/about/components/notices', label: '公示与异议', count: 2 }
			]
		},
		{
			label: '学习与培养',
			items: [
				{ href: '/about/components/hours', label: '课程与学时', count: 64 },
				{ href: '/about/components/places', label: '名额遴选' }
			]
		},
		{
			items: [
				{ href: '/about/components/statistics', label: '统计' },
				{ href: '/about/components/exports', label: '导出记录' }
			]
		}
	]
};

export type CaseRow = {
	readonly number: string;
	readonly name: string;
	readonly tail: string;
	readonly employer: string;
	readonly way: string;
	readonly late: boolean;
	readonly state: string;
	readonly due: string;
};

const row = (
	number: string,
	name: string,
	tail: string,
	employer: string,
	way: string,
	due: string,
	late = false
): CaseRow => ({
	number: `2026-000${number}`,
	name,
	tail,
	employer,
	way,
	late,
	state: late ? '超时 2 天' : '待审核',
	due
});

export const cases: readonly CaseRow[] = [
	row('276', '张海宁', '4410', '白朗县水利局', '转系列', '11 月 25 日', true),
	row('312', '白玛拉珍', '5120', '聂拉木县水利局', '正常', '今天'),
	row('305', '洛桑格列', '1172', '南木林县水利局', '正常', '今天'),
	row('297', '王晓琳', '3306', '江孜县灌区管理所', '正常', '还有 1 天'),
	row('291', '边巴曲宗', '0067', '拉孜县曲下镇水管站', '破格', '还有 1 天'),
	row('288', '李文博', '2519', '江孜县灌区管理所', '正常', '还有 2 天'),
	row('274', '旦增益西', '0813', '萨迦县吉定镇水管站', '正常', '还有 3 天'),
	row('269', '米玛卓嘎', '0925', '谢通门县水利局', '正常', '还有 3 天'),
	row('262', '普布扎顿', '3318', '定日县岗嘎镇水管站', '正常', '还有 4 天'),
	row('255', '索朗央吉', '1760', '康马县水利局', '正常', '还有 4 天'),
	row('249', '陈志坤', '6021', '桑珠孜区水利局', '正常', '还有 5 天'),
	row('241', '其美旺扎', '0539', '亚东县水利局', '正常', '还有 5 天')
];

const letters: Readonly<Record<string, CoverageState>> = {
	a: 'active',
	x: 'expiring',
	f: 'filed',
	p: 'preparing',
	e: 'entrusted',
	c: 'city',
	s: 'suspended',
	o: 'expired',
	n: 'none'
};

export const coverage = {
	groups: [
		{
			label: '全覆盖目标',
			columns: [
				{ id: 'culture', label: '群众文化' },
				{ id: 'news', label: '新闻' }
			]
		},
		{
			label: '工程系列各专业',
			columns: ['水利', '林业', '交通', '建设', '国土', '环境', '广电', '网信'].map((label) => ({
				id: label,
				label
			}))
		}
	],
	counties: [
		['桑珠孜区', 'xaaafaapap'],
		['南木林县', 'aaaeaaaeea'],
		['江孜县', 'aaxfeeaapa'],
		['定日县', 'aaaaapaepe'],
		['萨迦县', 'aapeaaffee'],
		['拉孜县', 'aaaaaxeaea'],
		['昂仁县', 'aafeaanpfe'],
		['谢通门县', 'aaaeeaaafe'],
		['白朗县', 'aaoaaaeape'],
		['仁布县', 'aapeaeaepp'],
		['康马县', 'aafnpnpene'],
		['定结县', 'aaafppnppa'],
		['仲巴县', 'aaaepeecfe'],
		['亚东县', 'appnaanaac'],
		['吉隆县', 'aaefpfneea'],
		['聂拉木县', 'aaafpepnpp'],
		['萨嘎县', 'aapeapenep'],
		['岗巴县', 'afnpeesape']
	].map(([label = '', cells = '']) => ({
		id: label,
		label,
		cells: Array.from(cells, (letter, i) => ({
			state: letters[letter] ?? 'none',
			href: `?cell=${label}-${i}`,
			open: label === '江孜县' && i === 2
		}))
	}))
} as const;
