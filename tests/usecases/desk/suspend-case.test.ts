import { describe, expect, it } from 'vitest';
import { requestCorrection } from '#lib/server/usecases/desk/request-correction.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { resumeCase, suspendCase } from '#lib/server/usecases/desk/suspend-case.ts';
import { receiveObjection } from '#lib/server/usecases/notices/objections.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { publishResults } from '#lib/server/usecases/results/publish-results.ts';
import { attend, dayMs, makeReviewSetting, meetingWith, vote } from '../review/setting.ts';
import { bringTo, held, letNoticeEnd, makeDesks, type DeskSetting } from './setting.ts';

const inspector = async ({ world }: DeskSetting) => world.context(await world.officer('inspector'));
const stop = async (desks: DeskSetting, id: string) =>
	suspendCase(await inspector(desks), {
		id,
		version: (await held(desks, id)).version,
		document: '日纪函〔2026〕3号'
	});
const goOn = async (desks: DeskSetting, id: string) =>
	resumeCase(await inspector(desks), {
		id,
		version: (await held(desks, id)).version,
		document: '日纪函〔2026〕4号'
	});
const noticesOf = async ({ world }: DeskSetting, id: string) =>
	(await world.store.read.notices.ofApplication(id)).map(({ state, endOn }) => [state, endOn]);

describe('a suspended case', () => {
	it('has its employer’s notice voided, and repeated in full when it goes on', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id } = await bringTo(desks, 'employer_notice');
		expect(await noticesOf(desks, id)).toEqual([['running', '2026-09-20']]);
		world.clock.now += 2 * dayMs;
		expect((await stop(desks, id)).dueOn).toBeNull();
		const [notice] = await world.store.read.notices.ofApplication(id);
		expect(notice).toMatchObject({ state: 'voided', voidedReason: 'suspended' });
		// The employer cannot recommend while nothing has been shown in full, before or after.
		world.clock.now += 20 * dayMs;
		const resumed = await goOn(desks, id);
		expect(resumed).toMatchObject({ state: 'employer_notice', dueOn: '2026-10-13' });
		expect(await noticesOf(desks, id)).toEqual([
			['voided', '2026-09-20'],
			['running', '2026-10-13']
		]);
		const recommend = async () =>
			recommendCase(desks.at('employer'), {
				id,
				version: (await held(desks, id)).version,
				opinion: '同意推荐'
			});
		await expect(recommend()).rejects.toMatchObject({ refusal: { key: 'notice_running' } });
		await letNoticeEnd(desks, id);
		expect((await recommend()).state).toBe('county_check');
	});

	it('keeps a notice that had run out before', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_notice');
		await letNoticeEnd(desks, id);
		await stop(desks, id);
		expect((await goOn(desks, id)).dueOn).toBe('2026-09-20');
		expect(await noticesOf(desks, id)).toEqual([['ended', '2026-09-20']]);
	});

	it('goes on with an objection in hand, its notice repeated and the desk’s days counted anew', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'employer_notice');
		const objection = { id, version, text: '材料不实', name: '', contact: '' };
		const objected = await receiveObjection(desks.at('employer'), objection);
		await stop(desks, id);
		world.clock.now += dayMs;
		const resumed = await goOn(desks, id);
		expect(resumed.state).toBe('employer_objection');
		expect(resumed.dueOn).not.toBeNull();
		expect(resumed.dueOn! > objected.dueOn!).toBe(true);
		expect((await noticesOf(desks, id)).map(([state]) => state)).toEqual(['voided', 'running']);
	});

	it('gets the days of its correction again, and a desk its own', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id, version } = await bringTo(desks, 'acceptance_check');
		const defects = [{ section: 'education', field: '', text: '和证书不一致' }];
		const corrected = await requestCorrection(desks.at('office'), { id, version, defects });
		expect(corrected.dueOn).toBe('2026-10-12');
		await stop(desks, id);
		world.clock.now += 30 * dayMs;
		await world.store.sql('delete from calendar_years');
		await expect(goOn(desks, id)).rejects.toMatchObject({
			refusal: { key: 'calendar_unconfirmed' }
		});
		await world.confirmedYears(2026);
		expect(await goOn(desks, id)).toMatchObject({
			state: 'correction_requested',
			dueOn: '2026-11-04',
			dueProvisional: false
		});
		const other = await makeDesks();
		const checked = await bringTo(other, 'county_check');
		await stop(other, checked.id);
		other.world.clock.now += dayMs;
		// A desk's deadline needs no confirmed year.
		await other.world.store.sql('delete from calendar_years');
		const { dueOn } = await goOn(other, checked.id);
		expect(dueOn! > checked.dueOn!).toBe(true);
	});

	it('is not confirmed by a result notice that ended meanwhile: it gets one of its own', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, round } = setting;
		const { meetingId, cases } = await meetingWith(setting, 2);
		await attend(setting, meetingId, 7);
		for (const { id } of cases) await vote(setting, meetingId, id, { yes: 7 });
		const shared = await publishResults(ctx, { roundId: round.id });
		const [one, other] = cases.map(({ id }) => id) as [string, string];
		const city = world.context(await world.officer('city_officer', await world.cityOffice()));
		const deed = async (act: typeof suspendCase) =>
			act(city, {
				id: one,
				version: (await setting.now(one)).version,
				document: '日纪函〔2026〕5号'
			});
		await deed(suspendCase);
		// The others' notice runs on.
		expect((await world.store.read.notices.byId(shared.id))?.state).toBe('running');
		world.clock.now += 14 * dayMs;
		const endOf = async (id: string) => {
			const notice = (await world.store.read.notices.byId(id))!;
			await world.store.sql(`update notices set state = 'ended' where id = '${id}'`);
			return notice.endOn;
		};
		await endOf(shared.id);
		const resumed = await deed(resumeCase);
		const own = (await world.store.read.notices.ofApplication(one)).at(-1)!;
		expect(own.id).not.toBe(shared.id);
		expect(own).toMatchObject({ kind: 'result', state: 'running', startOn: '2026-09-30' });
		expect(own.counted).toHaveLength(5);
		expect(resumed).toMatchObject({ state: 'result_notice', dueOn: own.endOn });
		const approve = (noticeId: string) =>
			confirmResults(ctx, {
				noticeId,
				approvalNumber: '日人社函〔2026〕40号',
				titleOn: world.context().today()
			});
		expect(await approve(shared.id)).toEqual({ confirmed: 1, left: 0 });
		expect((await setting.now(other)).state).toBe('confirmed');
		expect((await setting.now(one)).state).toBe('result_notice');
		await expect(approve(own.id)).rejects.toMatchObject({ refusal: { key: 'notice_running' } });
		await endOf(own.id);
		world.clock.now += 20 * dayMs;
		expect(await approve(own.id)).toEqual({ confirmed: 1, left: 0 });
	});
});
