import { lastDayOfYear, yearOf, type Day } from '#lib/domain/day.ts';
import { integer } from '#lib/domain/decimal.ts';
import { Refused } from '#lib/domain/refusal.ts';
import {
	educationLevels,
	skillLevels,
	type EducationLevel,
	type SkillLevel
} from '#lib/domain/rules/education.ts';
import { eligibilityRows } from '#lib/domain/rules/eligibility-rows.ts';
import { isLevel, type Level } from '#lib/domain/rules/levels.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import { eligibility, type EligibilityAnswer } from '#lib/domain/titles/eligibility.ts';
import { hoursRuleInForce } from '../cases/precheck-case.ts';
import type { Context } from '../ports.ts';
import { previewRoute, type RoutePreview } from './preview-route.ts';

/** What somebody says about themselves without signing in. Nothing of it is kept. */
export type SaidByAnyone = {
	readonly place: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: Level;
	readonly track: ApplicationTrack;
	readonly education: string;
	readonly graduatedOn: Day;
	/** Level of the present title, or skill level; '' for none. */
	readonly prior: string;
	readonly priorOn: Day;
	readonly probation: boolean;
	/** Every year that counts: competent or better, hours enough. */
	readonly appraisals: boolean;
	readonly hours: boolean;
};

/** Years that the longest row looks back on. */
const mostYears = Math.max(...eligibilityRows.map(({ years }) => years));

/**
 * Whether somebody would meet the conditions, and where their application would go: the check before signing
 * in. Answers for the batch that is open, else for the legal year.
 */
export const precheckForAnyone = async (
	ctx: Context,
	said: SaidByAnyone
): Promise<{
	readonly year: number;
	readonly eligibility: EligibilityAnswer;
	readonly route: RoutePreview;
	readonly batch: { readonly name: string; readonly closesAt: number } | null;
}> => {
	const { read } = ctx.store;
	const [open, all, hoursRule] = await Promise.all([
		read.batches.open(ctx.now()),
		read.batches.all(),
		hoursRuleInForce(ctx)
	]);
	const batch = open[0] ?? all[0];
	if (!batch) throw new Refused({ kind: 'missing', key: 'no_such_batch' });
	const { year } = batch;
	const years = Array.from({ length: mostYears }, (_, index) => year - 1 - index);
	const among = <T extends string>(list: readonly T[], value: string): value is T =>
		(list as readonly string[]).includes(value);
	const answer = eligibility(
		{
			education: among<EducationLevel>(educationLevels, said.education)
				? [{ level: said.education, graduatedOn: said.graduatedOn }]
				: [],
			titles: isLevel(said.prior)
				? [{ series: said.series, level: said.prior, obtainedOn: said.priorOn }]
				: [],
			skills: among<SkillLevel>(skillLevels, said.prior)
				? [{ level: said.prior, obtainedOn: said.priorOn }]
				: [],
			...(said.probation && {
				probationPassedOn: lastDayOfYear(Math.min(year, yearOf(ctx.today())))
			}),
			appraisals: said.appraisals
				? years.map((one) => ({ year: one, grade: 'competent' as const }))
				: [],
			hours: said.hours
				? years.map((one) => ({
						year: one,
						total: integer(hoursRule.total),
						general: integer(hoursRule.general),
						professional: integer(hoursRule.professional)
					}))
				: [],
			recommenders:
				said.track === 'exceptional'
					? [
							{ level: 'full_senior', series: said.series },
							{ level: 'full_senior', series: said.series }
						]
					: [],
			bars: []
		},
		{
			series: said.series,
			...(said.specialty !== null && { specialty: said.specialty }),
			level: said.level,
			cycleYear: year,
			route: said.track
		},
		{ rows: eligibilityRows, hoursRuleOf: () => hoursRule }
	);
	return {
		year,
		eligibility: answer,
		route: await previewRoute(ctx, batch, {
			series: said.series,
			specialty: said.specialty,
			level: said.level,
			place: said.place,
			employerName: '',
			agencyId: null
		}),
		batch: open[0] ? { name: open[0].name, closesAt: open[0].closesAt } : null
	};
};
