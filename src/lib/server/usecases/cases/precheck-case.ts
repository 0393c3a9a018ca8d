import { judge, precheck, type Precheck, type PrecheckInput } from '#lib/domain/titles/precheck.ts';
import type { HoursRule } from '#lib/domain/titles/eligibility.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';

/** What one year of hours must reach by the parameters in force. */
export const hoursRuleInForce = async (ctx: Context): Promise<HoursRule> => {
	const [total, general, professional] = await Promise.all([
		parameterNumber(ctx, 'ce.annualTotal'),
		parameterNumber(ctx, 'ce.generalMin'),
		parameterNumber(ctx, 'ce.professionalMin')
	]);
	return { total, general, professional };
};

/** Everything an applicant wrote and attached, and what the register knows about them. */
export type CaseContent = {
	readonly entries: readonly Row<'applicationEntries'>[];
	readonly attachments: readonly Row<'attachments'>[];
	readonly batch: Row<'batches'>;
	readonly person: Row<'people'>;
	readonly input: PrecheckInput;
};

/** Loads what the pre-submission check, the snapshot and the pages of a case need. */
export const contentOf = async (
	ctx: Context,
	application: Row<'applications'>,
	route: PrecheckInput['route'] = application.route
): Promise<CaseContent> => {
	const { read } = ctx.store;
	const [entries, attachments, batch, person, bars, hoursRule] = await Promise.all([
		read.applications.entries(application.id),
		read.attachments.ofApplication(application.id),
		read.batches.byId(application.batchId),
		read.people.byId(application.personId),
		read.integrityRecords.ofPerson(application.personId),
		hoursRuleInForce(ctx)
	]);
	if (!batch || !person) throw new Error(`case ${application.id} without batch or person`);
	return {
		entries,
		attachments,
		batch,
		person,
		input: {
			target: {
				series: application.series,
				specialty: application.specialty,
				level: application.level as Level,
				track: application.track,
				cycleYear: batch.year
			},
			entries,
			attachments,
			finished: application.finishedSections,
			standing: {
				retiredOn: person.retiredOn,
				bars: bars.map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn }))
			},
			hoursRule,
			route,
			today: ctx.today()
		}
	};
};

/**
 * The pre-submission check of a case as it stands: errors (which keep it from being handed in), warnings,
 * whether the pledge is given and whether a bar stands against the person.
 */
export const precheckCase = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<Precheck> => precheck((await contentOf(ctx, application)).input);

/** The person's facts against the conditions, without the rest of the check. */
export const judgeCase = async (ctx: Context, application: Row<'applications'>) =>
	judge((await contentOf(ctx, application)).input);
