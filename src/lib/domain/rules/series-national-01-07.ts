import {
	examThenReview,
	ladder,
	nationalSeries,
	review,
	type TitleSeries
} from './series-entry.ts';

/** The national catalogue, series 01 to 07: titles and codes from 正高 downwards. */
export const series01To07: readonly TitleSeries[] = [
	nationalSeries(
		'01',
		'S',
		'higher-education-teacher',
		'高等学校教师',
		'Higher-education teachers',
		'S',
		review,
		[ladder('main', '教师', 'Faculty', 'S', '教授 副教授 讲师 助教', '0101 0102 0103 0104')]
	),
	nationalSeries(
		'02',
		'S',
		'social-science-researcher',
		'哲学社会科学研究人员',
		'Philosophy & social-science researchers',
		'S',
		review,
		[
			ladder(
				'main',
				'研究',
				'Research',
				'S',
				'研究员 副研究员 助理研究员 研究实习员',
				'0201 0202 0203 0204'
			)
		]
	),
	nationalSeries(
		'03',
		'S',
		'natural-science-researcher',
		'自然科学研究人员',
		'Natural-science researchers',
		'S',
		review,
		[
			ladder(
				'main',
				'研究',
				'Research',
				'S',
				'研究员 副研究员 助理研究员 研究实习员',
				'0301 0302 0303 0304'
			)
		]
	),
	nationalSeries('04', 'S', 'health', '卫生技术人员', 'Health professionals', 'S', examThenReview, [
		ladder(
			'physician',
			'医疗',
			'Physicians',
			'S',
			'主任医师 副主任医师 主治（主管）医师 医师 医士',
			'0401 0402 0403 0404 0405'
		),
		ladder(
			'pharmacist',
			'药学',
			'Pharmacists',
			'S',
			'主任药师 副主任药师 主管药师 药师 药士',
			'0411 0412 0413 0414 0415'
		),
		ladder(
			'nurse',
			'护理',
			'Nurses',
			'S',
			'主任护师 副主任护师 主管护师 护师 护士',
			'0421 0422 0423 0424 0425'
		),
		ladder(
			'technologist',
			'技术',
			'Health technologists',
			'S',
			'主任技师 副主任技师 主管技师 技师 技士',
			'0431 0432 0433 0434 0435'
		)
	]),
	nationalSeries('05', 'S', 'engineering', '工程技术人员', 'Engineering', 'S', review, [
		ladder(
			'main',
			'工程',
			'Engineers',
			'S',
			'正高级工程师 高级工程师 工程师 助理工程师 技术员',
			'0501 0502 0503 0504 0505'
		)
	]),
	nationalSeries(
		'06',
		'S',
		'agriculture',
		'农业技术人员',
		'Agricultural technicians',
		'S',
		review,
		[
			ladder(
				'agronomy',
				'农艺',
				'Agronomists',
				'S',
				'正高级农艺师 高级农艺师 农艺师 助理农艺师 农业技术员',
				'0601 0602 0603 0604 0605'
			),
			ladder(
				'livestock',
				'畜牧',
				'Animal husbandry',
				'S',
				'正高级畜牧师 高级畜牧师 畜牧师 助理畜牧师',
				'0606 0607 0608 0609'
			),
			ladder(
				'veterinary',
				'兽医',
				'Veterinary',
				'S',
				'正高级兽医师 高级兽医师 兽医师 助理兽医师',
				'0610 0611 0612 0613'
			),
			ladder('extension', '农技推广', 'Extension researcher', 'S', '农业技术推广研究员', '0614')
		]
	),
	nationalSeries('07', 'S', 'journalism', '新闻专业人员', 'Journalism (news)', 'S', review, [
		ladder(
			'reporter',
			'记者',
			'Reporters',
			'S',
			'高级记者 主任记者 记者 助理记者',
			'0701 0702 0703 0704'
		),
		ladder(
			'editor',
			'编辑',
			'Editors',
			'S',
			'高级编辑 主任编辑 编辑 助理编辑',
			'0705 0706 0707 0708'
		)
	])
];
