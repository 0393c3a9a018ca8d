import { describe, expect, it } from 'vitest';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { listCases } from '#lib/server/usecases/desk/list-cases.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { decideAffiliation } from '#lib/server/usecases/people/decide-affiliation.ts';
import { nameDeputy } from '#lib/server/usecases/people/name-deputy.ts';
import { requestEmployerChange } from '#lib/server/usecases/people/request-employer-change.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { refusalOf } from '../applications/setting.ts';
import { bringTo, held, makeDesks, type DeskSetting } from './setting.ts';

const listed = async (ctx: Context, desk: 'employer' | 'county' | 'city') =>
	(await listCases(ctx, desk, readCaseQuery(desk, new URLSearchParams('tab=all')))).rows.map(
		({ number }) => number
	);

/** The applicant goes to an employer in another county, whose officer takes them in. */
const changeEmployer = async (desks: DeskSetting) => {
	const { world } = desks;
	const next = await world.employer({ name: '江孜县水利站', place: '540222' });
	const officer = world.context(await world.officer('employer_officer', next));
	await requestEmployerChange(desks.ctx, next.id);
	const [request] = await world.store.read.affiliations.ofPerson(desks.person.id);
	if (!request) throw new Error('no request');
	await decideAffiliation(officer, { id: request.id, version: request.version, move: 'approve' });
	return { next, officer };
};

describe('a case whose applicant changes employer meanwhile', () => {
	it('stays with the employer that checked it, and goes on from there', async () => {
		const desks = await makeDesks();
		const { world, employer, person } = desks;
		const before = await bringTo(desks, 'county_check');
		const { next, officer } = await changeEmployer(desks);
		expect((await world.store.read.people.byId(person.id))?.employerId).toBe(next.id);
		const after = await held(desks, before.id);
		const belongs = ({ employerId, employerName, agencyId, place, state }: typeof after) => ({
			employerId,
			employerName,
			agencyId,
			place,
			state
		});
		expect(belongs(after)).toEqual(belongs(before));
		expect(after.employerId).toBe(employer.id);
		// The one that checked still has it in its list, the new one knows nothing of it.
		expect(await listed(desks.at('employer'), 'employer')).toEqual([before.number]);
		expect(await listed(officer, 'employer')).toEqual([]);
		expect(await refusalOf(getCase(officer, before.id))).toBe('not_found');
		await passCase(desks.at('county'), { id: before.id, version: after.version, opinion: '同意' });
		expect(await held(desks, before.id)).toMatchObject({
			state: 'acceptance_check',
			employerId: employer.id,
			place: employer.place,
			committeeId: desks.committee.id
		});
	});
});

describe('a deputy', () => {
	it("sees and passes on a case of the principal's list, in their own name and for the principal", async () => {
		const desks = await makeDesks();
		const { world, county, officers } = desks;
		const { id, number, version } = await bringTo(desks, 'county_check');
		const colleague = await world.person({ employerId: county.id });
		await world.account(colleague.id);
		const today = world.context().today();
		await nameDeputy(world.context(officers.county), {
			person: colleague.id,
			fromOn: today,
			toOn: '2026-10-15',
			basis: '休假'
		});
		const deputy = world.context(await world.actor(colleague));
		expect(deputy.actor?.hat).toMatchObject({
			role: 'county_officer',
			scopeId: county.id,
			deputyFor: officers.county.personId
		});
		expect(await listed(deputy, 'county')).toEqual([number]);
		expect(await listed(deputy, 'county')).toEqual(await listed(desks.at('county'), 'county'));
		expect((await getCase(deputy, id)).offers.map(({ move }) => move)).toContain('county_pass');
		await passCase(deputy, { id, version, opinion: '程序完备，同意上报' });
		expect((await held(desks, id)).state).toBe('acceptance_check');
		const [entry] = (await world.store.read.log.ofObject(id, { size: 50 })).filter(
			({ action }) => action === 'case.county_pass'
		);
		expect(entry).toMatchObject({ actorId: colleague.id, role: 'county_officer' });
		// The principal finds it done.
		expect(
			await refusalOf(passCase(world.context(officers.county), { id, version, opinion: '同意' }))
		).toBe('state_does_not_allow');
	});

	it('sees nothing of it any more once their days are over', async () => {
		const desks = await makeDesks();
		const { world, county, officers } = desks;
		const { id } = await bringTo(desks, 'county_check');
		const colleague = await world.person({ employerId: county.id });
		await world.account(colleague.id);
		await nameDeputy(world.context(officers.county), {
			person: colleague.id,
			fromOn: world.context().today(),
			toOn: '2026-10-15',
			basis: '休假'
		});
		world.clock.now = Date.parse('2026-10-16T09:00:00+08:00');
		const after = world.context(await world.actor(colleague));
		expect(after.actor?.hat).toBeNull();
		expect(await listed(after, 'county')).toEqual([]);
		expect(await refusalOf(getCase(after, id))).toBe('not_found');
	});
});
