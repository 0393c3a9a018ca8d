import type { Day } from '#lib/domain/day.ts';
import { normaliseLogin, refusesLoginName } from '#lib/domain/people/account.ts';
import { refusesRequest } from '#lib/domain/people/affiliation.ts';
import { parseIdNumber } from '#lib/domain/people/id-number.ts';
import { parseMobile } from '#lib/domain/people/phone.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { insert, logged, tell, type Context } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';
import { newPasswordHash } from './check-password.ts';
import { countyFromDay } from './county-day.ts';
import { sealedIdNumber, sealedPhone } from './numbers.ts';
import { officersOf } from './officers.ts';

export type Registration = {
	readonly name: string;
	readonly idNumber: string;
	readonly phone: string;
	readonly login: string;
	readonly password: string;
	readonly repeat: string;
	/** Organisation the person works for. */
	readonly employer: string;
};

export type Registered = {
	readonly employerName: string;
	/** From this day the county may decide when the employer has not. */
	readonly countyFromOn: Day;
	readonly login: string;
};

/**
 * A person registers and asks to belong to an employer. The account works at once; applications wait until
 * the employer (or, when it is silent, the county) has said yes. A number that is already known is not
 * taken twice: whoever has it signs in, or is sent a link by the employer's officer. Nobody is signed in to leave
 * the form's request id behind: of two posts of one form the second meets the number and the name of the first, by
 * the look before or by their unique keys in the commit.
 */
export const registerPerson = async (ctx: Context, input: Registration): Promise<Registered> => {
	await attempt(ctx, [{ limit: limits.register, key: keyOf(limits.register, ctx.ip) }]);
	const name = input.name.normalize('NFC').trim();
	if (name === '') throw new Refused({ kind: 'malformed', key: 'name_needed', field: 'name' });
	const id = parseIdNumber(input.idNumber, ctx.today());
	if ('refusal' in id) throw new Refused(id.refusal);
	const phone = parseMobile(input.phone);
	if ('refusal' in phone) throw new Refused(phone.refusal);
	const login = normaliseLogin(input.login);
	const badLogin = refusesLoginName(login);
	if (badLogin) throw new Refused(badLogin);

	const employer = await ctx.store.read.organisations.byId(input.employer);
	const badRequest = refusesRequest(null, [], employer);
	if (badRequest || !employer)
		throw new Refused(badRequest ?? { kind: 'missing', key: 'not_found' });
	if (await ctx.store.read.accounts.byLogin(login))
		throw new Refused({ kind: 'rule', key: 'login_name_taken', field: 'login' });
	if (await ctx.store.read.people.byIdBlind(ctx.secrets.blind('id', id.id.number)))
		throw new Refused({ kind: 'rule', key: 'already_registered', field: 'idNumber' });

	const passwordHash = await newPasswordHash(ctx, input.password, input.repeat, {
		login,
		name,
		idNumber: id.id.number,
		phone: phone.phone
	});
	const [personId, accountId, requestId] = [ctx.newId(), ctx.newId(), ctx.newId()];
	const countyFromOn = await countyFromDay(ctx, employer.id);
	const now = ctx.now();
	await ctx.store.commit([
		insert('people', {
			id: personId,
			name,
			sex: id.id.sex,
			bornOn: id.id.birthDate,
			...sealedIdNumber(ctx.secrets, personId, id.id.number),
			...sealedPhone(ctx.secrets, personId, phone.phone),
			createdAt: now
		}),
		insert('accounts', {
			id: accountId,
			personId,
			loginName: login,
			passwordHash,
			passwordSetAt: ctx.realNow(),
			state: 'active',
			createdAt: now
		}),
		insert('affiliations', {
			id: requestId,
			personId,
			employerId: employer.id,
			kind: 'registration',
			state: 'pending',
			requestedAt: now,
			countyFromOn
		}),
		logged(ctx, {
			action: 'person.register',
			objectKind: 'affiliation',
			objectId: requestId,
			subjectId: personId,
			detail: { employer: employer.name, countyFromOn }
		}),
		tell(ctx, 'affiliation.requested', await officersOf(ctx, employer.id), {
			facts: { name, employer: employer.name, day: countyFromOn },
			href: '/employer/registrations'
		})
	]);
	return { employerName: employer.name, countyFromOn, login };
};
