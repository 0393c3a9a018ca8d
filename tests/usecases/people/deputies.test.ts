import { describe, expect, it } from 'vitest';
import { setAccountState } from '#lib/server/usecases/people/disable-account.ts';
import { endGrant } from '#lib/server/usecases/people/grant-role.ts';
import { nameDeputy } from '#lib/server/usecases/people/name-deputy.ts';
import { as, setting, type Setting } from './desks.ts';
import { refusalOf } from './world.ts';

const name = async (world: Setting, toOn: string, fromOn = '2026-09-14') =>
	nameDeputy(await as(world, world.school), {
		person: world.teacher.personId,
		fromOn,
		toOn,
		basis: '出差'
	});
const hatsOn = async (world: Setting, day: string) =>
	(await world.store.read.grants.openOfPerson(world.teacher.personId, day)).map(
		({ deputyFor }) => deputyFor
	);
const ownGrant = async (world: Setting) =>
	(await world.store.read.grants.ofPerson(world.school.personId))[0]!;
const end = async (world: Setting, toOn: string) => {
	const { id, version } = await ownGrant(world);
	return endGrant(await as(world, world.security), { id, version, toOn, basis: '免职' });
};

describe('a deputy', () => {
	it('is one no longer than the one they stand in for holds the role', async () => {
		const world = await setting();
		await name(world, '2026-09-30');
		expect(await hatsOn(world, '2026-09-14')).toEqual([world.school.personId]);
		await end(world, '2026-09-13');
		expect(await hatsOn(world, '2026-09-14')).toEqual([]);
		// Nothing is deleted: who stood in, from when to when, and why it ended.
		const [grant] = await world.store.read.grants.ofPerson(world.teacher.personId);
		expect(grant).toMatchObject({ deputyFor: world.school.personId, toOn: '2026-09-13' });
		const [entry] = await world.store.read.log.ofObject(grant!.id, { size: 5 });
		expect(entry).toMatchObject({
			action: 'grant.end',
			subjectId: world.teacher.personId,
			detail: { basis: '免职', deputyFor: world.school.personId }
		});
		const told = await world.store.sql("select * from outbox where event = 'grant.ended'");
		expect(told).toHaveLength(2);
	});

	it('ends on the last day that the role is given, and is not named beyond it', async () => {
		const world = await setting();
		await name(world, '2026-09-30');
		await end(world, '2026-09-20');
		expect(await hatsOn(world, '2026-09-20')).toEqual([world.school.personId]);
		expect(await hatsOn(world, '2026-09-21')).toEqual([]);
		expect(await refusalOf(name(world, '2026-09-30', '2026-09-21'))).toMatchObject({
			key: 'deputy_outlasts_role',
			facts: { day: '2026-09-20' },
			field: 'toOn'
		});
	});

	it('ends with the account of the one they stand in for, for good', async () => {
		const world = await setting();
		await name(world, '2026-09-30');
		for (const state of ['disabled', 'active'] as const) {
			const account = (await world.store.read.accounts.byPerson(world.school.personId))!;
			await setAccountState(await as(world, world.security), {
				personId: world.school.personId,
				state,
				version: account.version,
				reason: '离职'
			});
			expect(await hatsOn(world, '2026-09-14')).toEqual([]);
		}
	});

	it('who is named while the role is being ended does not slip through', async () => {
		const world = await setting();
		const { id, version } = await ownGrant(world);
		await name(world, '2026-09-30');
		expect(
			await refusalOf(
				endGrant(await as(world, world.security), {
					id,
					version,
					toOn: '2026-09-13',
					basis: '免职'
				})
			)
		).toMatchObject({ key: 'stale' });
	});
});
