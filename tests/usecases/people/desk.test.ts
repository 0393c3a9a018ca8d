import { describe, expect, it } from 'vitest';
import { changePassword } from '#lib/server/usecases/people/change-password.ts';
import { changePolicy } from '#lib/server/usecases/people/change-policy.ts';
import { endGrant, grantRole } from '#lib/server/usecases/people/grant-role.ts';
import { listPeople } from '#lib/server/usecases/people/list-people.ts';
import { nameDeputy } from '#lib/server/usecases/people/name-deputy.ts';
import { readMyLooks } from '#lib/server/usecases/people/read-account.ts';
import { readPerson } from '#lib/server/usecases/people/read-person.ts';
import { recoverAccount, startRecovery } from '#lib/server/usecases/people/recovery.ts';
import { revealNumber } from '#lib/server/usecases/people/reveal-number.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { asking, DAY, PASSWORD, refusalOf } from './world.ts';
import { as, ID, PHONE, setting, type Setting } from './desks.ts';

describe('S20: unmasking', () => {
	const wish = (world: Setting, reason = '与证书原件核对') => ({
		personId: world.teacher.personId,
		which: 'id' as const,
		reason
	});

	it('shows the number against a reason, logs it first, and the person sees who and why', async () => {
		const world = await setting();
		const officer = await as(world, world.school);
		expect(await revealNumber(officer, wish(world))).toBe(ID);
		expect(await revealNumber(officer, { ...wish(world), which: 'phone' })).toBe(PHONE);
		const looks = await readMyLooks(await as(world, world.teacher));
		expect(looks).toMatchObject([
			{ action: 'person.reveal_phone', by: '格桑', reason: '与证书原件核对', result: 'done' },
			{ action: 'person.reveal_id', by: '格桑', organisation: '南木林县湘河中学' }
		]);
		const told = await world.store.sql(
			`select * from outbox where event = 'person.number_revealed'`
		);
		expect(told).toHaveLength(2);
		// The number itself is neither in the log nor in the messages.
		expect(JSON.stringify([looks, told])).not.toContain(ID);
	});

	it('refuses without a reason, and others; both attempts leave their trace', async () => {
		const world = await setting();
		expect(
			await refusalOf(revealNumber(await as(world, world.school), wish(world, '看')))
		).toMatchObject({ field: 'reason' });
		for (const who of [world.clinic, world.system, world.audit])
			expect((await refusalOf(revealNumber(await as(world, who), wish(world)))).kind).toBe(
				'missing'
			);
		expect((await refusalOf(revealNumber(await as(world, world.security), wish(world)))).kind).toBe(
			'forbidden'
		);
		const refused = await world.store.sql(
			`select * from log where action = 'person.open' and result = 'refused'`
		);
		expect(refused).toHaveLength(4);
	});

	it('is limited by the hour', async () => {
		const world = await setting();
		const officer = await as(world, world.school);
		for (let n = 0; n < 60; n += 1) await revealNumber(officer, wish(world));
		expect((await refusalOf(revealNumber(officer, wish(world)))).kind).toBe('too_many');
	});

	it('is the only way: no list, record or view holds a full number', async () => {
		const world = await setting();
		for (const who of [world.school, world.county, world.city, world.security]) {
			const ctx = await as(world, who);
			const seen = JSON.stringify([
				await listPeople(ctx, { q: '', place: '', account: '', role: '' }, { page: 1 }),
				await readPerson(ctx, world.teacher.personId)
			]);
			expect(seen).toContain('次仁卓玛');
			expect(seen).not.toContain(ID);
			expect(seen).not.toContain(PHONE);
			expect(seen).not.toContain('cipher');
		}
	});
});

describe('filling in an application for somebody', () => {
	it('is offered to their employer and county only', async () => {
		const world = await setting();
		const offered = async (who: { actor: () => Promise<unknown> }, id = world.teacher.personId) =>
			(await readPerson(await as(world, who), id)).assist;
		expect(await offered(world.school)).toBe(true);
		expect(await offered(world.county)).toBe(true);
		for (const who of [world.city, world.security, world.teacher])
			expect(await offered(who)).toBe(false);
	});
});

describe('people lists', () => {
	const names = async (world: Setting, who: { actor: () => Promise<unknown> }, q = '') =>
		(
			await listPeople(await as(world, who), { q, place: '', account: '', role: '' }, { page: 1 })
		).rows.map(({ name }) => name);

	it('hold those whom the hat looks after, and find by name, tail and whole number', async () => {
		const world = await setting();
		expect((await names(world, world.school)).sort()).toEqual(['格桑', '次仁卓玛'].sort());
		expect(await names(world, world.clinic)).toEqual(['边巴']);
		expect((await names(world, world.county)).length).toBe(4);
		for (const q of ['次仁', ID.slice(-4).toLowerCase(), ID, PHONE.slice(-4)])
			expect(await names(world, world.city, q), q).toEqual(['次仁卓玛']);
		expect((await refusalOf(names(world, world.system))).kind).toBe('missing');
		expect((await refusalOf(names(world, world.teacher))).kind).toBe('missing');
	});

	it('page by number up to a thousand, by key beyond, and lose nobody', async () => {
		const world = await setting();
		await world.store.commit(
			Array.from({ length: 1_020 }, (_, n) =>
				insert('people', { id: `p${String(n).padStart(5, '0')}`, name: '扎西', createdAt: 0 })
			)
		);
		const ctx = await as(world, world.city);
		const filter = { q: '扎西', place: '', account: '', role: '' } as const;
		const seen = new Set<string>();
		let page = await listPeople(ctx, filter, { page: 1 });
		expect(page.total).toBeNull();
		for (;;) {
			for (const row of page.rows) {
				expect(seen.has(row.id)).toBe(false);
				seen.add(row.id);
			}
			if (page.next === null) break;
			const before = page;
			page = await listPeople(ctx, filter, { page: 1, after: page.next });
			const back = await listPeople(ctx, filter, { page: 1, before: page.previous! });
			expect(back.rows).toEqual(before.rows);
		}
		expect(seen.size).toBe(1_020);
		const few = await listPeople(ctx, { ...filter, q: '次仁' }, { page: 1 });
		expect(few).toMatchObject({ total: 1, pages: 1, next: null });
	});
});

describe('recovery', () => {
	it('by the employer’s officer sets a new password once and ends every session', async () => {
		const world = await setting();
		const login = () => signIn(world.ctx(), { login: 'zhuoma', password: PASSWORD, userAgent: '' });
		const { token: session } = await login();
		const first = await startRecovery(await as(world, world.school), {
			personId: world.teacher.personId,
			reason: '本人到人事科'
		});
		const second = await startRecovery(await as(world, world.school), {
			personId: world.teacher.personId,
			reason: '链接弄丢了'
		});
		const set = (token: string, password = 'new river below the ice') =>
			recoverAccount(world.ctx(), { token, password, repeat: password });
		expect(await refusalOf(set(first.token))).toMatchObject({ key: 'link_not_valid' });
		expect(await refusalOf(set(second.token, `born ${ID.slice(6, 14)} here`))).toMatchObject({
			key: 'password_holds_known'
		});
		await set(second.token);
		expect(await asking(world, session)).toBeNull();
		expect((await refusalOf(login())).key).toBe('sign_in_refused');
		expect(await refusalOf(set(second.token))).toMatchObject({ key: 'link_not_valid' });
	});

	it('is nobody else’s, needs a reason, and ends after a day', async () => {
		const world = await setting();
		const start = async (who: { actor: () => Promise<unknown> }, reason = '本人到场') =>
			startRecovery(await as(world, who), { personId: world.teacher.personId, reason });
		expect((await refusalOf(start(world.clinic))).kind).toBe('missing');
		expect((await refusalOf(start(world.security))).kind).toBe('forbidden');
		expect(await refusalOf(start(world.school, ' '))).toMatchObject({ field: 'reason' });
		const { token } = await start(world.county);
		world.clock.now += DAY;
		expect(
			await refusalOf(recoverAccount(world.ctx(), { token, password: PASSWORD, repeat: PASSWORD }))
		).toMatchObject({ key: 'link_not_valid' });
	});
});

describe('S12: changing the password', () => {
	const change = async (world: Setting, currentPassword: string, password: string) => {
		const account = await world.store.read.accounts.byPerson(world.teacher.personId);
		const actor = await world.teacher.actor();
		return changePassword(world.ctx({ ...actor, accountId: account!.id }), {
			currentPassword,
			password,
			repeat: password,
			userAgent: ''
		});
	};

	it('needs the present one and moves to a new session', async () => {
		const world = await setting();
		const { token } = await signIn(world.ctx(), {
			login: 'zhuoma',
			password: PASSWORD,
			userAgent: ''
		});
		expect(await refusalOf(change(world, 'wrong', 'new river below the ice'))).toMatchObject({
			field: 'currentPassword'
		});
		expect(await refusalOf(change(world, PASSWORD, PASSWORD))).toMatchObject({
			key: 'password_unchanged'
		});
		const next = await change(world, PASSWORD, 'new river below the ice');
		expect(await asking(world, token)).toBeNull();
		expect(await asking(world, next.token)).not.toBeNull();
	});

	it('under the second policy asks for three kinds and remembers the last five', async () => {
		const world = await setting();
		await changePolicy(await as(world, world.security), {
			key: 'password.policy',
			value: 'dengbao',
			basis: '等保测评整改'
		});
		expect(await refusalOf(change(world, PASSWORD, 'new river below the ice'))).toMatchObject({
			key: 'password_classes'
		});
		const used = [PASSWORD];
		for (const word of ['Willow', 'Barley', 'Saddle', 'Lantern', 'Ferry']) {
			const next = `${word} upon cold water 7`;
			await change(world, used.at(-1)!, next);
			used.push(next);
		}
		expect(await refusalOf(change(world, used.at(-1)!, used[1]!))).toMatchObject({
			key: 'password_used_before'
		});
		// The sixth before is forgotten; it only lacks the kinds now.
		expect(await refusalOf(change(world, used.at(-1)!, PASSWORD))).toMatchObject({
			key: 'password_classes'
		});
	});
});

describe('grants and deputies', () => {
	const give = async (world: Setting, who: { actor: () => Promise<unknown> }, more: object) =>
		grantRole(await as(world, who), {
			personId: world.teacher.personId,
			role: 'employer_officer',
			scopeId: world.org.school,
			fromOn: '2026-09-14',
			toOn: '',
			basis: '校长办公会',
			...more
		});

	it('take effect with the next request and end with a day', async () => {
		const world = await setting();
		const { token } = await signIn(world.ctx(), {
			login: 'zhuoma',
			password: PASSWORD,
			userAgent: ''
		});
		await give(world, world.school, {});
		expect((await asking(world, token))?.actor.hats).toMatchObject([{ role: 'employer_officer' }]);
		const [grant] = await world.store.read.grants.ofPerson(world.teacher.personId);
		await endGrant(await as(world, world.county), {
			id: grant!.id,
			version: grant!.version,
			toOn: '2026-09-14',
			basis: '轮岗'
		});
		expect((await asking(world, token))?.actor.hats).toHaveLength(1);
		// Past midnight; the session itself would long have idled out.
		const tomorrow = await world.store.read.grants.openOfPerson(
			world.teacher.personId,
			'2026-09-15'
		);
		expect(tomorrow).toEqual([]);
	});

	it('are refused across desks and logged', async () => {
		const world = await setting();
		expect((await refusalOf(give(world, world.clinic, {}))).kind).toBe('forbidden');
		expect(
			(
				await refusalOf(
					give(world, world.county, { role: 'county_officer', scopeId: world.org.bureau })
				)
			).kind
		).toBe('forbidden');
		expect(
			(await refusalOf(give(world, world.system, { role: 'audit_admin', scopeId: '' }))).kind
		).toBe('forbidden');
		expect(await refusalOf(give(world, world.school, { basis: '' }))).toMatchObject({
			field: 'basis'
		});
		const log = await world.store.sql(`select result from log where action = 'grant.give'`);
		expect(log).toEqual([{ result: 'refused' }, { result: 'refused' }, { result: 'refused' }]);
	});

	it('keep three administrators apart unless the installation says otherwise', async () => {
		const world = await setting();
		const wish = { personId: world.system.personId, role: 'audit_admin', scopeId: '' };
		expect(await refusalOf(give(world, world.security, wish))).toMatchObject({
			key: 'two_administrations'
		});
		await changePolicy(await as(world, world.security), {
			key: 'admin.separate',
			value: false,
			basis: '试点单位人手不足'
		});
		await give(world, world.security, wish);
		expect(
			(
				await refusalOf(
					changePolicy(await as(world, world.city), {
						key: 'admin.separate',
						value: true,
						basis: '–'
					})
				)
			).kind
		).toBe('missing');
	});

	it('never take the last administrator of a kind away', async () => {
		const world = await setting();
		const [grant] = await world.store.read.grants.ofPerson(world.audit.personId);
		const end = async () =>
			endGrant(await as(world, world.security), {
				id: grant!.id,
				version: grant!.version,
				toOn: '2026-09-13',
				basis: '调离'
			});
		expect(await refusalOf(end())).toMatchObject({ key: 'last_administrator' });
		await give(world, world.security, { role: 'audit_admin', scopeId: '' });
		await end();
	});

	it('let a colleague stand in from a day to a day', async () => {
		const world = await setting();
		const name = async (person: string) =>
			nameDeputy(await as(world, world.school), {
				person,
				fromOn: '2026-09-14',
				toOn: '2026-09-30',
				basis: '出差'
			});
		expect(await refusalOf(name(world.clinic.personId))).toMatchObject({
			key: 'deputy_from_same_office'
		});
		await name(world.teacher.personId);
		const { token, hat } = await signIn(world.ctx(), {
			login: 'zhuoma',
			password: PASSWORD,
			userAgent: ''
		});
		expect(hat).toMatchObject({ role: 'employer_officer', deputyFor: world.school.personId });
		expect((await asking(world, token))?.actor.hat?.deputyFor).toBe(world.school.personId);
		expect(
			await refusalOf(
				nameDeputy(world.ctx((await asking(world, token))!.actor), {
					person: world.school.personId,
					fromOn: '2026-09-14',
					toOn: '2026-09-20',
					basis: ''
				})
			)
		).toMatchObject({ key: 'deputy_names_no_deputy' });
		expect(
			await world.store.read.grants.openOfPerson(world.teacher.personId, '2026-10-01')
		).toEqual([]);
	});
});
