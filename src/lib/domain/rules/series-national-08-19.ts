import {
	examBelowSenior,
	examThenReview,
	ladder,
	nationalSeries,
	review,
	type TitleSeries
} from './series-entry.ts';

/** The national catalogue, series 08 to 19: titles and codes from 正高 downwards. */
export const series08To19: readonly TitleSeries[] = [
	nationalSeries('08', 'S', 'publishing', '出版专业人员', 'Publishing', 'S', examBelowSenior, [
		ladder('main', '编辑', 'Editors', 'S', '编审 副编审 编辑 助理编辑')
	]),
	nationalSeries('09', 'U', 'library', '图书资料专业人员', 'Library & information', 'S', review, [
		ladder('main', '图书资料', 'Librarians', 'S', '研究馆员 副研究馆员 馆员 助理馆员 管理员')
	]),
	nationalSeries(
		'10',
		'U',
		'cultural-heritage',
		'文物博物专业人员',
		'Cultural heritage & museums',
		'S',
		review,
		[ladder('main', '文博', 'Museum professionals', 'S', '研究馆员 副研究馆员 馆员 助理馆员')]
	),
	nationalSeries('11', 'U', 'archives', '档案专业人员', 'Archives', 'S', review, [
		ladder('main', '档案', 'Archivists', 'S', '研究馆员 副研究馆员 馆员 助理馆员 管理员')
	]),
	nationalSeries('12', 'U', 'arts-crafts', '工艺美术专业人员', 'Arts & crafts', 'S', review, [
		ladder(
			'main',
			'工艺美术',
			'Arts & crafts designers',
			'S',
			'正高级工艺美术师 高级工艺美术师 工艺美术师 助理工艺美术师 工艺美术员'
		)
	]),
	nationalSeries(
		'13',
		'U',
		'technical-school-teacher',
		'技工院校教师',
		'Technical-school teachers',
		'S',
		review,
		[
			ladder('lecturer', '文化、技术理论课', 'Lecturers', 'S', '正高级讲师 高级讲师 讲师 助理讲师'),
			ladder(
				'practice-instructor',
				'生产实习课指导',
				'Practice instructors',
				'K',
				'正高级实习指导教师 高级实习指导教师 一级实习指导教师 二级实习指导教师 三级实习指导教师'
			)
		]
	),
	nationalSeries('14', 'U', 'sports', '体育专业人员', 'Sports', 'K', review, [
		ladder('coach', '教练员', 'Coaches', 'S', '国家级教练 高级教练 中级教练 初级教练'),
		ladder(
			'athletic-trainer',
			'运动防护师',
			'Athletic trainers',
			'K',
			'正高级运动防护师 高级运动防护师 中级运动防护师 初级运动防护师'
		)
	]),
	nationalSeries('15', 'U', 'translation', '翻译专业人员', 'Translation', 'K', examThenReview, [
		ladder('main', '翻译', 'Translators', 'K', '译审 一级翻译 二级翻译 三级翻译')
	]),
	nationalSeries(
		'16',
		'U',
		'broadcasting',
		'播音主持专业人员',
		'Broadcasting & hosting',
		'K',
		review,
		[
			ladder(
				'main',
				'播音主持',
				'Announcers & hosts',
				'K',
				'播音指导 主任播音员主持人 一级播音员主持人 二级播音员主持人'
			)
		]
	),
	nationalSeries('17', 'U', 'accounting', '会计人员', 'Accounting', 'K', examThenReview, [
		ladder('main', '会计', 'Accountants', 'K', '正高级会计师 高级会计师 会计师 助理会计师')
	]),
	nationalSeries('18', 'U', 'statistics', '统计专业人员', 'Statistics', 'K', examThenReview, [
		ladder('main', '统计', 'Statisticians', 'K', '正高级统计师 高级统计师 统计师 助理统计师')
	]),
	nationalSeries('19', 'U', 'economics', '经济专业人员', 'Economics', 'K', examThenReview, [
		ladder('economist', '经济', 'Economists', 'K', '正高级经济师 高级经济师 经济师 助理经济师'),
		ladder(
			'human-resources',
			'人力资源管理',
			'HR managers',
			'K',
			'正高级人力资源管理师 高级人力资源管理师 人力资源管理师 助理人力资源管理师'
		),
		ladder(
			'intellectual-property',
			'知识产权',
			'IP specialists',
			'K',
			'正高级知识产权师 高级知识产权师 知识产权师 助理知识产权师'
		)
	])
];
