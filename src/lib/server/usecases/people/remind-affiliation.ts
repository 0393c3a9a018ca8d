import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { guard, logged, tell, type Change, type Context } from '../ports.ts';
import { bureauOfficers, officersOf } from './officers.ts';

/**
 * The employer has been silent about somebody who wants to belong to it: from today the county may act in its
 * place, and both are told, once. `settled` stands in the same commit.
 */
export const remindAffiliation = async (
	ctx: Context,
	id: string,
	settled: Change
): Promise<void> => {
	const { read } = ctx.store;
	const request = await read.affiliations.byId(id);
	if (!request) throw new Refused(missing);
	if (request.state !== 'pending' || request.countyFromOn > ctx.today())
		throw new Refused(rule('not_overdue', { until: request.countyFromOn }));
	const [employer, person] = await Promise.all([
		read.organisations.byId(request.employerId),
		read.people.byId(request.personId)
	]);
	if (!employer || !person) throw new Error(`request ${id} without its people`);
	const [clerks, officers] = await Promise.all([
		officersOf(ctx, employer.id),
		bureauOfficers(ctx, employer.place)
	]);
	const facts = { name: person.name, employer: employer.name };
	await ctx.store.commit([
		guard('affiliations', request),
		logged(ctx, {
			action: 'affiliation.overdue',
			objectKind: 'affiliation',
			objectId: request.id,
			subjectId: request.personId,
			detail: { employer: employer.name, countyFromOn: request.countyFromOn }
		}),
		...(clerks.length > 0
			? [tell(ctx, 'affiliation.overdue', clerks, { facts, href: '/employer/registrations' })]
			: []),
		...(officers.length > 0
			? [tell(ctx, 'affiliation.county_may', officers, { facts, href: '/office/registrations' })]
			: []),
		settled
	]);
};
