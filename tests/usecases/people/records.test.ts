import { describe, expect, it } from 'vitest';
import { decideHeldTitle, enterHeldTitle } from '#lib/server/usecases/people/held-titles.ts';
import { listOrganisations } from '#lib/server/usecases/people/list-organisations.ts';
import { mergePeople, previewMerge } from '#lib/server/usecases/people/merge-people.ts';
import {
	changeOrganisation,
	createOrganisation
} from '#lib/server/usecases/people/organisations.ts';
import { revealNumber } from '#lib/server/usecases/people/reveal-number.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { asking, PASSWORD, refusalOf } from './world.ts';
import { as, ID, setting, type Setting } from './desks.ts';

describe('merging two records of one person', () => {
	it('keeps both histories, one account, and the number', async () => {
		const world = await setting();
		const double = await world.person({
			name: '次仁卓玛',
			phone: '13908920002',
			employer: world.org.clinic,
			login: 'zhuoma2'
		});
		const city = await as(world, world.city);
		await enterHeldTitle(city, {
			personId: double.personId,
			printedName: '助理工程师',
			series: '',
			specialty: '',
			obtainedOn: '2018-12-01',
			issuer: '日喀则市人社局',
			certificateNumber: 'A 123'
		});
		const wish = { keep: double.personId, duplicate: world.teacher.personId };
		expect((await previewMerge(city, wish)).account).toBe('keep');
		await mergePeople(city, { ...wish, reason: '本人持身份证到场' });
		const [kept, gone] = [
			await world.store.read.people.byId(double.personId),
			await world.store.read.people.byId(world.teacher.personId)
		];
		expect(gone).toMatchObject({ mergedInto: kept!.id, idBlind: null, employerId: null });
		expect(gone!.idCipher).not.toBeNull();
		expect(kept!.idLast4).toBe(ID.slice(-4));
		expect(
			await revealNumber(city, { personId: kept!.id, which: 'id', reason: '合并后核对' })
		).toBe(ID);
		expect(await world.store.read.people.employments(kept!.id)).toHaveLength(2);
		expect(await world.store.read.heldTitles.ofPerson(kept!.id)).toHaveLength(1);
		// The number signs in to the account that stayed; the other is off.
		const signed = await signIn(world.ctx(), { login: ID, password: PASSWORD, userAgent: '' });
		expect((await asking(world, signed.token))?.actor.personId).toBe(kept!.id);
		expect(
			(await refusalOf(signIn(world.ctx(), { login: 'zhuoma', password: PASSWORD, userAgent: '' })))
				.key
		).toBe('sign_in_refused');
		const log = await world.store.sql(
			`select object_id, detail from log where action = 'person.merge' order by seq`
		);
		expect(log.map((entry) => entry['object_id'])).toEqual([kept!.id, gone!.id]);
		expect(JSON.stringify(log)).toContain('本人持身份证到场');
		expect(await refusalOf(mergePeople(city, { ...wish, reason: '再来一次' }))).toMatchObject({
			kind: 'stale'
		});
	});

	it('is for officers of both, and never for one’s own record', async () => {
		const world = await setting();
		const double = await world.person({ name: '次仁卓玛', employer: world.org.city });
		const wish = { keep: world.teacher.personId, duplicate: double.personId, reason: '同一人' };
		expect((await refusalOf(mergePeople(await as(world, world.county), wish))).kind).toBe(
			'missing'
		);
		expect((await refusalOf(mergePeople(await as(world, world.school), wish))).kind).toBe(
			'forbidden'
		);
	});
});

describe('titles earned before the portal', () => {
	const title = (world: Setting) => ({
		personId: world.teacher.personId,
		printedName: '助理工程师',
		series: '',
		specialty: '',
		obtainedOn: '2018-12-01',
		issuer: '日喀则市人社局',
		certificateNumber: 'Ａ１２３'
	});

	it('are entered, verified by the county and found', async () => {
		const world = await setting();
		const id = await enterHeldTitle(await as(world, world.school), title(world));
		expect(
			await refusalOf(enterHeldTitle(await as(world, world.school), title(world)))
		).toMatchObject({ key: 'title_already_entered' });
		const stored = await world.store.read.heldTitles.byId(id);
		expect(stored).toMatchObject({
			series: 'engineering',
			level: 'junior_assistant',
			certificateNumber: 'A123',
			state: 'entered'
		});
		const decide = async (who: { actor: () => Promise<unknown> }) =>
			decideHeldTitle(await as(world, who), {
				id,
				version: stored!.version,
				decision: 'verified',
				reason: '与原件一致'
			});
		expect((await refusalOf(decide(world.school))).kind).toBe('forbidden');
		expect((await refusalOf(decide(world.teacher))).kind).toBe('forbidden');
		await decide(world.county);
		expect(await world.store.read.heldTitles.byCertificateNumber('A123')).toMatchObject([
			{ state: 'verified' }
		]);
		expect((await refusalOf(decide(world.county))).kind).toBe('stale');
	});

	it('must be in the catalogue, past, and clear about the series', async () => {
		const world = await setting();
		const enter = async (more: object) =>
			enterHeldTitle(await as(world, world.county), { ...title(world), ...more });
		expect(await refusalOf(enter({ printedName: '高级大师' }))).toMatchObject({
			field: 'printedName'
		});
		expect(await refusalOf(enter({ printedName: '馆员' }))).toMatchObject({ field: 'series' });
		expect(await refusalOf(enter({ obtainedOn: '2026-09-15' }))).toMatchObject({
			field: 'obtainedOn'
		});
		expect(await refusalOf(enter({ obtainedOn: '2018-02-30' }))).toMatchObject({
			field: 'obtainedOn'
		});
	});
});

describe('organisations', () => {
	const input = {
		kind: 'employer',
		name: '南木林县奴玛小学',
		place: '540221',
		sector: '',
		parentId: '',
		agencyId: '',
		ownership: 'public',
		grassroots: true,
		township: '奴玛乡',
		phone: '0892 8820000'
	} as const;

	it('are set up by the city anywhere, by a county in its own place only', async () => {
		const world = await setting();
		const county = await as(world, world.county);
		const id = await createOrganisation(county, input);
		expect(await world.store.read.organisations.byId(id)).toMatchObject({
			name: '南木林县奴玛小学',
			grassroots: true,
			state: 'active'
		});
		expect(await refusalOf(createOrganisation(county, input))).toMatchObject({
			key: 'organisation_exists'
		});
		expect((await refusalOf(createOrganisation(county, { ...input, place: '540222' }))).kind).toBe(
			'forbidden'
		);
		expect((await refusalOf(createOrganisation(county, { ...input, kind: 'county' }))).kind).toBe(
			'forbidden'
		);
		await createOrganisation(await as(world, world.city), { ...input, place: '540222' });
		const filter = { q: '', kind: '', place: '', state: '' } as const;
		expect(
			(await listOrganisations(county, filter, { page: 1 })).rows.every(
				({ place }) => place === '540221'
			)
		).toBe(true);
		expect(
			(await refusalOf(listOrganisations(await as(world, world.school), filter, { page: 1 }))).kind
		).toBe('missing');
	});

	it('change with a basis, keep what they were in the log, and close only when empty', async () => {
		const world = await setting();
		const city = await as(world, world.city);
		const change = (id: string, version: number, more: object) =>
			changeOrganisation(city, {
				...input,
				id,
				version,
				state: 'active',
				basis: '机构改革',
				...more
			});
		expect(
			await refusalOf(change(world.org.school, 1, { name: '南木林县湘河中学', state: 'closed' }))
		).toMatchObject({ key: 'organisation_has_people' });
		const id = await createOrganisation(city, input);
		expect(await refusalOf(change(id, 1, { basis: '' }))).toMatchObject({ field: 'basis' });
		await change(id, 1, { name: '南木林县奴玛中心小学' });
		expect((await refusalOf(change(id, 1, {}))).kind).toBe('stale');
		await change(id, 2, { name: '南木林县奴玛中心小学', state: 'closed' });
		const log = JSON.stringify(
			await world.store.sql(`select detail from log where action = 'organisation.change'`)
		);
		expect(log).toContain('南木林县奴玛小学');
	});
});
