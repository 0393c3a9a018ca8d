/** What an applicant attaches: the slots per level, series and route. */
import { cite, type Citation } from './citation.ts';
import type { ApplicationRoute } from './eligibility-rows.ts';
import { levelFacts, levels, type Level } from './levels.ts';

export type MaterialNeed = 'required' | 'optional';

export type MaterialSlot = {
	readonly key: string;
	readonly zh: string;
	readonly en: string;
	readonly maxFiles: number;
	/** Levels that must have it; the other levels in `levels` may. */
	readonly requiredFor: readonly Level[];
	readonly levels: readonly Level[];
	/** Only for these series; absent = all. */
	readonly series?: readonly string[];
	/** Only for these routes; absent = all. */
	readonly routes?: readonly ApplicationRoute[];
	readonly citation: Citation;
};

const from = (level: Level): readonly Level[] =>
	levels.filter((other) => levelFacts[other].rank >= levelFacts[level].rank);

type Scope = Partial<Pick<MaterialSlot, 'levels' | 'series' | 'routes' | 'maxFiles'>>;

const slot = (
	key: string,
	zh: string,
	en: string,
	requiredFor: readonly Level[],
	scope: Scope = {}
): MaterialSlot => ({
	key,
	zh,
	en,
	maxFiles: scope.maxFiles ?? 5,
	requiredFor,
	levels: scope.levels ?? levels,
	...(scope.series && { series: scope.series }),
	...(scope.routes && { routes: scope.routes }),
	citation: cite(`material-${key}`, 'LOCAL', 'U')
});

/** In the order in which the page asks for them. */
export const materialSlots: readonly MaterialSlot[] = [
	slot('pledge', '个人诚信承诺书（签名）', 'Integrity pledge, signed', levels, { maxFiles: 2 }),
	slot('id_copy', '居民身份证复印件', 'Copy of the identity card', levels, { maxFiles: 2 }),
	slot('education_certificate', '学历、学位证书', 'Education and degree certificates', levels),
	slot('probation_proof', '见习期满考核证明', 'Proof of probation passed', [], {
		levels: ['junior_entry', 'junior_assistant'],
		maxFiles: 2
	}),
	slot(
		'title_certificate',
		'现职称证书',
		'Certificate of the present title',
		from('intermediate'),
		{
			levels: from('junior_assistant')
		}
	),
	slot('skill_certificate', '职业技能等级证书', 'Vocational skill certificate', levels, {
		routes: ['bridge']
	}),
	slot('appraisal_forms', '年度考核登记表', 'Yearly appraisal forms', from('intermediate'), {
		levels: from('junior_assistant'),
		maxFiles: 10
	}),
	slot(
		'hours_proof',
		'继续教育学时证明',
		'Proof of continuing-education hours',
		from('intermediate'),
		{
			levels: from('junior_assistant'),
			maxFiles: 10
		}
	),
	slot('work_report', '专业技术工作总结（业务自传）', 'Report on professional work', levels, {
		maxFiles: 2
	}),
	slot('works', '业绩成果材料', 'Evidence of works and achievements', from('intermediate'), {
		maxFiles: 20
	}),
	slot('papers', '论文、著作、技术报告', 'Papers, books, technical reports', [], { maxFiles: 10 }),
	slot(
		'employer_review_form',
		'申报材料确认审核表',
		'Employer’s confirmation of the material',
		[],
		{ maxFiles: 2 }
	),
	slot(
		'expert_recommendation',
		'破格申报专家推荐表（2名）',
		'Two experts’ recommendations',
		levels,
		{
			routes: ['exceptional'],
			maxFiles: 4
		}
	),
	slot('press_card', '新闻记者证', 'News reporter’s card', from('intermediate'), {
		levels: from('intermediate'),
		series: ['journalism'],
		maxFiles: 2
	}),
	slot('teacher_licence', '教师资格证', 'Teacher licence', levels, {
		series: ['school-teacher', 'secondary-vocational-teacher', 'higher-education-teacher'],
		maxFiles: 2
	}),
	slot('other', '其他材料', 'Other material', [], { maxFiles: 10 })
];

export type Material = { readonly slot: MaterialSlot; readonly need: MaterialNeed };

/** The slots that an application has, in order, and whether each must hold a file. */
export const materialsFor = (
	series: string,
	level: Level,
	route: ApplicationRoute
): readonly Material[] =>
	materialSlots
		.filter(
			(entry) =>
				entry.levels.includes(level) &&
				(!entry.series || entry.series.includes(series)) &&
				(!entry.routes || entry.routes.includes(route))
		)
		.map((entry) => ({
			slot: entry,
			need: entry.requiredFor.includes(level) ? 'required' : 'optional'
		}));
