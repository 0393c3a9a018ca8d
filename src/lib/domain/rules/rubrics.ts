import { cite, type Citation } from './citation.ts';

export type RubricItemKind = 'veto' | 'objective' | 'expert';

/** What an expert reads beside the box: which points stand for what. */
export type Anchor = {
	readonly from: number;
	readonly to: number;
	readonly zh: string;
	readonly en: string;
};

export type NamedRubricItem = {
	readonly code: string;
	readonly kind: RubricItemKind;
	/** Points; a veto has none. */
	readonly max?: number;
	readonly zh: string;
	readonly en: string;
	readonly anchors: readonly Anchor[];
};

export type NamedRubric = {
	readonly id: string;
	readonly items: readonly NamedRubricItem[];
	/** From this number of valid experts on, one highest and one lowest total are dropped. */
	readonly dropExtremesFrom: number;
	readonly citation: Citation;
};

const anchor = (from: number, to: number, zh: string, en: string): Anchor => ({ from, to, zh, en });

/** Suggested for county junior engineering. Every number is configuration; the vote decides, not the score. */
export const defaultRubric: NamedRubric = {
	id: 'default-junior-engineering',
	items: [
		{
			code: 'V',
			kind: 'veto',
			zh: '品德、职业道德与诚信',
			en: 'Conduct, professional ethics and integrity',
			anchors: []
		},
		{
			code: 'A',
			kind: 'objective',
			max: 15,
			zh: '学历资历',
			en: 'Degree and years',
			anchors: [
				anchor(13, 15, '学历或任职年限明显高于最低要求', 'Well above the minimum degree or years'),
				anchor(9, 12, '达到最低要求', 'Meets the minimum'),
				anchor(0, 8, '按破格或贯通条件申报', 'Exceptional or skills-bridge application')
			]
		},
		{
			code: 'B',
			kind: 'objective',
			max: 5,
			zh: '年度考核',
			en: 'Yearly appraisals',
			anchors: [
				anchor(5, 5, '两次及以上优秀', 'Excellent twice or more'),
				anchor(4, 4, '一次优秀', 'Excellent once'),
				anchor(3, 3, '均为合格', 'Competent throughout')
			]
		},
		{
			code: 'C',
			kind: 'objective',
			max: 5,
			zh: '继续教育（超出最低学时部分）',
			en: 'Continuing education beyond the minimum',
			anchors: []
		},
		{
			code: 'D',
			kind: 'expert',
			max: 25,
			zh: '专业能力',
			en: 'Professional ability',
			anchors: [
				anchor(
					22,
					25,
					'能独立解决本专业较复杂的技术问题',
					'Solves rather complex technical problems alone'
				),
				anchor(17, 21, '能独立完成一般性技术工作', 'Does ordinary technical work alone'),
				anchor(10, 16, '能在指导下完成技术工作', 'Does technical work under guidance'),
				anchor(0, 9, '材料不足以证明专业能力', 'The material does not show the ability')
			]
		},
		{
			code: 'E',
			kind: 'expert',
			max: 30,
			zh: '工作业绩（基层一线实绩）',
			en: 'Achievements in front-line work',
			anchors: [
				anchor(
					26,
					30,
					'主持或作为骨干完成多项工作，成效有据',
					'Led or carried several works, with evidence of effect'
				),
				anchor(
					20,
					25,
					'参与完成多项工作，本人作用清楚',
					'Took part in several works, own part clear'
				),
				anchor(12, 19, '参与工作较少或本人作用不清', 'Few works, or own part unclear'),
				anchor(0, 11, '业绩无据可查', 'No evidence')
			]
		},
		{
			code: 'F',
			kind: 'expert',
			max: 10,
			zh: '成果（报告、方案、论文、专利、工法）',
			en: 'Results: reports, designs, papers, patents, methods',
			anchors: [
				anchor(8, 10, '成果已在实际工作中采用', 'Used in practice'),
				anchor(5, 7, '有本人完成的技术报告或方案', 'Own technical reports or designs'),
				anchor(0, 4, '成果很少或非本人完成', 'Little, or not own work')
			]
		},
		{
			code: 'G',
			kind: 'expert',
			max: 10,
			zh: '答辩',
			en: 'Defence',
			anchors: [
				anchor(8, 10, '回答准确、有条理', 'Accurate and clear'),
				anchor(5, 7, '回答基本准确', 'Mostly accurate'),
				anchor(0, 4, '回答不出或有明显错误', 'No answer or plainly wrong')
			]
		}
	],
	dropExtremesFrom: 5,
	citation: cite('rubric-default', 'LOCAL', 'U')
};
