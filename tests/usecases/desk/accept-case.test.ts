import { describe, expect, it } from 'vitest';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { previewBulk } from '#lib/server/usecases/desk/bulk-move.ts';
import {
	assignNewCommittee,
	closeWithoutRoute,
	rerouteCase
} from '#lib/server/usecases/desk/decide-rerouting.ts';
import { forwardCase } from '#lib/server/usecases/desk/forward-case.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { update } from '#lib/server/usecases/ports.ts';
import { bringTo, held, makeDesks, type DeskSetting } from './setting.ts';

/** The committee of the county is suspended; a committee of the city takes its place. */
const leadToCity = async (desks: DeskSetting, officeId: string | null) => {
	const { world } = desks;
	const next = await world.committee({
		place: '540200',
		covers: ['540200'],
		officeId,
		name: '日喀则市工程系列水利专业初级评审委员会'
	});
	await world.round({ batchId: desks.batch.id, committeeId: next.id });
	await world.store.commit([update('committees', desks.committee, { state: 'suspended' })]);
	return next;
};

describe('the office that holds a case', () => {
	it('accepts for another committee of its own only after having seen that the route changed', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const next = await leadToCity(desks, desks.office.id);
		const office = desks.at('office');
		const seen = await getCase(office, id);
		expect(seen.routeChanged).toBe(true);
		expect(seen.offers.find(({ move }) => move === 'accept')?.refusal).toBeNull();
		await expect(acceptCase(office, { id, version })).rejects.toMatchObject({
			refusal: { key: 'route_changed', facts: { committee: next.name } }
		});
		const after = await acceptCase(office, { id, version, committeeSeen: next.id });
		expect(after).toMatchObject({
			state: 'accepted',
			committeeId: next.id,
			officeId: desks.office.id,
			holderId: desks.office.id
		});
	});

	it('accepts for no committee of another office, seen or not, and hands the case to the city', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const other = await world.committeeOffice();
		const next = await leadToCity(desks, other.id);
		const office = desks.at('office');
		const refused = {
			refusal: { key: 'route_to_other_office', facts: { committee: next.name } }
		};
		await expect(acceptCase(office, { id, version })).rejects.toMatchObject(refused);
		await expect(acceptCase(office, { id, version, committeeSeen: next.id })).rejects.toMatchObject(
			refused
		);
		expect(await previewBulk(office, 'accept', [id])).toMatchObject([{ ...refused, to: null }]);
		expect(await held(desks, id)).toMatchObject({ state: 'acceptance_check', version });

		const { offers } = await getCase(office, id);
		expect(offers.find(({ move }) => move === 'accept')).toMatchObject(refused);
		expect(offers.find(({ move }) => move === 'reroute')?.refusal).toBeNull();
		const open = await rerouteCase(office, { id, version, reason: '授权有变化' });
		expect(open).toMatchObject({ state: 'rerouting', holderParty: 'city' });
		const sent = await assignNewCommittee(desks.at('city'), {
			id,
			version: open.version,
			reason: '改由市级评委会评审'
		});
		expect(sent).toMatchObject({
			state: 'acceptance_check',
			committeeId: next.id,
			officeId: other.id,
			holderId: other.id
		});
		const colleague = world.context(await world.officer('committee_office', other));
		expect((await acceptCase(colleague, { id, version: sent.version })).state).toBe('accepted');
	});

	it('gives a case to no committee that has no office to receive it, until it has one', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const next = await leadToCity(desks, null);
		const open = await rerouteCase(desks.at('office'), { id, version, reason: '授权有变化' });
		const city = desks.at('city');
		const refused = { refusal: { kind: 'rule', key: 'committee_without_office' } };
		const { offers, route } = await getCase(city, id);
		expect(offers.find(({ move }) => move === 'assign_new_committee')).toMatchObject(refused);
		// What the page is told of the route holds no row of the register.
		expect(Object.keys(route!.committee!).sort()).toEqual(
			['external', 'filedOn', 'id', 'name', 'place', 'validTo'].sort()
		);
		const assign = () =>
			assignNewCommittee(city, { id, version: open.version, reason: '改由市级评委会评审' });
		await expect(assign()).rejects.toMatchObject(refused);
		expect(await held(desks, id)).toMatchObject({ state: 'rerouting', version: open.version });
		const office = await world.committeeOffice();
		await world.store.commit([update('committees', next, { officeId: office.id })]);
		expect(await assign()).toMatchObject({ state: 'acceptance_check', holderId: office.id });
	});

	it.each([
		['no committee', false, 'no_route'],
		['the region', true, 'route_leads_to_region']
	])('hands on a case that now leads to %s, with the reason', async (_, toRegion, key) => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		if (toRegion)
			await world.committee({
				place: '540000',
				covers: ['540000'],
				external: true,
				name: '自治区'
			});
		const office = desks.at('office');
		await expect(rerouteCase(office, { id, version, reason: '不想评' })).rejects.toMatchObject({
			refusal: { key: 'committee_still_valid' }
		});
		await world.store.commit([update('committees', desks.committee, { state: 'revoked' })]);
		await expect(acceptCase(office, { id, version })).rejects.toMatchObject({ refusal: { key } });
		expect((await getCase(office, id)).offers.find(({ move }) => move === 'accept')).toMatchObject({
			refusal: { key }
		});
		const open = await rerouteCase(office, { id, version, reason: '按权限应报自治区' });
		const city = desks.at('city');
		const end = toRegion
			? await forwardCase(city, { id, version: open.version, document: '日人社函〔2026〕12号' })
			: await closeWithoutRoute(city, {
					id,
					version: open.version,
					document: '日人社函〔2026〕31号'
				});
		expect(end.state).toBe(toRegion ? 'forwarded_to_region' : 'closed_without_route');
	});
});
