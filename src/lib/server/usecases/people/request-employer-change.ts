import type { Day } from '#lib/domain/day.ts';
import { refusesRequest } from '#lib/domain/people/affiliation.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, tell, type Context } from '../ports.ts';
import { countyFromDay } from './county-day.ts';
import { officersOf } from './officers.ts';

/**
 * A person asks to belong to another employer, also while a case is under way: the case stays with the
 * employer that checked it. A person without one (refused, or registered by an officer) asks the same way.
 * @returns from which day the county may decide when the new employer has not
 */
export const requestEmployerChange = async (
	ctx: Context,
	employerId: string
): Promise<{ readonly countyFromOn: Day; readonly employerName: string }> => {
	const { actor } = ctx;
	const person = actor && (await ctx.store.read.people.byId(actor.personId));
	if (!person) throw new Refused(missing);
	const [employer, requests] = await Promise.all([
		ctx.store.read.organisations.byId(employerId),
		ctx.store.read.affiliations.ofPerson(person.id)
	]);
	const refusal = refusesRequest(
		person.employerId,
		requests.filter(({ state }) => state === 'pending'),
		employer
	);
	if (refusal || !employer) throw new Refused(refusal ?? missing);
	const id = ctx.newId();
	const countyFromOn = await countyFromDay(ctx, employer.id);
	const kind = person.employerId === null ? 'registration' : 'change';
	await commit(ctx, [
		insert('affiliations', {
			id,
			personId: person.id,
			employerId: employer.id,
			kind,
			state: 'pending',
			requestedAt: ctx.now(),
			countyFromOn
		}),
		logged(ctx, {
			action: 'affiliation.request',
			objectKind: 'affiliation',
			objectId: id,
			subjectId: person.id,
			detail: { employer: employer.name, kind, countyFromOn }
		}),
		tell(ctx, 'affiliation.requested', await officersOf(ctx, employer.id), {
			facts: { name: person.name, employer: employer.name, day: countyFromOn },
			href: '/employer/registrations'
		})
	]);
	return { countyFromOn, employerName: employer.name };
};
