/**
 * The sections of an application form, as data. The page, the form schema, the pre-submission check, the
 * check-your-answers page and the printed form all read this list (form fields: handbook 10.2).
 * Labels are messages `section_<id>` and `field_<section>_<field>`; options `option_<options>_<value>`.
 */
import type { ApplicationTrack } from './application.ts';

export type FieldType =
	'text' | 'long' | 'day' | 'month' | 'year' | 'hours' | 'number' | 'choice' | 'yes';

export type SectionField = {
	readonly name: string;
	readonly type: FieldType;
	readonly required: boolean;
	/** Longest text in characters, or largest number. */
	readonly max: number;
	/** Name of the option list for `choice`. */
	readonly options: string | null;
};

export const sectionIds = [
	'basics',
	'education',
	'experience',
	'titles',
	'achievements',
	'works',
	'recommenders',
	'appraisals',
	'hours',
	'materials',
	'pledge'
] as const;
export type SectionId = (typeof sectionIds)[number];

export type Section = {
	readonly id: SectionId;
	readonly part: 'who' | 'done' | 'hand_in';
	/** One page per entry, or a single page. */
	readonly repeated: boolean;
	/** Fewest entries for the section to be complete; 0: may stay empty after "nothing to add". */
	readonly least: number;
	readonly most: number;
	/** Kept in the person's lifelong record and prefilled next time. */
	readonly inRecord: boolean;
	readonly fields: readonly SectionField[];
};

const text = (name: string, max = 80, required = true): SectionField => ({
	name,
	type: 'text',
	required,
	max,
	options: null
});
const long = (name: string, max = 600, required = true): SectionField => ({
	name,
	type: 'long',
	required,
	max,
	options: null
});
const day = (name: string, required = true): SectionField => ({
	name,
	type: 'day',
	required,
	max: 10,
	options: null
});
const month = (name: string, required = true): SectionField => ({
	name,
	type: 'month',
	required,
	max: 7,
	options: null
});
const choice = (name: string, options: string, required = true): SectionField => ({
	name,
	type: 'choice',
	required,
	max: 40,
	options
});
const year = (name: string): SectionField => ({
	name,
	type: 'year',
	required: true,
	max: 4,
	options: null
});
const hours = (name: string): SectionField => ({
	name,
	type: 'hours',
	required: true,
	max: 2000,
	options: null
});

export const sections: readonly Section[] = [
	{
		id: 'basics',
		part: 'who',
		repeated: false,
		least: 1,
		most: 1,
		inRecord: true,
		fields: [
			choice('relation', 'relation'),
			text('post', 40),
			month('workSince'),
			text('field', 40),
			day('probationPassedOn', false),
			text('duties', 120, false)
		]
	},
	{
		id: 'education',
		part: 'who',
		repeated: true,
		least: 1,
		most: 8,
		inRecord: true,
		fields: [
			choice('level', 'education'),
			choice('degree', 'degree', false),
			choice('mode', 'study_mode'),
			text('school'),
			text('major', 60),
			day('graduatedOn'),
			text('certificateNumber', 40, false)
		]
	},
	{
		id: 'experience',
		part: 'who',
		repeated: true,
		least: 1,
		most: 20,
		inRecord: true,
		fields: [
			month('from'),
			month('to', false),
			text('organisation'),
			text('post', 40),
			long('duties', 300, false)
		]
	},
	{
		id: 'titles',
		part: 'who',
		repeated: true,
		least: 0,
		most: 10,
		inRecord: true,
		fields: [
			choice('kind', 'title_kind'),
			choice('series', 'series', false),
			choice('level', 'title_level'),
			text('printedName', 40),
			day('obtainedOn'),
			day('appointedOn', false),
			text('issuer', 80, false),
			text('certificateNumber', 40, false)
		]
	},
	{
		id: 'achievements',
		part: 'done',
		repeated: true,
		least: 1,
		most: 8,
		inRecord: true,
		fields: [
			month('from'),
			month('to', false),
			text('name', 100),
			choice('role', 'work_role'),
			long('result', 800)
		]
	},
	{
		id: 'works',
		part: 'done',
		repeated: true,
		least: 0,
		most: 10,
		inRecord: true,
		fields: [
			choice('kind', 'work_kind'),
			text('title', 120),
			month('publishedOn'),
			text('venue', 80, false),
			{ name: 'rank', type: 'number', required: true, max: 30, options: null },
			long('summary', 300, false)
		]
	},
	{
		id: 'recommenders',
		part: 'done',
		repeated: true,
		least: 2,
		most: 4,
		inRecord: false,
		fields: [
			text('name', 40),
			choice('series', 'series'),
			choice('level', 'recommender_level'),
			text('organisation'),
			long('reason', 400)
		]
	},
	{
		id: 'appraisals',
		part: 'who',
		repeated: true,
		least: 0,
		most: 20,
		inRecord: true,
		fields: [year('year'), choice('grade', 'appraisal')]
	},
	{
		id: 'hours',
		part: 'done',
		repeated: true,
		least: 0,
		most: 20,
		inRecord: true,
		fields: [year('year'), hours('general'), hours('professional'), hours('total')]
	},
	{
		id: 'materials',
		part: 'done',
		repeated: false,
		least: 0,
		most: 0,
		inRecord: false,
		fields: []
	},
	{
		id: 'pledge',
		part: 'hand_in',
		repeated: false,
		least: 1,
		most: 1,
		inRecord: false,
		fields: [{ name: 'agreed', type: 'yes', required: true, max: 1, options: null }]
	}
];

/** The sections of an application: recommendations are asked of exceptional ones only (破格推荐表, 10.1). */
export const sectionsFor = (track: ApplicationTrack): readonly Section[] =>
	sections.filter(({ id }) => id !== 'recommenders' || track === 'exceptional');

export const sectionOf = (id: string): Section | undefined =>
	sections.find((section) => section.id === id);

/** Option lists that are not catalogue data. */
export const optionLists: Readonly<Record<string, readonly string[]>> = {
	relation: ['staff', 'contract', 'agency', 'dispatch'],
	education: ['secondary', 'junior_college', 'bachelor', 'master', 'doctor'],
	degree: ['none', 'bachelor', 'second_bachelor', 'master', 'doctor'],
	study_mode: ['full_time', 'part_time', 'self_study'],
	title_kind: ['title', 'skill', 'licence'],
	title_level: [
		'junior_entry',
		'junior_assistant',
		'intermediate',
		'associate_senior',
		'full_senior',
		'senior_worker',
		'technician',
		'senior_technician'
	],
	recommender_level: ['associate_senior', 'full_senior'],
	work_role: ['lead', 'main', 'member'],
	work_kind: ['paper', 'report', 'patent', 'standard', 'book', 'plan', 'other'],
	appraisal: ['excellent', 'competent', 'basically_competent', 'incompetent', 'undetermined']
};
