import {
	affiliationPartiesOf,
	affiliationWorkflow,
	type AffiliationMove,
	type AffiliationParty
} from '#lib/domain/people/affiliation.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { logRefused } from '../log-refused.ts';
import { insert, logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { officersOf } from './officers.ts';

export type Decision = {
	readonly id: string;
	readonly move: AffiliationMove;
	/** Version of the request that the person saw. */
	readonly version: number;
	readonly reason?: string;
};

/** A request with its employer and what whoever is asking is to it; strangers find nothing. */
export const openAffiliation = async (
	ctx: Context,
	id: string
): Promise<{
	readonly request: Row<'affiliations'>;
	readonly employer: Row<'organisations'>;
	readonly parties: ReadonlySet<AffiliationParty>;
}> => {
	const request = await ctx.store.read.affiliations.byId(id);
	const employer = request && (await ctx.store.read.organisations.byId(request.employerId));
	if (!request || !employer) throw new Refused(missing);
	const parties = affiliationPartiesOf(ctx.actor, {
		personId: request.personId,
		employerId: employer.id,
		agencyId: employer.agencyId,
		place: employer.place
	});
	if (parties.size === 0) throw new Refused(missing);
	return { request, employer, parties };
};

/**
 * Decides (or withdraws) a request to belong to an employer. A yes ends the present employment the day
 * before, opens the new one, and leaves cases under way with the employer that checked them.
 */
export const decideAffiliation = async (ctx: Context, decision: Decision): Promise<void> => {
	const { request, employer, parties } = await openAffiliation(ctx, decision.id);
	if (request.version !== decision.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = decision.reason?.trim() ?? '';
	const facts = { today: ctx.today(), countyFromOn: request.countyFromOn, reason };
	const entry = {
		action: `affiliation.${decision.move}`,
		objectKind: 'affiliation',
		objectId: request.id,
		subjectId: request.personId
	};
	const refusal = refuses(affiliationWorkflow, decision.move, request.state, parties, facts);
	if (refusal) {
		// A slip of the form is no attempt at anything.
		if (refusal.kind !== 'malformed')
			await logRefused(ctx, { ...entry, detail: { why: refusal.key } });
		throw new Refused(refusal);
	}
	const person = await ctx.store.read.people.byId(request.personId);
	if (!person) throw new Refused(missing);
	const to = targetOf(affiliationWorkflow, decision.move, facts);
	const tells = affiliationWorkflow.moves[decision.move].tells;
	const recipients = [
		...(tells.includes('person') ? [{ personId: request.personId }] : []),
		...(tells.includes('employer') ? await officersOf(ctx, employer.id) : [])
	];
	await commit(ctx, [
		update('affiliations', request, {
			state: to,
			decidedAt: ctx.now(),
			decidedBy: ctx.actor?.personId ?? null,
			reason: reason === '' ? null : reason
		}),
		...(to === 'approved' ? await employ(ctx, person, employer) : []),
		logged(ctx, {
			...entry,
			detail: { employer: employer.name, from: request.state, to, ...(reason && { reason }) }
		}),
		...(recipients.length > 0
			? [
					tell(ctx, `affiliation.${to}`, recipients, {
						facts: { employer: employer.name, ...(reason && { reason }) },
						href: '/me/account/employer'
					})
				]
			: [])
	]);
};

/**
 * The changes that make an organisation a person's employer from today on. `also` is set on the person in
 * the same update, because a row changes once per commit.
 */
export const employ = async (
	ctx: Context,
	person: Row<'people'>,
	employer: { readonly id: string },
	also: Partial<Row<'people'>> = {}
): Promise<readonly Change[]> => {
	const today = ctx.today();
	const open = (await ctx.store.read.people.employments(person.id)).filter(
		({ toOn }) => toOn === null
	);
	const there = open.some(({ employerId }) => employerId === employer.id);
	return [
		update('people', person, { ...also, employerId: employer.id }),
		...open
			.filter(({ employerId }) => employerId !== employer.id)
			.map((employment) => update('employments', employment, { toOn: today })),
		...(there
			? []
			: [
					insert('employments', {
						id: ctx.newId(),
						personId: person.id,
						employerId: employer.id,
						fromOn: today
					})
				])
	];
};
