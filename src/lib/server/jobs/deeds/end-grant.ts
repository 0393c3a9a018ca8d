import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { logged, tell } from '../../usecases/ports.ts';
import type { Deed } from '../schedule.ts';

/**
 * A role ends with its last day, by its date alone; this only says so: in the log, to the person, and to the
 * one whom a deputy stood in for.
 */
export const endGrant: Deed = async (ctx, payload, settled) => {
	const grant = await ctx.store.read.grants.byId(String(payload['id']));
	if (!grant) throw new Refused(missing);
	if (grant.toOn === null || grant.toOn >= ctx.today()) throw new Refused(rule('grant_in_force'));
	const scope = grant.scopeId ? await ctx.store.read.organisations.byId(grant.scopeId) : undefined;
	await ctx.store.commit([
		logged(ctx, {
			action: 'grant.end',
			objectKind: 'grant',
			objectId: grant.id,
			subjectId: grant.personId,
			detail: { role: grant.role, scope: grant.scopeId, lastDay: grant.toOn }
		}),
		tell(
			ctx,
			grant.deputyFor === null ? 'grant.end' : 'grant.end_deputy',
			[grant.personId, grant.deputyFor].flatMap((personId) => (personId ? [{ personId }] : [])),
			{ facts: { role: grant.role, scope: scope?.name ?? '', until: grant.toOn } }
		),
		settled
	]);
};
