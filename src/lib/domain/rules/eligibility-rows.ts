import { cite, type Citation, type Confidence } from './citation.ts';
import type { EducationLevel, SkillLevel } from './education.ts';
import type { Level } from './levels.ts';

export const applicationRoutes = ['normal', 'exceptional', 'bridge'] as const;
export type ApplicationRoute = (typeof applicationRoutes)[number];

/** One row of the table of conditions: everything it names must hold. */
export type EligibilityRow = {
	readonly id: string;
	readonly series: string;
	readonly to: Level;
	/** `normal` rows serve every route; the others only the route of their name. */
	readonly route: ApplicationRoute;
	/** The lowest education that suffices; null = not asked. */
	readonly education: EducationLevel | null;
	/** One year of probation in a post of the series, passed. */
	readonly probation: boolean;
	/** The title that must be held, exactly this level of the same series. */
	readonly prior: Level | null;
	/** The skill level that must be held, exactly. */
	readonly skill: SkillLevel | null;
	/** Recommendations by holders of this level in the series. */
	readonly recommenders: { readonly level: Level; readonly count: number } | null;
	/** Full years since the title or skill level; the same number of calendar years of appraisals and hours. */
	readonly years: number;
	readonly citation: Citation;
};

type Conditions = Partial<
	Pick<EligibilityRow, 'education' | 'probation' | 'prior' | 'skill' | 'recommenders' | 'years'>
>;

const row = (
	id: string,
	route: ApplicationRoute,
	to: Level,
	confidence: Confidence,
	conditions: Conditions
): EligibilityRow => ({
	id,
	series: 'engineering',
	to,
	route,
	education: null,
	probation: false,
	prior: null,
	skill: null,
	recommenders: null,
	years: 0,
	...conditions,
	citation: cite(`ENG-${id}`, 'ENG_16', confidence, { clause: '附件' })
});

/** Engineering, national basic standard, in the order in which the rows are tried. */
export const eligibilityRows: readonly EligibilityRow[] = [
	row('E1', 'normal', 'junior_entry', 'K', { education: 'bachelor' }),
	row('E2', 'normal', 'junior_entry', 'K', { education: 'secondary', probation: true }),
	row('A1', 'normal', 'junior_assistant', 'S', { education: 'master' }),
	row('A2', 'normal', 'junior_assistant', 'S', { education: 'bachelor', probation: true }),
	row('A3', 'normal', 'junior_assistant', 'S', {
		education: 'junior_college',
		prior: 'junior_entry',
		years: 2
	}),
	row('A4', 'normal', 'junior_assistant', 'S', {
		education: 'secondary',
		prior: 'junior_entry',
		years: 4
	}),
	row('M1', 'normal', 'intermediate', 'K', { education: 'doctor' }),
	row('M2', 'normal', 'intermediate', 'K', {
		education: 'master',
		prior: 'junior_assistant',
		years: 2
	}),
	row('M3', 'normal', 'intermediate', 'K', {
		education: 'bachelor',
		prior: 'junior_assistant',
		years: 4
	}),
	row('M4', 'normal', 'intermediate', 'K', {
		education: 'junior_college',
		prior: 'junior_assistant',
		years: 4
	}),
	row('S1', 'normal', 'associate_senior', 'S', {
		education: 'doctor',
		prior: 'intermediate',
		years: 2
	}),
	row('S2', 'normal', 'associate_senior', 'S', {
		education: 'bachelor',
		prior: 'intermediate',
		years: 5
	}),
	row('S9', 'exceptional', 'associate_senior', 'S', {
		prior: 'intermediate',
		recommenders: { level: 'full_senior', count: 2 }
	}),
	row('F1', 'normal', 'full_senior', 'K', {
		education: 'bachelor',
		prior: 'associate_senior',
		years: 5
	}),
	row('B1', 'bridge', 'junior_assistant', 'K', { skill: 'senior_worker', years: 2 }),
	row('B2', 'bridge', 'intermediate', 'K', { skill: 'technician', years: 3 }),
	row('B3', 'bridge', 'associate_senior', 'K', { skill: 'senior_technician', years: 4 })
];
