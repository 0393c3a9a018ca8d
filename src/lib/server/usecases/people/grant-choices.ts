import { roles, type Role } from '#lib/domain/access.ts';
import { mayGrant, noScope, scopeKinds, type GrantScope } from '#lib/domain/people/account.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

export type ScopeChoice = { readonly id: string; readonly name: string; readonly place: string };

export type GrantChoices = {
	/** Roles that the hat may give for at least one scope. */
	readonly roles: readonly Exclude<Role, 'applicant'>[];
	/** Scopes for the role asked about. */
	readonly scopes: readonly ScopeChoice[];
	/** The role is for the whole installation. */
	readonly wholeInstallation: boolean;
};

type Scope = GrantScope & { readonly name: string };

/** Which roles whoever is asking may give, and for what: the choices of the form. */
export const grantChoices = async (ctx: Context, role: string): Promise<GrantChoices> => {
	const { actor } = ctx;
	if (!actor?.hat) throw new Refused(missing);
	const { read } = ctx.store;
	const [organisations, committees] = await Promise.all([
		read.registry.activeOrganisations(),
		read.committees.all()
	]);
	const scopes: readonly Scope[] = [
		{ ...noScope, name: '' },
		...organisations,
		...committees.map(({ id, name, place }) => ({ ...noScope, kind: 'committee', id, name, place }))
	];
	const given = roles
		.filter((one): one is Exclude<Role, 'applicant'> => one !== 'applicant')
		.filter((one) =>
			scopes.some((scope) => scopeKinds[one].includes(scope.kind) && mayGrant(actor, one, scope))
		);
	const wanted = given.find((one) => one === role);
	return {
		roles: given,
		scopes: wanted
			? scopes
					.filter(
						(scope) =>
							scope.id !== '' &&
							scopeKinds[wanted].includes(scope.kind) &&
							mayGrant(actor, wanted, scope)
					)
					.map(({ id, name, place }) => ({ id, name, place }))
			: [],
		wholeInstallation: wanted !== undefined && scopeKinds[wanted].includes('none')
	};
};
