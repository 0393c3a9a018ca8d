import { mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { checkParameter } from '#lib/domain/rules/parameters.ts';
import { commit } from '../commit.ts';
import { parameter } from '../parameters.ts';
import { insert, logged, type Context } from '../ports.ts';

/** Parameters that are the security administrator's, not the city's: `security` among the declarations. */
export type SecurityParameter = 'password.policy' | 'admin.separate';

export type SecurityPolicies = {
	readonly [K in SecurityParameter]: string | number | boolean;
};

export const readPolicies = async (ctx: Context): Promise<SecurityPolicies> => {
	if (!mayEnter(ctx.actor, 'security')) throw new Refused(missing);
	return {
		'password.policy': await parameter(ctx, 'password.policy'),
		'admin.separate': await parameter(ctx, 'admin.separate')
	};
};

/** Sets a policy from today on; the values before stay, with their days. */
export const changePolicy = async (
	ctx: Context,
	input: {
		readonly key: SecurityParameter;
		readonly value: string | boolean;
		readonly basis: string;
	}
): Promise<void> => {
	if (!ctx.actor || !mayEnter(ctx.actor, 'security')) throw new Refused(missing);
	const refusal = checkParameter(input.key, input.value);
	if (refusal) throw new Refused(refusal);
	const basis = input.basis.trim();
	if (basis === '') throw new Refused({ kind: 'malformed', key: 'basis_needed', field: 'basis' });
	const before = await parameter(ctx, input.key);
	if (before === input.value) throw new Refused({ kind: 'rule', key: 'policy_is_already_so' });
	const id = ctx.newId();
	await commit(ctx, [
		insert('parameters', {
			id,
			key: input.key,
			value: input.value,
			since: ctx.today(),
			basis,
			setBy: ctx.actor.personId,
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'parameter.change',
			objectKind: 'parameter',
			objectId: input.key,
			detail: { before, after: input.value, since: ctx.today(), basis }
		})
	]);
};
