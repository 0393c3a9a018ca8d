import { describe, expect, it } from 'vitest';
import { endOfDay } from '#lib/domain/day.ts';
import { readCommittee, readGrant } from '#lib/server/usecases/authority/read-register.ts';
import { moveCommittee } from '#lib/server/usecases/authority/save-committee.ts';
import { endAuthorityGrant } from '#lib/server/usecases/authority/save-grant.ts';
import { routeCase } from '#lib/server/usecases/cases/route-case.ts';
import { county, makeWorld } from '../../support/world.ts';
import { bench } from '../clock/workplace.ts';
import { granting } from './granting.ts';

/** A committee filed under a grant that ends on 25 September, with an accepted case before it. */
const setting = async () => {
	const world = await makeWorld();
	const [cityOffice, countyOffice, office] = await Promise.all([
		world.cityOffice(),
		world.countyOffice(),
		world.committeeOffice()
	]);
	const officer = await world.officer('city_officer', cityOffice);
	const ctx = world.context(officer);
	const give = granting(ctx, cityOffice, countyOffice);
	const grant = await give({ validTo: '2026-09-25' });
	const committee = await world.committee({ grantId: grant.id, officeId: office.id });
	const round = await world.round({ committeeId: committee.id });
	const application = await world.application({
		state: 'accepted',
		batchId: round.batchId,
		roundId: round.id,
		committeeId: committee.id,
		officeId: office.id
	});
	const state = async () => (await readCommittee(ctx, committee.id)).committee.state;
	const resume = async () =>
		moveCommittee(ctx, {
			id: committee.id,
			version: (await readCommittee(ctx, committee.id)).committee.version,
			move: 'resume',
			reason: '已重新授权'
		});
	const clockEntries = async () =>
		(await world.store.read.log.ofObject(committee.id, { size: 50 }))
			.filter(({ role }) => role === 'clock')
			.map(({ action }) => action);
	const route = async () => {
		const batch = await world.store.read.batches.byId(round.batchId);
		const { route: found } = await routeCase(ctx, batch!, {
			series: 'engineering',
			specialty: 'water',
			level: 'junior_assistant',
			place: county
		});
		return found;
	};
	return {
		world,
		ctx,
		officer,
		grant,
		give,
		committee,
		application,
		state,
		resume,
		clockEntries,
		route
	};
};

const refusal = (key: string): unknown =>
	expect.objectContaining({ refusal: expect.objectContaining({ key }) as unknown });

describe('a committee whose grant ends', () => {
	it('reviews on the last day and is suspended after it, once; the city hears, cases are routed again', async () => {
		const { world, ctx, officer, committee, application, state, clockEntries, route } =
			await setting();
		world.clock.now = endOfDay('2026-09-25') - 1;
		const { runner, failures } = await bench(world);
		expect(await state()).toBe('active');
		expect(await route()).toMatchObject({ route: 'committee', committee: committee.id });
		world.clock.now = endOfDay('2026-09-25');
		for (let turn = 0; turn < 3; turn += 1) await runner.tick();
		expect(await state()).toBe('suspended');
		expect(await clockEntries()).toEqual(['committee.lose_grant']);
		expect(await route()).toMatchObject({
			route: 'none',
			near: [{ committee: committee.id, misses: ['inactive'] }]
		});
		expect((await world.store.read.applications.byId(application.id))?.state).toBe('rerouting');
		const { history } = await readCommittee(ctx, committee.id);
		expect(history[0]).toMatchObject({
			reason: '授权（日人社发〔2026〕1号）已于 2026-09-25 到期，暂停评审',
			after: { state: 'suspended' }
		});
		const told = await world.store.read.messages.ofPerson(officer.personId, {
			size: 10,
			number: 1
		});
		expect(told.filter(({ event }) => event === 'committee.lose_grant')).toMatchObject([
			{ href: `/office/authority/committees/${committee.id}` }
		]);
		expect(failures).toEqual([]);
	});

	it('is suspended once by two processes', async () => {
		const { world, clockEntries } = await setting();
		const [one, two] = await Promise.all([
			bench(world),
			bench(world, { store: await world.store.beside() })
		]);
		world.clock.now = endOfDay('2026-10-20');
		await Promise.all([one.runner.tick(), two.runner.tick(), one.runner.tick()]);
		expect(await clockEntries()).toEqual(['committee.lose_grant']);
	});

	it('is not resumed before authority is given again, and stops anew when that ends', async () => {
		const { world, ctx, give, committee, state, resume, clockEntries } = await setting();
		const { runner } = await bench(world);
		world.clock.now = endOfDay('2026-09-25');
		await runner.tick();
		await expect(resume()).rejects.toEqual(refusal('no_grant_for_scope'));
		const again = await give({ basisNumber: '日人社发〔2026〕9号', validFrom: '2026-09-26' });
		await resume();
		expect((await readCommittee(ctx, committee.id)).committee).toMatchObject({
			state: 'active',
			grantId: again.id
		});
		await runner.tick();
		expect(await state()).toBe('active');
		// Ended for yesterday, on the same legal day as the first suspension.
		await world.store.commit([
			{
				do: 'update',
				table: 'authorityGrants',
				id: again.id,
				version: 1,
				set: { validFrom: '2026-09-01' }
			}
		]);
		await endAuthorityGrant(ctx, {
			id: again.id,
			version: 2,
			validTo: '2026-09-25',
			reason: '收回'
		});
		await runner.tick();
		expect(await state()).toBe('suspended');
		expect(await clockEntries()).toEqual(['committee.lose_grant', 'committee.lose_grant']);
	});

	it('goes over to another grant that holds its scope, and goes on', async () => {
		const { world, ctx, give, committee, state, clockEntries } = await setting();
		const wider = await give({
			basisNumber: '日人社发〔2026〕2号',
			specialty: null,
			tiers: ['junior', 'intermediate']
		});
		const { runner } = await bench(world);
		world.clock.now = endOfDay('2026-09-25');
		await runner.tick();
		await runner.tick();
		expect(await state()).toBe('active');
		expect((await readCommittee(ctx, committee.id)).committee.grantId).toBe(wider.id);
		expect(await clockEntries()).toEqual(['committee.change_grant']);
	});

	it('was named on the page before the grant was ended; others were not', async () => {
		const { world, ctx, grant, give, committee } = await setting();
		await world.committee({ grantId: grant.id, state: 'preparing', filedOn: null, validTo: null });
		await world.committee({ place: '540222', covers: ['540222'] });
		expect((await readGrant(ctx, grant.id)).stops).toEqual([
			{ id: committee.id, name: committee.name }
		]);
		await give({ basisNumber: '日人社发〔2026〕2号' });
		expect((await readGrant(ctx, grant.id)).stops).toEqual([]);
	});
});
