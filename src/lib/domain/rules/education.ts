import { cite, type Citation } from './citation.ts';

/** Levels of education, the lowest first: 中专/中职/高中, 大专, 本科, 硕士, 博士. */
export const educationLevels = [
	'secondary',
	'junior_college',
	'bachelor',
	'master',
	'doctor'
] as const;
export type EducationLevel = (typeof educationLevels)[number];

export const educationNames: Readonly<
	Record<EducationLevel, { readonly zh: string; readonly en: string }>
> = {
	secondary: { zh: '中专（中职、高中）', en: 'Secondary vocational or upper secondary' },
	junior_college: { zh: '大专', en: 'Junior college' },
	bachelor: { zh: '本科', en: 'Bachelor' },
	master: { zh: '硕士', en: 'Master' },
	doctor: { zh: '博士', en: 'Doctor' }
};

export const educationRank = (level: EducationLevel): number => educationLevels.indexOf(level);

/** Vocational skill levels: 高级工, 技师, 高级技师. */
export const skillLevels = ['senior_worker', 'technician', 'senior_technician'] as const;
export type SkillLevel = (typeof skillLevels)[number];

export const skillNames: Readonly<
	Record<SkillLevel, { readonly zh: string; readonly en: string }>
> = {
	senior_worker: { zh: '高级工', en: 'Senior worker' },
	technician: { zh: '技师', en: 'Technician' },
	senior_technician: { zh: '高级技师', en: 'Senior technician' }
};

/**
 * Classes of technical schools count as the schooling named (row T of the engineering standard).
 * @public
 */
export const technicalSchoolEquivalence: readonly {
	readonly zh: string;
	readonly countsAs: EducationLevel;
	readonly citation: Citation;
}[] = [
	{ zh: '技工院校中级工班', countsAs: 'secondary', citation: cite('ENG-T', 'ENG_16', 'K') },
	{ zh: '技工院校高级工班', countsAs: 'junior_college', citation: cite('ENG-T', 'ENG_16', 'K') },
	{ zh: '技工院校预备技师（技师）班', countsAs: 'bachelor', citation: cite('ENG-T', 'ENG_16', 'K') }
];

/** Grades of the yearly appraisal (年度考核). */
export const appraisalGrades = [
	'excellent',
	'competent',
	'basically_competent',
	'incompetent',
	'undetermined'
] as const;
export type AppraisalGrade = (typeof appraisalGrades)[number];
