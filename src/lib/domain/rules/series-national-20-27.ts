import {
	examThenReview,
	ladder,
	nationalSeries,
	review,
	sector,
	type TitleSeries
} from './series-entry.ts';

/** The national catalogue, series 20 to 27: titles and codes from 正高 downwards. */
export const series20To27: readonly TitleSeries[] = [
	nationalSeries('20', 'U', 'laboratory', '实验技术人才', 'Laboratory technology', 'K', review, [
		ladder(
			'main',
			'实验技术',
			'Laboratory technicians',
			'K',
			'正高级实验师 高级实验师 实验师 助理实验师 实验员'
		)
	]),
	nationalSeries(
		'21',
		'U',
		'secondary-vocational-teacher',
		'中等职业学校教师',
		'Secondary-vocational-school teachers',
		'K',
		review,
		[
			ladder('lecturer', '文化课、专业课', 'Lecturers', 'K', '正高级讲师 高级讲师 讲师 助理讲师'),
			ladder(
				'practice-instructor',
				'实习指导',
				'Practice instructors',
				'K',
				'正高级实习指导教师 高级实习指导教师 一级实习指导教师 二级实习指导教师 三级实习指导教师'
			)
		]
	),
	nationalSeries(
		'22',
		'U',
		'school-teacher',
		'中小学教师',
		'Primary & secondary school teachers',
		'K',
		review,
		[
			ladder(
				'main',
				'中小学（含幼儿园、特教）',
				'School teachers',
				'K',
				'正高级教师 高级教师 一级教师 二级教师 三级教师'
			)
		]
	),
	nationalSeries('23', 'U', 'arts', '艺术专业人员', 'Arts', 'S', review, [
		ladder('actor', '演员', 'Performers', 'S', '一级演员 二级演员 三级演员 四级演员'),
		ladder(
			'instrumentalist',
			'演奏员',
			'Instrumentalists',
			'K',
			'一级演奏员 二级演奏员 三级演奏员 四级演奏员'
		),
		ladder('playwright', '编剧', 'Playwrights', 'K', '一级编剧 二级编剧 三级编剧 四级编剧'),
		ladder(
			'director',
			'导演（编导）',
			'Directors / choreographers',
			'K',
			'一级导演（编导） 二级导演（编导） 三级导演（编导） 四级导演（编导）'
		),
		ladder('conductor', '指挥', 'Conductors', 'K', '一级指挥 二级指挥 三级指挥 四级指挥'),
		ladder('composer', '作曲', 'Composers', 'K', '一级作曲 二级作曲 三级作曲 四级作曲'),
		ladder('lyricist', '作词', 'Lyricists', 'K', '一级作词 二级作词 三级作词 四级作词'),
		ladder(
			'photographer',
			'摄影（摄像）师',
			'Photographers / camera',
			'K',
			'一级摄影（摄像）师 二级摄影（摄像）师 三级摄影（摄像）师 四级摄影（摄像）师'
		),
		ladder(
			'stage-designer',
			'舞美设计师',
			'Stage designers',
			'S',
			'一级舞美设计师 二级舞美设计师 三级舞美设计师 四级舞美设计师'
		),
		ladder(
			'creative-designer',
			'艺术创意设计师',
			'Art creative designers',
			'K',
			'一级艺术创意设计师 二级艺术创意设计师 三级艺术创意设计师 四级艺术创意设计师'
		),
		ladder(
			'fine-artist',
			'美术师',
			'Fine artists',
			'S',
			'一级美术师 二级美术师 三级美术师 四级美术师'
		),
		ladder(
			'literary-writer',
			'文学创作',
			'Literary writers',
			'S',
			'一级文学创作 二级文学创作 三级文学创作 四级文学创作'
		),
		ladder(
			'stage-manager',
			'演出监督',
			'Stage managers',
			'K',
			'一级演出监督 二级演出监督 三级演出监督 四级演出监督'
		),
		ladder(
			'stage-technician',
			'舞台技术',
			'Stage technicians',
			'S',
			'一级舞台技术 二级舞台技术 三级舞台技术 四级舞台技术'
		),
		ladder(
			'sound',
			'录音师',
			'Sound recordists',
			'S',
			'一级录音师 二级录音师 三级录音师 四级录音师'
		),
		ladder(
			'film-editor',
			'剪辑师',
			'Film editors',
			'S',
			'一级剪辑师 二级剪辑师 三级剪辑师 四级剪辑师'
		)
	]),
	nationalSeries(
		'24',
		'U',
		'public-legal-services',
		'公共法律服务专业人员',
		'Public legal services',
		'K',
		review,
		[
			ladder('notary', '公证员', 'Notaries', 'K', '一级公证员 二级公证员 三级公证员 四级公证员'),
			ladder(
				'forensic-expert',
				'司法鉴定人',
				'Forensic experts',
				'U',
				'正高级司法鉴定人 副高级司法鉴定人 中级司法鉴定人 初级司法鉴定人'
			),
			ladder('lawyer', '律师', 'Lawyers', 'K', '一级律师 二级律师 三级律师 四级律师')
		]
	),
	nationalSeries('25', 'U', 'ship', '船舶专业技术人员', 'Ship professionals', 'K', sector, [
		ladder(
			'deck',
			'驾驶',
			'Deck officers',
			'U',
			'正高级船长 高级船长 中级驾驶员 助理驾驶员 驾驶员'
		),
		ladder(
			'engine',
			'轮机',
			'Marine engineers',
			'U',
			'正高级轮机长 高级轮机长 中级轮机员 助理轮机员 轮机员'
		),
		ladder(
			'electronics',
			'船舶电子',
			'Electro-technical officers',
			'U',
			'正高级船舶电子员 高级船舶电子员 中级船舶电子员 助理船舶电子员 船舶电子员'
		),
		ladder('pilot', '引航', 'Pilots', 'U', '正高级引航员 高级引航员 中级引航员 助理引航员 引航员')
	]),
	nationalSeries(
		'26',
		'U',
		'civil-aviation',
		'民用航空飞行技术人员',
		'Civil-aviation flight crew',
		'K',
		sector,
		[
			ladder('pilot', '飞行员', 'Pilots', 'U', '正高级飞行员 一级飞行员 二级飞行员 三级飞行员'),
			ladder(
				'navigator',
				'领航员',
				'Navigators',
				'U',
				'正高级领航员 一级领航员 二级领航员 三级领航员'
			),
			ladder(
				'radio-operator',
				'飞行通信员',
				'Flight radio operators',
				'U',
				'正高级飞行通信员 一级飞行通信员 二级飞行通信员 三级飞行通信员'
			),
			ladder(
				'flight-engineer',
				'飞行机械员',
				'Flight engineers',
				'U',
				'正高级飞行机械员 一级飞行机械员 二级飞行机械员 三级飞行机械员'
			)
		]
	),
	nationalSeries('27', 'U', 'auditing', '审计专业人员', 'Auditing', 'K', examThenReview, [
		ladder('main', '审计', 'Auditors', 'K', '正高级审计师 高级审计师 审计师 助理审计师')
	])
];
