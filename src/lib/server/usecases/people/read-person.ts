import type { Day } from '#lib/domain/day.ts';
import { inForce, mayGrant } from '#lib/domain/people/account.ts';
import { mayWithPerson, personRights, type PersonRight } from '#lib/domain/people/person-access.ts';
import { affiliationScopeOf } from '#lib/domain/people/person-access.ts';
import { mayAssist } from '../applications/start-application.ts';
import type { Context, Row } from '../ports.ts';
import { openPerson } from './open-person.ts';
import { scopeOfGrant } from './scope-of-grant.ts';

/** A person's record as a desk sees it. Groups that the desk may not see are null. */
export type PersonView = {
	readonly id: string;
	readonly name: string;
	readonly sex: 'male' | 'female' | null;
	readonly employerName: string | null;
	readonly idLast4: string | null;
	readonly phoneLast4: string | null;
	readonly mergedInto: string | null;
	readonly account: {
		readonly loginName: string;
		readonly state: 'active' | 'disabled';
		readonly version: number;
		readonly createdAt: number;
	} | null;
	readonly employments:
		readonly { readonly name: string; readonly fromOn: Day; readonly toOn: Day | null }[] | null;
	readonly titles: readonly Row<'heldTitles'>[] | null;
	readonly certificates: readonly { readonly number: string; readonly titleName: string }[] | null;
	readonly grants: readonly {
		readonly id: string;
		readonly version: number;
		readonly role: string;
		readonly scopeName: string;
		readonly fromOn: Day;
		readonly toOn: Day | null;
		readonly deputyForName: string | null;
		readonly basis: string;
		readonly inForce: boolean;
		readonly mayEnd: boolean;
	}[];
	/** Other records of the same name, where the desk may merge. */
	readonly namesakes: readonly {
		readonly id: string;
		readonly name: string;
		readonly idLast4: string | null;
		readonly employerName: string | null;
	}[];
	readonly rights: Readonly<Record<PersonRight, boolean>>;
	/** Whether an application can be filled in for them. */
	readonly assist: boolean;
};

export const readPerson = async (ctx: Context, id: string): Promise<PersonView> => {
	const { person, parties } = await openPerson(ctx, id);
	const rights = Object.fromEntries(
		(Object.keys(personRights) as PersonRight[]).map((right) => [
			right,
			mayWithPerson(parties, right)
		])
	) as Record<PersonRight, boolean>;
	const { read } = ctx.store;
	const [account, employer, grants] = await Promise.all([
		read.accounts.byPerson(id),
		person.employerId === null ? undefined : read.organisations.byId(person.employerId),
		grantsOf(ctx, id)
	]);
	return {
		id,
		name: person.name,
		sex: person.sex,
		employerName: employer?.name ?? null,
		idLast4: rights.lastFour ? person.idLast4 : null,
		phoneLast4: rights.lastFour ? person.phoneLast4 : null,
		mergedInto: person.mergedInto,
		account: account
			? {
					loginName: account.loginName,
					state: account.state,
					version: account.version,
					createdAt: account.createdAt
				}
			: null,
		...(rights.history
			? await historyOf(ctx, id)
			: { employments: null, titles: null, certificates: null }),
		grants,
		namesakes:
			rights.merge && affiliationScopeOf(ctx.actor).kind !== 'nothing'
				? (await read.registry.namesakes(person)).map((other) => ({
						id: other.person.id,
						name: other.person.name,
						idLast4: other.person.idLast4,
						employerName: other.employerName
					}))
				: [],
		rights,
		assist: person.mergedInto === null && employer !== undefined && mayAssist(ctx, person, employer)
	};
};

const historyOf = async (ctx: Context, id: string) => {
	const { read } = ctx.store;
	const [employments, titles, certificates] = await Promise.all([
		read.people.employments(id),
		read.heldTitles.ofPerson(id),
		read.certificates.ofPerson(id)
	]);
	const names = await read.registry.scopeNames(employments.map(({ employerId }) => employerId));
	return {
		employments: employments.map(({ employerId, fromOn, toOn }) => ({
			name: names.get(employerId) ?? '',
			fromOn,
			toOn
		})),
		titles,
		certificates: certificates.map(({ number, titleName }) => ({ number, titleName }))
	};
};

const grantsOf = async (ctx: Context, personId: string): Promise<PersonView['grants']> => {
	const { read } = ctx.store;
	const grants = await read.grants.ofPerson(personId);
	const names = await read.registry.personNames(grants.map(({ deputyFor }) => deputyFor ?? ''));
	const today = ctx.today();
	return Promise.all(
		grants.map(async (grant) => {
			const known = await scopeOfGrant(ctx, grant.scopeId);
			return {
				id: grant.id,
				version: grant.version,
				role: grant.role,
				scopeName: known?.name ?? '',
				fromOn: grant.fromOn,
				toOn: grant.toOn,
				deputyForName: grant.deputyFor === null ? null : (names.get(grant.deputyFor) ?? ''),
				basis: grant.basis,
				inForce: inForce(grant, today),
				mayEnd:
					(grant.toOn === null || grant.toOn >= today) &&
					known !== undefined &&
					mayGrant(ctx.actor, grant.role, known.scope)
			};
		})
	);
};
