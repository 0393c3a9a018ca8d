import type { Role } from '#lib/domain/access.ts';
import { looksLikeIdNumber, normaliseLogin } from '#lib/domain/people/account.ts';
import { normaliseIdNumber } from '#lib/domain/people/id-number.ts';
import { personScopeOf } from '#lib/domain/people/person-access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';
import { pageByName, type Listed, type Place } from './paging.ts';

export type PeopleFilter = {
	/** Name, last four characters of a number, whole ID number, or sign-in name. */
	readonly q: string;
	/** Jurisdiction code of the employer; '' for all. */
	readonly place: string;
	readonly account: '' | 'none' | 'active' | 'disabled';
	readonly role: Role | '';
};

export type PersonLine = {
	readonly id: string;
	readonly name: string;
	readonly idLast4: string | null;
	readonly phoneLast4: string | null;
	readonly employerName: string | null;
	readonly place: string | null;
	readonly loginName: string | null;
	readonly account: 'none' | 'active' | 'disabled';
};

/** The people whom the hat that is on looks after, by name. Whoever looks after nobody finds nothing. */
export const listPeople = async (
	ctx: Context,
	filter: PeopleFilter,
	place: Place
): Promise<Listed<PersonLine>> => {
	const scope = personScopeOf(ctx.actor);
	if (scope.kind === 'nothing') throw new Refused(missing);
	const security = ctx.actor?.hat?.role === 'security_admin';
	const query = {
		scope,
		day: ctx.today(),
		...(filter.place && { place: filter.place }),
		...(filter.account && { account: filter.account }),
		...(filter.role && { role: filter.role }),
		...whatWasTyped(ctx, filter.q, security)
	};
	const { read } = ctx.store;
	const listed = await pageByName(place, await read.registry.peopleCount(query), (limit, from) =>
		read.registry.people(query, limit, from)
	);
	return {
		...listed,
		rows: listed.rows.map((row) => ({
			id: row.id,
			name: row.name,
			// Who keeps the accounts needs no numbers for it.
			idLast4: security ? null : row.idLast4,
			phoneLast4: security ? null : row.phoneLast4,
			employerName: row.employerName,
			place: row.place,
			loginName: row.loginName,
			account: row.accountState ?? 'none'
		}))
	};
};

const whatWasTyped = (ctx: Context, typed: string, security: boolean) => {
	const text = typed.normalize('NFKC').trim();
	if (text === '') return {};
	if (looksLikeIdNumber(text)) return { idBlind: ctx.secrets.blind('id', normaliseIdNumber(text)) };
	if (/^\d{3}[\dx]$/i.test(text)) return { last4: text.toUpperCase() };
	return security && /^[a-z0-9_.-]+$/i.test(text)
		? { loginName: normaliseLogin(text) }
		: { name: text };
};
