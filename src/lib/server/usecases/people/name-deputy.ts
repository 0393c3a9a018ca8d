import { refusesDeputy } from '#lib/domain/people/account.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, tell, update, type Context } from '../ports.ts';

/**
 * Names a colleague who takes over the open tasks of the hat that is on, from a day to a day. The deputy
 * gets a hat of their own that says for whom it is; it falls off by itself, and with the one it stands in for.
 */
export const nameDeputy = async (
	ctx: Context,
	input: {
		readonly person: string;
		readonly fromOn: string;
		readonly toOn: string;
		readonly basis: string;
	}
): Promise<void> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	const deputy = await ctx.store.read.people.byId(input.person);
	if (!deputy || deputy.mergedInto !== null)
		throw new Refused({ kind: 'malformed', key: 'choose_deputy', field: 'person' });
	const own = actor.hat && (await ctx.store.read.grants.byId(actor.hat.grantId));
	const refusal = refusesDeputy({
		actor,
		ownToOn: own?.toOn ?? null,
		deputyId: deputy.id,
		deputyEmployerId: deputy.employerId,
		fromOn: input.fromOn,
		toOn: input.toOn,
		today: ctx.today(),
		held: await ctx.store.read.grants.ofPerson(deputy.id)
	});
	if (refusal) throw new Refused(refusal);
	const hat = actor.hat;
	if (!hat || !own) throw new Refused(missing);
	if (!(await ctx.store.read.accounts.byPerson(deputy.id)))
		throw new Refused({ kind: 'rule', key: 'deputy_has_no_account', field: 'person' });
	const id = ctx.newId();
	await commit(ctx, [
		// Whoever ends the role meanwhile finds it moved on, and ends the deputy's with it.
		update('grants', own, {}),
		insert('grants', {
			id,
			personId: deputy.id,
			role: hat.role,
			scopeId: hat.scopeId,
			fromOn: input.fromOn,
			toOn: input.toOn,
			deputyFor: actor.personId,
			basis: input.basis.trim(),
			grantedBy: actor.personId,
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'grant.deputy',
			objectKind: 'grant',
			objectId: id,
			subjectId: deputy.id,
			detail: { role: hat.role, scope: hat.scopeName, fromOn: input.fromOn, toOn: input.toOn }
		}),
		tell(ctx, 'grant.deputy', [{ personId: deputy.id }], {
			facts: { name: actor.name, scope: hat.scopeName, fromOn: input.fromOn, toOn: input.toOn },
			href: '/me/account'
		})
	]);
};
