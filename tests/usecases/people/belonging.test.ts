import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access.ts';
import { acceptInvitation, readInvitation } from '#lib/server/usecases/people/accept-invitation.ts';
import { decideAffiliation } from '#lib/server/usecases/people/decide-affiliation.ts';
import { findEmployers } from '#lib/server/usecases/people/find-employers.ts';
import { inviteAdministrator, invitePerson } from '#lib/server/usecases/people/invite-person.ts';
import { listRequests } from '#lib/server/usecases/people/list-requests.ts';
import { readMyEmployer } from '#lib/server/usecases/people/read-account.ts';
import { registerPerson } from '#lib/server/usecases/people/register-person.ts';
import { requestEmployerChange } from '#lib/server/usecases/people/request-employer-change.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { asking, DAY, idNumber, makeWorld, PASSWORD, refusalOf, type World } from './world.ts';

const ID = idNumber('542322', '19880412', '002');
const NEW = {
	name: '次仁卓玛',
	idNumber: ID,
	phone: '139 0892 0001',
	login: 'Zhuoma',
	password: PASSWORD,
	repeat: PASSWORD
};

const setting = async () => {
	const world = await makeWorld();
	const school = await world.person({
		name: '格桑',
		employer: world.org.school,
		login: 'gesang',
		roles: [['employer_officer', world.org.school]]
	});
	const county = await world.person({
		name: '普布',
		employer: world.org.bureau,
		roles: [['county_officer', world.org.bureau]]
	});
	return { ...world, school, county };
};
const register = (world: World, more: Partial<typeof NEW> & { employer?: string } = {}) =>
	registerPerson(world.ctx(), { ...NEW, employer: world.org.school, ...more });
const meAs = async (world: World, login = 'zhuoma') => {
	const { token } = await signIn(world.ctx(), { login, password: PASSWORD, userAgent: '' });
	return world.ctx((await asking(world, token))!.actor);
};

describe('registering', () => {
	it('says who must act, since when, and from which day the county may', async () => {
		const world = await setting();
		const made = await register(world);
		// Five working days after Monday 14 September: 15–18 and 20 September (a make-up Sunday).
		expect(made.countyFromOn).toBe('2026-09-21');
		const me = await meAs(world, ID);
		const mine = await readMyEmployer(me);
		expect(mine.employer).toBeNull();
		expect(mine.requests).toMatchObject([
			{
				employerName: '南木林县湘河中学',
				state: 'pending',
				kind: 'registration',
				countyFromOn: '2026-09-21',
				countyMay: false
			}
		]);
		world.clock.now += 7 * DAY;
		expect((await readMyEmployer(me)).requests[0]?.countyMay).toBe(true);
	});

	it('lets the county act at once where the employer has nobody', async () => {
		const world = await setting();
		const made = await register(world, { employer: world.org.clinic });
		expect(made.countyFromOn).toBe('2026-09-14');
		const list = await listRequests(world.ctx(await world.county.actor()), '', { page: 1 });
		expect(list.tab).toBe('county');
		expect(list.rows.map(({ name }) => name)).toEqual(['次仁卓玛']);
	});

	it.each([
		[
			'a number with a wrong check',
			{ idNumber: `${ID.slice(0, 17)}${ID[17] === '1' ? '2' : '1'}` },
			'idNumber'
		],
		['a landline', { phone: '0892 8820000' }, 'phone'],
		['a name that is a number', { login: '13908920001' }, 'login'],
		['a weak password', { password: 'Shigatse2026!', repeat: 'Shigatse2026!' }, 'password'],
		['two passwords', { repeat: `${PASSWORD}!` }, 'repeat'],
		['nobody', { name: '  ' }, 'name'],
		['no employer', { employer: 'somewhere' }, 'employer']
	])('refuses %s at its field and writes nothing', async (_what, more, field) => {
		const world = await setting();
		const before = (await world.store.sql('select count(*) as n from people'))[0];
		expect((await refusalOf(register(world, more))).field).toBe(field);
		expect((await world.store.sql('select count(*) as n from people'))[0]).toEqual(before);
		expect(await world.store.sql('select * from affiliations')).toEqual([]);
	});

	it('takes neither a number nor a name twice', async () => {
		const world = await setting();
		await register(world);
		expect(await refusalOf(register(world, { login: 'another' }))).toMatchObject({
			key: 'already_registered',
			field: 'idNumber'
		});
		expect(
			await refusalOf(register(world, { idNumber: idNumber('540221', '19900101', '001') }))
		).toMatchObject({ key: 'login_name_taken', field: 'login' });
	});

	it('is one person when the same form arrives ten times at once', async () => {
		const world = await setting();
		const all = await Promise.allSettled(Array.from({ length: 10 }, () => register(world)));
		expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const people = await world.store.sql(`select * from people where name = '次仁卓玛'`);
		expect(people).toHaveLength(1);
		expect(await world.store.sql('select * from affiliations')).toHaveLength(1);
	});

	it('finds employers by part of the name and place, with or without an officer', async () => {
		const world = await setting();
		const all = await findEmployers(world.ctx(), { name: '', place: '540221' });
		expect(all.map(({ name, hasOfficer }) => [name, hasOfficer])).toEqual(
			expect.arrayContaining([
				['南木林县湘河中学', true],
				['南木林县艾玛卫生院', false]
			])
		);
		expect(await findEmployers(world.ctx(), { name: '湘河', place: '' })).toHaveLength(1);
		expect(await findEmployers(world.ctx(), { name: '%', place: '' })).toEqual([]);
		expect(await findEmployers(world.ctx(), { name: '', place: '' })).toEqual([]);
	});
});

describe('deciding', () => {
	const waiting = async () => {
		const world = await setting();
		await register(world);
		const [request] = await world.store.sql('select id, version, person_id from affiliations');
		return {
			...world,
			id: String(request!['id']),
			version: Number(request!['version']),
			personId: String(request!['person_id'])
		};
	};

	it('by the employer opens the employment and tells the person', async () => {
		const world = await waiting();
		const officer = world.ctx(await world.school.actor());
		await decideAffiliation(officer, { id: world.id, version: world.version, move: 'approve' });
		expect((await world.store.read.people.byId(world.personId))?.employerId).toBe(world.org.school);
		expect(await world.store.read.people.employments(world.personId)).toMatchObject([
			{ employerId: world.org.school, fromOn: '2026-09-14', toOn: null }
		]);
		const told = await world.store.sql(
			`select "to" from outbox where event = 'affiliation.approved'`
		);
		expect(JSON.stringify(told)).toContain(world.personId);
		expect(
			await refusalOf(
				decideAffiliation(officer, {
					id: world.id,
					version: world.version,
					move: 'refuse',
					reason: '错'
				})
			)
		).toMatchObject({ kind: 'stale' });
	});

	it('by the county waits for its day, needs a reason, and is logged when too early', async () => {
		const world = await waiting();
		const county = async () => world.ctx(await world.county.actor());
		const decide = async (reason: string) =>
			decideAffiliation(await county(), {
				id: world.id,
				version: world.version,
				move: 'approve_for_employer',
				reason
			});
		expect(await refusalOf(decide('已电话核实'))).toMatchObject({ key: 'employer_still_has_time' });
		expect(
			await world.store.sql(
				`select result from log where action = 'affiliation.approve_for_employer'`
			)
		).toEqual([{ result: 'refused' }]);
		world.clock.now += 7 * DAY;
		expect(await refusalOf(decide(' '))).toMatchObject({ key: 'reason_needed', field: 'reason' });
		await decide('单位五个工作日未处理，已电话核实');
		expect((await world.store.read.people.byId(world.personId))?.employerId).toBe(world.org.school);
	});

	it('is nobody else’s: strangers find nothing, the person may only withdraw', async () => {
		const world = await waiting();
		const other = await world.person({
			name: '边巴',
			roles: [['employer_officer', world.org.clinic]]
		});
		const decision = { id: world.id, version: world.version, move: 'approve' } as const;
		expect(
			(await refusalOf(decideAffiliation(world.ctx(await other.actor()), decision))).kind
		).toBe('missing');
		const me = await meAs(world);
		expect((await refusalOf(decideAffiliation(me, decision))).kind).toBe('forbidden');
		await decideAffiliation(me, { ...decision, move: 'withdraw' });
		expect((await readMyEmployer(me)).requests[0]?.state).toBe('withdrawn');
	});

	it('has one effect when two officers decide at once', async () => {
		const world = await waiting();
		const officer = world.ctx(await world.school.actor());
		const both = await Promise.allSettled([
			decideAffiliation(officer, { id: world.id, version: world.version, move: 'approve' }),
			decideAffiliation(officer, {
				id: world.id,
				version: world.version,
				move: 'refuse',
				reason: '查无此人'
			})
		]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const decided = await world.store.sql(
			`select count(*) as n from log where action in ('affiliation.approve', 'affiliation.refuse') and result = 'done'`
		);
		expect(Number(decided[0]!['n'])).toBe(1);
	});
});

describe('changing employer', () => {
	it('keeps the old employment until the new one says yes, then both in the history', async () => {
		const world = await setting();
		const { personId } = await world.person({
			name: '次仁卓玛',
			login: 'zhuoma',
			employer: world.org.school
		});
		const me = await meAs(world);
		expect(await refusalOf(requestEmployerChange(me, world.org.school))).toMatchObject({
			key: 'already_employed_there'
		});
		await requestEmployerChange(me, world.org.clinic);
		expect(await refusalOf(requestEmployerChange(me, world.org.bureau))).toMatchObject({
			key: 'request_already_waiting'
		});
		expect((await world.store.read.people.byId(personId))?.employerId).toBe(world.org.school);
		const [request] = await world.store.read.affiliations.ofPerson(personId);
		await decideAffiliation(world.ctx(await world.county.actor()), {
			id: request!.id,
			version: request!.version,
			move: 'approve_for_employer',
			reason: '卫生院没有经办人，已核实'
		});
		const mine = await readMyEmployer(me);
		expect(mine.employer?.name).toBe('南木林县艾玛卫生院');
		expect(mine.employments).toMatchObject([
			{ name: '南木林县湘河中学', toOn: '2026-09-14' },
			{ name: '南木林县艾玛卫生院', fromOn: '2026-09-14', toOn: null }
		]);
	});
});

describe('invitations', () => {
	const accepting = {
		idNumber: ID,
		phone: '13908920001',
		login: 'zhuoma',
		password: PASSWORD,
		repeat: PASSWORD
	};

	it('bring in staff who prove the number, once', async () => {
		const world = await setting();
		const { token } = await invitePerson(world.ctx(await world.school.actor()), {
			name: '次仁卓玛',
			idNumber: ID,
			role: 'applicant',
			scopeId: world.org.school
		});
		expect(JSON.stringify(await world.store.sql('select * from invitations'))).not.toContain(token);
		expect(await readInvitation(world.ctx(), token)).toMatchObject({
			name: '次仁卓玛',
			scopeName: '南木林县湘河中学',
			asksIdNumber: true,
			hasAccount: false
		});
		expect(
			await refusalOf(
				acceptInvitation(world.ctx(), {
					...accepting,
					token,
					idNumber: idNumber('540221', '19900101', '001')
				})
			)
		).toMatchObject({ key: 'not_the_invited_number' });
		await acceptInvitation(world.ctx(), { ...accepting, token });
		const me = await meAs(world);
		expect((await readMyEmployer(me)).employer?.name).toBe('南木林县湘河中学');
		expect(await refusalOf(acceptInvitation(me, { ...accepting, token }))).toMatchObject({
			key: 'link_not_valid'
		});
	});

	it('end after seven days', async () => {
		const world = await setting();
		const { token } = await invitePerson(world.ctx(await world.school.actor()), {
			name: '次仁卓玛',
			idNumber: ID,
			role: 'applicant',
			scopeId: world.org.school
		});
		world.clock.now += 7 * DAY;
		expect(await refusalOf(readInvitation(world.ctx(), token))).toMatchObject({
			kind: 'missing',
			key: 'link_not_valid'
		});
	});

	it('bring an officer to an employer that has none, by the county', async () => {
		const world = await setting();
		const county = world.ctx(await world.county.actor());
		const { token } = await invitePerson(county, {
			name: '次仁卓玛',
			idNumber: ID,
			role: 'employer_officer',
			scopeId: world.org.clinic
		});
		await acceptInvitation(world.ctx(), { ...accepting, token });
		const me = await meAs(world);
		expect(me.actor?.hat).toMatchObject({ role: 'employer_officer', scopeId: world.org.clinic });
		expect(
			await refusalOf(
				invitePerson(world.ctx(await world.school.actor()), {
					name: '边巴',
					idNumber: idNumber('540221', '19900101', '001'),
					role: 'employer_officer',
					scopeId: world.org.clinic
				})
			)
		).toMatchObject({ kind: 'forbidden' });
	});

	it('need somebody who has an account to be signed in as themselves', async () => {
		const world = await setting();
		await world.person({ name: '次仁卓玛', id: ID, login: 'zhuoma', employer: world.org.school });
		const { token } = await invitePerson(world.ctx(await world.county.actor()), {
			name: '次仁卓玛',
			idNumber: ID,
			role: 'employer_officer',
			scopeId: world.org.clinic
		});
		expect(await refusalOf(acceptInvitation(world.ctx(), { ...accepting, token }))).toMatchObject({
			key: 'sign_in_to_accept'
		});
		const me = await meAs(world);
		expect((await readInvitation(me, token)).isMe).toBe(true);
		await acceptInvitation(me, { ...accepting, token });
		expect((await readMyEmployer(me)).employer?.name).toBe('南木林县艾玛卫生院');
	});

	it('leave a record that another employer keeps to that employer and the bureaus', async () => {
		const world = await setting();
		await world.person({ name: '次仁卓玛', id: ID, employer: world.org.clinic });
		const invite = async (who: { actor: () => Promise<Actor> }) =>
			invitePerson(world.ctx(await who.actor()), {
				name: '次仁卓玛',
				idNumber: ID,
				role: 'applicant',
				scopeId: world.org.school
			});
		expect(await refusalOf(invite(world.school))).toMatchObject({
			key: 'record_with_other_employer',
			field: 'idNumber'
		});
		expect((await invite(world.county)).token).toBeTruthy();
	});

	it('make the first administrator, and never two administrations in one person', async () => {
		const world = await setting();
		const system = world.ctx(null, { as: 'system' });
		const first = await inviteAdministrator(system, { name: '央金', role: 'security_admin' });
		const [person] = await world.store.sql(`select id from people where name = '央金'`);
		const personId = String(person!['id']);
		const second = await inviteAdministrator(system, {
			name: '央金',
			role: 'audit_admin',
			personId
		});
		await acceptInvitation(world.ctx(), {
			...accepting,
			idNumber: '',
			login: 'yangjin',
			token: first.token
		});
		const me = await meAs(world, 'yangjin');
		expect(me.actor?.hat?.role).toBe('security_admin');
		expect(
			await refusalOf(acceptInvitation(me, { ...accepting, token: second.token }))
		).toMatchObject({ key: 'two_administrations' });
		expect(
			await refusalOf(inviteAdministrator(system, { name: '央金', role: 'system_admin', personId }))
		).toMatchObject({ key: 'two_administrations' });
	});
});
