import { describe, expect, it } from 'vitest';
import {
	getCoverageBoard,
	getCoverageCell
} from '#lib/server/usecases/authority/coverage-board.ts';
import { listCommittees, readCommittee } from '#lib/server/usecases/authority/read-register.ts';
import { moveCommittee, prepareCommittee } from '#lib/server/usecases/authority/save-committee.ts';
import { addEntrustment, endEntrustment } from '#lib/server/usecases/authority/save-entrustment.ts';
import { endAuthorityGrant } from '#lib/server/usecases/authority/save-grant.ts';
import { routeCase } from '#lib/server/usecases/cases/route-case.ts';
import { city, county, makeWorld } from '../../support/world.ts';
import { granting } from './granting.ts';

const setting = async () => {
	const world = await makeWorld();
	const cityOffice = await world.cityOffice();
	const countyOffice = await world.countyOffice();
	const officer = await world.officer('city_officer', cityOffice);
	const ctx = world.context(officer);
	const grant = granting(ctx, cityOffice, countyOffice);
	const prepare = (given: Partial<Parameters<typeof prepareCommittee>[1]> = {}) =>
		prepareCommittee(ctx, {
			name: '南木林县工程系列水利专业初级职称评审委员会',
			series: 'engineering',
			specialty: 'water',
			tiers: ['junior'],
			covers: [county],
			place: county,
			sponsorId: countyOffice.id,
			officeId: '',
			minSize: 7,
			external: false,
			...given
		});
	const file = async (id: string, given: Partial<Parameters<typeof moveCommittee>[1]> = {}) =>
		moveCommittee(ctx, {
			id,
			version: (await readCommittee(ctx, id)).committee.version,
			move: 'file',
			reason: '日人社备〔2026〕3号',
			filingNumber: '日人社备〔2026〕3号',
			filedOn: '2026-09-20',
			validTo: '2029-09-19',
			...given
		});
	return { world, ctx, officer, countyOffice, grant, prepare, file };
};

const refusal = (key: string): unknown =>
	expect.objectContaining({ refusal: expect.objectContaining({ key }) as unknown });

describe('a committee', () => {
	it('is filed under a grant for its scope, and its history keeps every version', async () => {
		const { ctx, grant, prepare, file } = await setting();
		const { id } = await prepare();
		await expect(file(id)).rejects.toEqual(refusal('no_grant_for_scope'));
		await grant();
		await file(id);
		const { committee, history } = await readCommittee(ctx, id);
		expect(committee).toMatchObject({
			state: 'active',
			filedOn: '2026-09-20',
			validTo: '2029-09-19'
		});
		expect(history.map(({ after }) => after.state)).toEqual(['active', 'preparing']);
	});

	it.each([
		['2029-09-20', 7, 'validity_too_long'],
		['2026-09-19', 7, 'validity_backwards'],
		['2029-09-19', 5, 'committee_size_wrong'],
		['2029-09-19', 8, 'committee_size_wrong']
	])('is not filed to %s with %i members: %s', async (validTo, minSize, key) => {
		const { grant, prepare, file } = await setting();
		await grant();
		const { id } = await prepare();
		await expect(file(id, { validTo, minSize })).rejects.toEqual(refusal(key));
	});

	it('has no twin: a second one for the same scope would make routing ambiguous', async () => {
		const { grant, prepare, file } = await setting();
		await grant();
		await file((await prepare()).id);
		const second = await prepare({ name: '另一个同范围评审委员会' });
		await expect(file(second.id, { filingNumber: '日人社备〔2026〕4号' })).rejects.toEqual(
			refusal('committee_has_twin')
		);
	});

	it('takes cases when in force and none when suspended', async () => {
		const { world, ctx, grant, prepare, file } = await setting();
		await grant();
		const { id } = await prepare();
		await file(id);
		const batch = await world.batch();
		await world.round({ batchId: batch.id, committeeId: id });
		const question = {
			series: 'engineering',
			specialty: 'water',
			level: 'junior_assistant',
			place: county
		};
		expect((await routeCase(ctx, batch, question)).route).toMatchObject({
			route: 'committee',
			committee: id
		});
		const { committee } = await readCommittee(ctx, id);
		await moveCommittee(ctx, {
			id,
			version: committee.version,
			move: 'suspend',
			reason: '委员不足'
		});
		expect((await routeCase(ctx, batch, question)).route).toMatchObject({
			route: 'none',
			near: [{ committee: id, misses: ['inactive'] }]
		});
	});

	it('is not changed from an old page', async () => {
		const { ctx, grant, prepare, file } = await setting();
		await grant();
		const { id } = await prepare();
		await file(id);
		await expect(
			moveCommittee(ctx, { id, version: 1, move: 'suspend', reason: '旧页面' })
		).rejects.toEqual(refusal('stale'));
	});
});

describe('the register', () => {
	it('is closed to everybody but the city, and says so in the log', async () => {
		const { world, prepare } = await setting();
		await prepare();
		const stranger = world.context(
			await world.officer('county_officer', await world.countyOffice('540222'))
		);
		await expect(
			listCommittees(stranger, { place: '', series: '', state: '', q: '' })
		).rejects.toEqual(refusal('not_your_area'));
		const log = await world.store.read.log.ofActor(stranger.actor?.personId ?? '', { size: 10 });
		expect(log).toMatchObject([{ action: 'area.authority_register', result: 'refused' }]);
	});

	it('ends grants and entrustments by a date, never by deleting them', async () => {
		const { world, ctx, grant } = await setting();
		const { id } = await grant();
		const row = await world.store.read.authorityGrants.byId(id);
		await endAuthorityGrant(ctx, {
			id,
			version: row?.version ?? 0,
			validTo: '2026-12-31',
			reason: '收回'
		});
		expect(await world.store.read.authorityGrants.byId(id)).toMatchObject({
			validTo: '2026-12-31'
		});
		expect(await world.store.read.authorityGrants.history(id)).toHaveLength(2);

		const target = await world.committee({ place: '540222', covers: ['540222'] });
		const entrusted = await addEntrustment(ctx, {
			fromPlace: county,
			committeeId: target.id,
			tiers: ['junior'],
			validFrom: '2026-09-14',
			validTo: '2027-09-13',
			basisNumber: '日人社发〔2026〕2号'
		});
		await endEntrustment(ctx, {
			id: entrusted.id,
			version: 1,
			validTo: '2026-12-31',
			reason: '已自建'
		});
		expect(await world.store.read.entrustments.byId(entrusted.id)).toMatchObject({
			validTo: '2026-12-31'
		});
	});

	it('refuses what the catalogue does not know', async () => {
		const { grant } = await setting();
		await expect(grant({ series: 'alchemy' })).rejects.toEqual(refusal('series_unknown'));
		await expect(grant({ series: 'journalism', specialty: 'water' })).rejects.toEqual(
			refusal('specialty_unknown')
		);
		await expect(grant({ places: ['999999'] })).rejects.toEqual(refusal('places_missing'));
		await expect(grant({ tiers: [] })).rejects.toEqual(refusal('tiers_missing'));
	});
});

describe('the coverage board', () => {
	it('has 180 cells and tells what became of each', async () => {
		const { world, ctx } = await setting();
		const own = await world.committee();
		await world.committee({ place: '540222', covers: ['540222'], validTo: '2026-10-31' });
		await world.committee({
			place: '540223',
			covers: ['540223'],
			state: 'preparing',
			filedOn: null,
			validTo: null
		});
		const neighbour = await world.committee({ place: '540224', covers: ['540224'] });
		await addEntrustment(ctx, {
			fromPlace: '540225',
			committeeId: neighbour.id,
			tiers: ['junior'],
			validFrom: '2026-09-14',
			validTo: '2027-09-13',
			basisNumber: '日人社发〔2026〕2号'
		});
		await world.committee({ series: 'journalism', specialty: null, place: city, covers: [city] });
		const board = await getCoverageBoard(ctx);
		expect(board.rows.flatMap(({ cells }) => cells)).toHaveLength(180);
		const state = (place: string, series = 'engineering', specialty: string | null = 'water') =>
			board.rows
				.find((row) => row.county === place)
				?.cells.find((cell) => cell.series === series && cell.specialty === specialty)?.state;
		expect([
			state(county),
			state('540222'),
			state('540223'),
			state('540225'),
			state('540226'),
			state('540237', 'journalism', null)
		]).toEqual(['active', 'expiring', 'preparing', 'entrusted', 'none', 'reviewed_by_city']);
		const cell = await getCoverageCell(ctx, { county, series: 'engineering', specialty: 'water' });
		expect(cell.committee?.id).toBe(own.id);
	});
});
