import type { Day } from '#lib/domain/day.ts';
import { inForce } from '#lib/domain/people/account.ts';
import { maskIdNumber, maskPhone } from '#lib/domain/people/mask.ts';
import { passwordPolicies } from '#lib/domain/people/password.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { passwordPolicy } from './check-password.ts';
import { openNumbers } from './numbers.ts';

const DAY_MS = 86_400_000;

const me = async (ctx: Context) => {
	const { actor } = ctx;
	const person = actor && (await ctx.store.read.people.byId(actor.personId));
	if (!actor || !person) throw new Refused(missing);
	return { actor, person };
};

/** One's own account: who one is here, where one is signed in, which roles one holds. */
export type MyAccount = {
	readonly name: string;
	readonly loginName: string;
	/** Masked: `540221********1234`. */
	readonly idNumber: string | null;
	readonly phone: string | null;
	readonly employerName: string | null;
	readonly passwordSetAt: number;
	/** When a new one will be asked for; null under a policy without expiry. */
	readonly passwordUntil: number | null;
	readonly sessions: readonly {
		readonly id: string;
		readonly userAgent: string;
		readonly createdAt: number;
		readonly seenAt: number;
		readonly current: boolean;
	}[];
	readonly grants: readonly {
		readonly id: string;
		readonly version: number;
		readonly role: string;
		readonly scopeName: string;
		readonly fromOn: Day;
		readonly toOn: Day | null;
		readonly deputyForName: string | null;
		readonly inForce: boolean;
	}[];
};

export const readMyAccount = async (ctx: Context): Promise<MyAccount> => {
	const { actor, person } = await me(ctx);
	const { read } = ctx.store;
	const [account, sessions, grants, employer, policy] = await Promise.all([
		read.accounts.byId(actor.accountId),
		read.sessions.ofAccount(actor.accountId),
		read.grants.ofPerson(person.id),
		person.employerId === null ? undefined : read.organisations.byId(person.employerId),
		passwordPolicy(ctx)
	]);
	if (!account) throw new Refused(missing);
	const [scopes, names] = await Promise.all([
		read.registry.scopeNames(grants.map(({ scopeId }) => scopeId)),
		read.registry.personNames(grants.map(({ deputyFor }) => deputyFor ?? ''))
	]);
	const { idNumber, phone } = openNumbers(ctx.secrets, person);
	const { maxAgeDays } = passwordPolicies[policy];
	return {
		name: person.name,
		loginName: account.loginName,
		idNumber: idNumber === null ? null : maskIdNumber(idNumber),
		phone: phone === null ? null : maskPhone(phone),
		employerName: employer?.name ?? null,
		passwordSetAt: account.passwordSetAt,
		passwordUntil: maxAgeDays === null ? null : account.passwordSetAt + maxAgeDays * DAY_MS,
		sessions: sessions
			.filter(({ expiresAt }) => expiresAt > ctx.realNow())
			.map(({ id, userAgent, createdAt, seenAt }) => ({
				id,
				userAgent,
				createdAt,
				seenAt,
				current: id === actor.sessionId
			})),
		grants: grants.map((grant) => ({
			id: grant.id,
			version: grant.version,
			role: grant.role,
			scopeName: scopes.get(grant.scopeId) ?? '',
			fromOn: grant.fromOn,
			toOn: grant.toOn,
			deputyForName: grant.deputyFor === null ? null : (names.get(grant.deputyFor) ?? ''),
			inForce: inForce(grant, ctx.today())
		}))
	};
};

/** An act of somebody else that concerns me: who looked, who changed what, and why. */
export type Look = {
	readonly at: number;
	readonly action: string;
	readonly by: string;
	readonly role: string;
	readonly organisation: string;
	readonly result: 'done' | 'refused';
	readonly reason: string | null;
};

const MOST_LOOKS = 200;

export const readMyLooks = async (ctx: Context): Promise<readonly Look[]> => {
	const { person } = await me(ctx);
	const entries = await ctx.store.read.registry.looks(person.id, MOST_LOOKS);
	return entries.map((entry) => ({
		at: entry.at,
		action: entry.action,
		by: entry.actorName,
		role: entry.role,
		organisation: entry.organisation,
		result: entry.result,
		reason: typeof entry.detail['reason'] === 'string' ? entry.detail['reason'] : null
	}));
};

/** Where one belongs, and who must act on a request since when. */
export type MyEmployer = {
	readonly employer: { readonly id: string; readonly name: string } | null;
	readonly employments: readonly {
		readonly name: string;
		readonly fromOn: Day;
		readonly toOn: Day | null;
	}[];
	readonly requests: readonly (Pick<
		Row<'affiliations'>,
		'id' | 'version' | 'kind' | 'state' | 'requestedAt' | 'countyFromOn' | 'decidedAt' | 'reason'
	> & {
		readonly employerName: string;
		/** Jurisdiction code: whose county may act. */
		readonly place: string;
		/** The county may act today. */
		readonly countyMay: boolean;
	})[];
};

export const readMyEmployer = async (ctx: Context): Promise<MyEmployer> => {
	const { person } = await me(ctx);
	const { read } = ctx.store;
	const [requests, employments] = await Promise.all([
		read.affiliations.ofPerson(person.id),
		read.people.employments(person.id)
	]);
	const organisations = await read.organisations.byIds([
		...new Set([
			...requests.map(({ employerId }) => employerId),
			...employments.map(({ employerId }) => employerId),
			...(person.employerId === null ? [] : [person.employerId])
		])
	]);
	const byId = new Map(organisations.map((one) => [one.id, one]));
	const present = person.employerId === null ? undefined : byId.get(person.employerId);
	return {
		employer: present ? { id: present.id, name: present.name } : null,
		employments: employments.map(({ employerId, fromOn, toOn }) => ({
			name: byId.get(employerId)?.name ?? '',
			fromOn,
			toOn
		})),
		requests: requests.map((request) => ({
			id: request.id,
			version: request.version,
			kind: request.kind,
			state: request.state,
			requestedAt: request.requestedAt,
			countyFromOn: request.countyFromOn,
			decidedAt: request.decidedAt,
			reason: request.reason,
			employerName: byId.get(request.employerId)?.name ?? '',
			place: byId.get(request.employerId)?.place ?? '',
			countyMay: request.state === 'pending' && ctx.today() >= request.countyFromOn
		}))
	};
};
