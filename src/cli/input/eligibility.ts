import { z } from 'zod';
import { appraisalGrades, educationLevels, skillLevels } from '#lib/domain/rules/education.ts';
import { applicationRoutes } from '#lib/domain/rules/eligibility-rows.ts';
import type { EligibilityTarget, PersonFacts } from '#lib/domain/titles/eligibility.ts';
import { day, decimal, id, level, year } from './common.ts';
import { parseJson } from './json.ts';
import { check, duplicates, refuse, type Path } from './problems.ts';

const person = z.strictObject({
	education: z.array(z.strictObject({ level: z.enum(educationLevels), graduatedOn: day })),
	titles: z.array(z.strictObject({ series: id, level, obtainedOn: day })),
	skills: z.array(z.strictObject({ level: z.enum(skillLevels), obtainedOn: day })),
	probationPassedOn: day.optional(),
	appraisals: z.array(z.strictObject({ year, grade: z.enum(appraisalGrades) })),
	hours: z.array(z.strictObject({ year, general: decimal, professional: decimal, total: decimal })),
	recommenders: z.array(z.strictObject({ level, series: id })),
	bars: z.array(z.strictObject({ from: day, to: day })),
	retired: z.boolean().optional()
});

const target = z.strictObject({
	series: id,
	specialty: id.optional(),
	level,
	cycleYear: year,
	route: z.enum(applicationRoutes)
});

const one = z.strictObject({ person, target });
const many = z.strictObject({ cases: z.array(z.strictObject({ id, person, target })) });

export type EligibilityCase = { readonly person: PersonFacts; readonly target: EligibilityTarget };

const repeatedYears = (facts: PersonFacts, path: Path): readonly string[] => [
	...duplicates(facts.appraisals, (row) => row.year, [...path, 'person', 'appraisals'], 'year'),
	...duplicates(facts.hours, (row) => row.year, [...path, 'person', 'hours'], 'year')
];

/** One case, or a list of cases with ids. */
export const readEligibilityInput = (
	text: string
):
	| { readonly one: EligibilityCase }
	| { readonly many: readonly (EligibilityCase & { readonly id: string })[] } => {
	const value = parseJson(text);
	if (typeof value === 'object' && value !== null && 'cases' in value) {
		const { cases } = check(many, value);
		refuse([
			...duplicates(cases, (row) => row.id, ['cases'], 'id'),
			...cases.flatMap((row, index) => repeatedYears(row.person, ['cases', index]))
		]);
		return { many: cases };
	}
	const single = check(one, value);
	refuse(repeatedYears(single.person, []));
	return { one: single };
};
