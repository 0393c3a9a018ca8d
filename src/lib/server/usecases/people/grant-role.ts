import { addDays, isDay } from '#lib/domain/day.ts';
import { isAdminRole, mayGrant, refusesGrant } from '#lib/domain/people/account.ts';
import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logRefused } from '../log-refused.ts';
import { parameter } from '../parameters.ts';
import { insert, logged, tell, update, type Context } from '../ports.ts';
import { endDeputies } from './end-deputies.ts';
import { scopeOfGrant } from './scope-of-grant.ts';

export type NewGrant = {
	readonly personId: string;
	readonly role: string;
	/** Organisation or committee; '' for the whole installation. */
	readonly scopeId: string;
	readonly fromOn: string;
	/** Last day, inclusive; '' while open. */
	readonly toOn: string;
	/** Document or reason that the grant rests on. */
	readonly basis: string;
};

/**
 * Gives a person a role for a scope from a day on. In force with that person's next request. Refused
 * attempts are logged.
 */
export const grantRole = async (ctx: Context, input: NewGrant): Promise<void> => {
	const { actor } = ctx;
	const person = await ctx.store.read.people.byId(input.personId);
	if (!actor || !person || person.mergedInto !== null) throw new Refused(missing);
	const basis = input.basis.trim();
	const known = await scopeOfGrant(ctx, input.scopeId);
	const wanted = {
		role: input.role,
		scopeId: input.scopeId,
		fromOn: input.fromOn,
		toOn: input.toOn === '' ? null : input.toOn
	};
	const refusal: Refusal | undefined =
		refusesGrant({
			actor,
			personId: person.id,
			wanted,
			scope: known?.scope,
			held: await ctx.store.read.grants.ofPerson(person.id),
			separate: (await parameter(ctx, 'admin.separate')) === true,
			today: ctx.today()
		}) ?? (basis === '' ? { kind: 'malformed', key: 'basis_needed', field: 'basis' } : undefined);
	const id = ctx.newId();
	const detail = { ...wanted, scope: known?.name ?? '', basis };
	const entry = { action: 'grant.give', objectKind: 'grant', objectId: id, subjectId: person.id };
	if (refusal) {
		if (refusal.kind !== 'malformed')
			await logRefused(ctx, { ...entry, detail: { ...detail, why: refusal.key } });
		throw new Refused(refusal);
	}
	await commit(ctx, [
		insert('grants', {
			id,
			personId: person.id,
			...wanted,
			basis,
			grantedBy: actor.personId,
			createdAt: ctx.now()
		}),
		logged(ctx, { ...entry, detail }),
		tell(ctx, 'grant.given', [{ personId: person.id }], {
			facts: { role: input.role, scope: known?.name ?? '', day: input.fromOn },
			href: '/me/account'
		})
	]);
};

/**
 * Ends a grant: `toOn` is its last day; yesterday takes it away with the next request. Nothing is deleted.
 * The last administrator of a kind cannot be ended: nobody could do that work, or give the role again. A
 * deputy's grant may also be ended by either of the two, and never outlasts the one it stands in for.
 */
export const endGrant = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly toOn: string;
		readonly basis: string;
	}
): Promise<void> => {
	const { actor } = ctx;
	const grant = await ctx.store.read.grants.byId(input.id);
	const known = grant && (await scopeOfGrant(ctx, grant.scopeId));
	if (!actor || !grant || !known) throw new Refused(missing);
	const ownDeputy =
		grant.deputyFor !== null && [grant.deputyFor, grant.personId].includes(actor.personId);
	if (!ownDeputy && !mayGrant(actor, grant.role, known.scope)) throw new Refused(missing);
	if (grant.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const refusal = await refusesEnding(ctx, grant, input);
	if (refusal) throw new Refused(refusal);
	await commit(ctx, [
		update('grants', grant, { toOn: input.toOn }),
		logged(ctx, {
			action: 'grant.end',
			objectKind: 'grant',
			objectId: grant.id,
			subjectId: grant.personId,
			detail: {
				role: grant.role,
				scopeId: grant.scopeId,
				scope: known.name,
				toOn: input.toOn,
				basis: input.basis.trim()
			}
		}),
		tell(ctx, 'grant.ended', [{ personId: grant.personId }], {
			facts: { role: grant.role, scope: known.name, day: input.toOn },
			href: '/me/account'
		}),
		...(grant.deputyFor === null
			? await endDeputies(
					ctx,
					{ personId: grant.personId, of: grant },
					input.toOn,
					input.basis.trim()
				)
			: [])
	]);
};

const refusesEnding = async (
	ctx: Context,
	grant: { readonly id: string; readonly role: string; readonly toOn: string | null },
	input: { readonly toOn: string; readonly basis: string }
): Promise<Refusal | undefined> => {
	if (input.basis.trim() === '') return { kind: 'malformed', key: 'basis_needed', field: 'basis' };
	if (!isDay(input.toOn)) return { kind: 'malformed', key: 'day_needed', field: 'toOn' };
	// Yesterday takes it away at once; an earlier day would rewrite who was in office.
	if (input.toOn < addDays(ctx.today(), -1))
		return { kind: 'malformed', key: 'ends_in_the_past', field: 'toOn' };
	if (grant.toOn !== null && input.toOn > grant.toOn)
		return { ...rule('ends_later_than_granted', { day: grant.toOn }), field: 'toOn' };
	if (!isAdminRole(grant.role)) return undefined;
	const others = (
		await ctx.store.read.registry.grantsInRole(grant.role, addDays(input.toOn, 1))
	).filter(({ id, toOn }) => id !== grant.id && toOn === null);
	return others.length === 0 ? rule('last_administrator', { role: grant.role }) : undefined;
};
