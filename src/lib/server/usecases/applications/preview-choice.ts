import { Refused } from '#lib/domain/refusal.ts';
import type { EligibilityAnswer } from '#lib/domain/titles/eligibility.ts';
import { judge } from '#lib/domain/titles/precheck.ts';
import { hoursRuleInForce } from '../cases/precheck-case.ts';
import type { Context } from '../ports.ts';
import { previewRoute, type RoutePreview } from './preview-route.ts';
import { prefill } from './record-lines.ts';
import {
	checkChoice,
	personWithEmployer,
	refuseUnlessMayApply,
	type ApplicationChoice
} from './start-application.ts';

/**
 * What would become of an application that is not begun yet: the conditions by what the person's record
 * holds, and the route from their employer's place. Refused like the start itself.
 */
export const previewChoice = async (
	ctx: Context,
	input: ApplicationChoice & { readonly personId?: string }
): Promise<{
	readonly personName: string;
	readonly titleName: string;
	readonly year: number;
	readonly eligibility: EligibilityAnswer;
	readonly route: RoutePreview;
}> => {
	const { read } = ctx.store;
	const { person, employer } = await personWithEmployer(ctx, input.personId);
	const batch = await read.batches.byId(input.batchId);
	if (!batch) throw new Refused({ kind: 'missing', key: 'no_such_batch' });
	const choice = checkChoice(input);
	await refuseUnlessMayApply(ctx, person, batch);
	const [record, titles, bars, hoursRule] = await Promise.all([
		read.recordEntries.ofPerson(person.id),
		read.heldTitles.ofPerson(person.id),
		read.integrityRecords.ofPerson(person.id),
		hoursRuleInForce(ctx)
	]);
	const route = await previewRoute(ctx, batch, {
		series: choice.series,
		specialty: choice.specialty,
		level: choice.level,
		place: employer.place,
		employerName: employer.name,
		agencyId: employer.agencyId
	});
	return {
		personName: person.name,
		titleName: choice.titleName,
		year: batch.year,
		route,
		eligibility: judge({
			target: {
				series: choice.series,
				specialty: choice.specialty,
				level: choice.level,
				track: choice.track,
				cycleYear: batch.year
			},
			entries: prefill(record, titles).map((entry, index) => ({
				id: String(index),
				section: entry.section,
				data: entry.data
			})),
			attachments: [],
			finished: [],
			standing: {
				retiredOn: person.retiredOn,
				bars: bars.map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn }))
			},
			hoursRule,
			route: route.route,
			today: ctx.today()
		})
	};
};
