import { describe, expect, it } from 'vitest';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import {
	assignNewCommittee,
	closeWithoutRoute,
	rerouteCase
} from '#lib/server/usecases/desk/decide-rerouting.ts';
import { forwardCase, recordRegionResult } from '#lib/server/usecases/desk/forward-case.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { refuseCase } from '#lib/server/usecases/desk/refuse-case.ts';
import { requestCorrection } from '#lib/server/usecases/desk/request-correction.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import { resumeCase, suspendCase } from '#lib/server/usecases/desk/suspend-case.ts';
import { update } from '#lib/server/usecases/ports.ts';
import { bringTo, held, letNoticeEnd, makeDesks, type DeskSetting } from './setting.ts';

const twoDefects = [
	{ section: 'education', field: 'graduatedOn', text: '毕业时间和证书不一致' },
	{ section: 'materials', field: 'id_copy', text: '身份证复印件看不清' },
	{ section: 'basics', field: '', text: '   ' }
];

const logOf = async ({ world }: DeskSetting, id: string) =>
	world.store.read.log.ofObject(id, { size: 100 });

describe('a return', () => {
	it('lists every defect in one go and opens the named sections only', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'employer_check');
		const after = await returnCase(desks.at('employer'), {
			id,
			version,
			defects: twoDefects,
			opinion: '改好再交'
		});
		expect(after.state).toBe('returned_by_employer');
		expect(after.openSections).toEqual(['education', 'materials']);
		expect(after.pickedUpAt).toBeNull();
		const rows = await desks.world.store.read.defects.ofApplication(id);
		expect(
			rows.map(({ section, field, kind, byParty }) => [section, field, kind, byParty])
		).toEqual(
			expect.arrayContaining([
				['education', 'graduatedOn', 'return', 'employer'],
				['materials', 'id_copy', 'return', 'employer']
			])
		);
		expect(rows).toHaveLength(2);
		expect(new Set(rows.map(({ returnId }) => returnId)).size).toBe(1);
	});

	it('needs at least one defect, and a place that the form has', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'employer_check');
		const employer = desks.at('employer');
		await expect(returnCase(employer, { id, version, defects: [] })).rejects.toMatchObject({
			refusal: { key: 'defects_missing' }
		});
		for (const defect of [
			{ section: 'pledge', field: '', text: '重签' },
			{ section: 'basics', field: 'salary', text: '工资' },
			{ section: 'materials', field: 'passport', text: '护照' }
		])
			await expect(returnCase(employer, { id, version, defects: [defect] })).rejects.toMatchObject({
				refusal: { key: 'defect_place_unknown' }
			});
		expect((await held(desks, id)).version).toBe(version);
	});

	it('can be made by the county, and the employer is told', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'county_check');
		const after = await returnCase(desks.at('county'), { id, version, defects: twoDefects });
		expect(after.state).toBe('returned_by_employer');
		expect(after.reach).toBe(3);
		// The desk that returned it still sees it.
		expect((await getCase(desks.at('county'), id)).defects).toHaveLength(2);
		const [entry] = await logOf(desks, id);
		expect(entry).toMatchObject({ action: 'case.county_return', role: 'county_officer' });
	});
});

describe('the one correction notice', () => {
	it('sets the last day by working days and is possible once', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'acceptance_check');
		// Monday 21 September: ten working days over the National Day end on 12 October.
		expect(desks.world.context().today()).toBe('2026-09-21');
		const after = await requestCorrection(desks.at('office'), {
			id,
			version,
			defects: twoDefects
		});
		expect(after).toMatchObject({
			state: 'correction_requested',
			dueOn: '2026-10-12',
			corrections: 1,
			openSections: ['education', 'materials']
		});
		// As if it had been corrected: there is no second notice.
		await desks.world.store.commit([
			update('applications', after, { state: 'acceptance_check', holderParty: 'office' })
		]);
		await expect(
			requestCorrection(desks.at('office'), {
				id,
				version: after.version + 1,
				defects: twoDefects
			})
		).rejects.toMatchObject({ refusal: { key: 'correction_used', rule: 'correctionOnce' } });
	});

	it('is refused in a year without a confirmed calendar', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'acceptance_check');
		await desks.world.store.sql('delete from calendar_years');
		await expect(
			requestCorrection(desks.at('office'), { id, version, defects: twoDefects })
		).rejects.toMatchObject({ refusal: { key: 'calendar_unconfirmed' } });
	});
});

describe('the office', () => {
	it('refuses with code, clause and reason, and names the last day for a re-check', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const office = desks.at('office');
		const input = {
			id,
			version,
			code: 'conditions_not_met',
			clause: '工程系列评审条件第三条',
			reason: '见习期不满 1 年'
		};
		for (const wrong of [{ code: 'because' }, { clause: ' ' }, { reason: '' }])
			await expect(refuseCase(office, { ...input, ...wrong })).rejects.toMatchObject({
				refusal: { kind: 'malformed' }
			});
		const after = await refuseCase(office, input);
		expect(after.state).toBe('not_accepted');
		expect(after.dueOn).toBe('2026-10-19');
		const [entry] = await logOf(desks, id);
		expect(entry?.detail).toMatchObject({ code: 'conditions_not_met', clause: input.clause });
	});
});

describe('the city', () => {
	it('forwards a case that nobody here may review, and enters the result', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id } = await bringTo(desks, 'employer_notice');
		const region = await world.committee({
			place: '540000',
			covers: ['540000'],
			external: true,
			name: '自治区工程系列评审委员会'
		});
		await world.store.commit([update('committees', desks.committee, { state: 'revoked' })]);
		await letNoticeEnd(desks, id);
		await recommendCase(desks.at('employer'), {
			id,
			version: (await held(desks, id)).version,
			opinion: '同意推荐'
		});
		await passCase(desks.at('county'), {
			id,
			version: (await held(desks, id)).version,
			opinion: '同意'
		});
		const here = await held(desks, id);
		expect([here.state, here.committeeId]).toEqual(['city_check', region.id]);
		const city = desks.at('city');
		await expect(
			passCase(city, { id, version: here.version, opinion: '同意' })
		).rejects.toMatchObject({ refusal: { key: 'route_leads_to_region' } });
		await expect(
			forwardCase(city, { id, version: here.version, document: ' ' })
		).rejects.toMatchObject({ refusal: { key: 'document_needed', field: 'document' } });
		const sent = await forwardCase(city, {
			id,
			version: here.version,
			document: '日人社函〔2026〕12号'
		});
		expect(sent.state).toBe('forwarded_to_region');
		const result = {
			id,
			version: sent.version,
			document: '藏人社函〔2026〕88号',
			outcome: 'passed' as const
		};
		await expect(recordRegionResult(city, { ...result, titleOn: null })).rejects.toMatchObject({
			refusal: { key: 'title_day_needed' }
		});
		const done = await recordRegionResult(city, { ...result, titleOn: '2026-12-01' });
		expect(done).toMatchObject({
			state: 'region_result_recorded',
			approvalNumber: result.document,
			titleOn: '2026-12-01'
		});
	});

	it('takes a case from a committee that has ended and gives it to the next, or closes it', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const accepted = await acceptCase(desks.at('office'), { id, version });
		const expert = await world.person();
		const assigned = await world.assignment(id, expert.id, { roundId: desks.round.id });
		const city = desks.at('city');
		await expect(
			rerouteCase(city, { id, version: accepted.version, reason: '评委会停评' })
		).rejects.toMatchObject({ refusal: { key: 'committee_still_valid' } });
		await world.store.commit([update('committees', desks.committee, { state: 'revoked' })]);
		const open = await rerouteCase(city, {
			id,
			version: accepted.version,
			reason: '评委会停评'
		});
		expect(open.state).toBe('rerouting');
		await expect(
			assignNewCommittee(city, { id, version: open.version, reason: '改送' })
		).rejects.toMatchObject({ refusal: { key: 'no_route' } });
		const other = await world.committeeOffice();
		const next = await world.committee({ officeId: other.id });
		await world.round({ batchId: desks.batch.id, committeeId: next.id });
		const sent = await assignNewCommittee(city, { id, version: open.version, reason: '改送' });
		expect(sent).toMatchObject({
			state: 'acceptance_check',
			committeeId: next.id,
			holderId: other.id,
			routeFrozenAt: null
		});
		expect((await world.store.read.assignments.byId(assigned.id))?.state).toBe('ended');
	});

	it('closes a case without a route under a written decision', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const accepted = await acceptCase(desks.at('office'), { id, version });
		await world.store.commit([update('committees', desks.committee, { state: 'revoked' })]);
		const city = desks.at('city');
		const open = await rerouteCase(city, {
			id,
			version: accepted.version,
			reason: '评委会停评'
		});
		const closed = await closeWithoutRoute(city, {
			id,
			version: open.version,
			document: '日人社函〔2026〕31号'
		});
		expect(closed.state).toBe('closed_without_route');
	});

	it('suspends and lets go on from the same state', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'county_check');
		const city = desks.at('city');
		const stopped = await suspendCase(city, { id, version, document: '日纪函〔2026〕3号' });
		expect([stopped.state, stopped.resumeState]).toEqual(['suspended', 'county_check']);
		const resumed = await resumeCase(city, {
			id,
			version: stopped.version,
			document: '日纪函〔2026〕4号'
		});
		expect([resumed.state, resumed.holderId]).toEqual(['county_check', desks.county.id]);
	});
});

describe('who may act', () => {
	it('is decided by employer and place: strangers learn nothing, and their attempt is logged', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'county_check');
		const foreignCounty = await world.countyOffice('540222');
		const foreignEmployer = await world.employer();
		const strangers = [
			await world.officer('county_officer', foreignCounty),
			await world.officer('employer_officer', foreignEmployer),
			await world.officer('committee_office', await world.committeeOffice())
		];
		for (const stranger of strangers) {
			const ctx = world.context(stranger);
			for (const attempt of [
				() => getCase(ctx, id),
				() => passCase(ctx, { id, version, opinion: '同意' }),
				() => returnCase(ctx, { id, version, defects: twoDefects })
			])
				await expect(attempt()).rejects.toMatchObject({ refusal: { kind: 'missing' } });
			const tries = (await logOf(desks, id)).filter(
				({ actorId, action, result }) =>
					actorId === stranger.personId && action === 'case.open' && result === 'refused'
			);
			expect(tries).toHaveLength(3);
		}
		expect(await held(desks, id)).toMatchObject({ state: 'county_check', version });
	});

	it('is decided by the state: the office does not see a case before it comes to it', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'county_check');
		await expect(getCase(desks.at('office'), id)).rejects.toMatchObject({
			refusal: { kind: 'missing' }
		});
	});

	it('does not let another desk that sees the case act in this one’s place', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'county_check');
		await expect(
			passCase(desks.at('city'), { id, version, opinion: '同意' })
		).rejects.toMatchObject({ refusal: { kind: 'forbidden', key: 'not_your_move' } });
		const [entry] = await logOf(desks, id);
		expect(entry).toMatchObject({ result: 'refused', role: 'city_officer' });
	});

	it('lets the agency do the employer’s part for those it acts for', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const agency = await world.organisation({ kind: 'agency', name: '日喀则市人才服务中心' });
		const row = await bringTo(desks, 'submitted');
		await world.store.commit([update('applications', row, { agencyId: agency.id })]);
		const ctx = world.context(await world.officer('hr_agency', agency));
		const picked = await pickUpCase(ctx, { id: row.id, version: row.version + 1 });
		expect(picked.state).toBe('employer_check');
	});
});

describe('two officers at once', () => {
	it('have one effect: the second is told that the case has moved on', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'county_check');
		const colleague = world.context(await world.officer('county_officer', desks.county));
		await passCase(desks.at('county'), { id, version, opinion: '同意' });
		await expect(returnCase(colleague, { id, version, defects: twoDefects })).rejects.toMatchObject(
			{
				refusal: { kind: 'stale' }
			}
		);
		const seen = await getCase(colleague, id);
		// What the other one did stands on top of what happened.
		expect(seen.timeline[0]).toMatchObject({
			action: 'case.county_pass',
			name: desks.officers.county.name
		});
		expect(await world.store.read.defects.ofApplication(id)).toHaveLength(0);
	});

	it('cannot both pass even in the same instant', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'county_check');
		const colleague = world.context(await world.officer('county_officer', desks.county));
		const results = await Promise.allSettled([
			passCase(desks.at('county'), { id, version, opinion: '同意' }),
			passCase(colleague, { id, version, opinion: '同意' })
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(
			(await logOf(desks, id)).filter(({ action }) => action === 'case.county_pass')
		).toHaveLength(1);
	});
});
