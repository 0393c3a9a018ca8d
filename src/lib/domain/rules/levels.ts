/** The five title levels and the three tiers that committees are formed for (ORDER_40 art. 5). */
export const tiers = ['junior', 'intermediate', 'senior'] as const;
export type Tier = (typeof tiers)[number];

export const levels = [
	'junior_entry',
	'junior_assistant',
	'intermediate',
	'associate_senior',
	'full_senior'
] as const;
export type Level = (typeof levels)[number];

type LevelFacts = {
	readonly zh: string;
	readonly en: string;
	readonly tier: Tier;
	/** 1 is the lowest. Explicit: never derived from a digit of a title code. */
	readonly rank: number;
};

export const levelFacts: Readonly<Record<Level, LevelFacts>> = {
	junior_entry: { zh: '员级', en: 'Entry', tier: 'junior', rank: 1 },
	junior_assistant: { zh: '助理级', en: 'Assistant', tier: 'junior', rank: 2 },
	intermediate: { zh: '中级', en: 'Intermediate', tier: 'intermediate', rank: 3 },
	associate_senior: { zh: '副高级', en: 'Associate senior', tier: 'senior', rank: 4 },
	full_senior: { zh: '正高级', en: 'Full senior', tier: 'senior', rank: 5 }
};

export const tierNames: Readonly<Record<Tier, { readonly zh: string; readonly en: string }>> = {
	junior: { zh: '初级', en: 'Junior' },
	intermediate: { zh: '中级', en: 'Intermediate' },
	senior: { zh: '高级', en: 'Senior' }
};

export const tierOf = (level: Level): Tier => levelFacts[level].tier;

/** The tier of a text that is a level, or undefined. */
export const isLevel = (text: string): text is Level => Object.hasOwn(levelFacts, text);
