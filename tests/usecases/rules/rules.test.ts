import { describe, expect, it } from 'vitest';
import { calendarFor, legalPeriod } from '#lib/server/usecases/calendar.ts';
import { moveClock, clockOffsetKey } from '#lib/server/usecases/demo/move-clock.ts';
import { parameter } from '#lib/server/usecases/parameters.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import {
	addCalendarDay,
	confirmYear,
	withdrawCalendarDay
} from '#lib/server/usecases/rules/edit-calendar.ts';
import { listParameters } from '#lib/server/usecases/rules/read-rules.ts';
import { setParameter } from '#lib/server/usecases/rules/set-parameter.ts';
import { makeWorld } from '../../support/world.ts';

const refusal = (key: string): unknown =>
	expect.objectContaining({ refusal: expect.objectContaining({ key }) as unknown });

const setting = async () => {
	const world = await makeWorld();
	const ctx = world.context(await world.officer('city_officer', await world.cityOffice()));
	return { world, ctx };
};

describe('a parameter', () => {
	const notice = {
		key: 'notice.result.workingDays',
		since: '2026-09-21',
		basis: '日人社发〔2026〕9号'
	};

	it('holds from its day on', async () => {
		const { world, ctx } = await setting();
		await setParameter(ctx, { ...notice, value: '７' });
		expect(await parameter(ctx, notice.key)).toBe(5);
		world.clock.now += 7 * 86_400_000;
		expect(await parameter(ctx, notice.key)).toBe(7);
	});

	it('never goes below its legal floor', async () => {
		const { ctx } = await setting();
		await expect(setParameter(ctx, { ...notice, value: '4' })).rejects.toEqual(
			refusal('parameter_below_floor')
		);
	});

	it('that the law fixes is shown with its value and never set, not even to that value', async () => {
		const { ctx } = await setting();
		for (const value of ['1/2', '2/3', '3/4'])
			await expect(setParameter(ctx, { ...notice, key: 'meeting.quorum', value })).rejects.toEqual(
				refusal('parameter_fixed')
			);
		const quorum = (await listParameters(ctx)).find(
			({ parameter: { key } }) => key === 'meeting.quorum'
		);
		expect(quorum).toMatchObject({ value: '2/3', since: null, upcoming: [] });
	});

	it('that is the security administrator’s is not set by the city', async () => {
		const { world, ctx } = await setting();
		for (const [key, value] of [
			['password.policy', 'dengbao'],
			['admin.separate', 'false']
		] as const)
			await expect(setParameter(ctx, { ...notice, key, value })).rejects.toEqual(
				refusal('parameter_of_security')
			);
		expect(await world.store.sql('select key from parameters')).toEqual([]);
	});

	it('is set by the city alone, with a document, from today on', async () => {
		const { world, ctx } = await setting();
		const county = world.context(await world.officer('county_officer', await world.countyOffice()));
		await expect(setParameter(county, { ...notice, value: '6' })).rejects.toEqual(
			refusal('not_your_area')
		);
		await expect(setParameter(ctx, { ...notice, value: '6', basis: ' ' })).rejects.toEqual(
			refusal('basis_missing')
		);
		await expect(setParameter(ctx, { ...notice, value: '6', since: '2026-09-13' })).rejects.toEqual(
			refusal('parameter_in_past')
		);
	});
});

describe('the calendar', () => {
	const restDay = {
		date: '2026-09-18',
		kind: 'holiday' as const,
		scope: '540200',
		basis: '市政府办通知'
	};

	it('extends running notices and never shortens them', async () => {
		const { world, ctx } = await setting();
		await world.confirmedYears(2026);
		const before = await legalPeriod(ctx, await calendarFor(ctx), '2026-09-14', 5);
		// 20 September 2026 is a Sunday on which people work for the National Day.
		expect(before.endOn).toBe('2026-09-20');
		const shown = await world.application({ state: 'result_notice', dueOn: '2026-09-20' });
		await world.store.commit([
			insert('notices', {
				id: 'n1',
				kind: 'result',
				organisationId: '',
				title: '公示',
				body: {},
				startOn: '2026-09-14',
				endOn: '2026-09-20',
				counted: before.counted,
				state: 'running',
				createdAt: ctx.now()
			}),
			insert('noticeCases', { noticeId: 'n1', applicationId: shown.id })
		]);
		expect(await addCalendarDay(ctx, restDay)).toEqual({ extended: 1 });
		expect(await world.store.read.notices.byId('n1')).toMatchObject({ endOn: '2026-09-21' });
		expect((await world.store.read.applications.byId(shown.id))?.dueOn).toBe('2026-09-21');
		const day = (await world.store.read.calendar.days()).find(({ date }) => date === restDay.date);
		if (!day) throw new Error('the day is gone');
		await withdrawCalendarDay(ctx, { id: day.id, version: day.version, reason: '通知已收回' });
		expect(await world.store.read.notices.byId('n1')).toMatchObject({ endOn: '2026-09-21' });
		expect((await legalPeriod(ctx, await calendarFor(ctx), '2026-09-14', 5)).endOn).toBe(
			'2026-09-20'
		);
	});

	it('refuses periods into a year that nobody has confirmed', async () => {
		const { ctx } = await setting();
		await confirmYear(ctx, { year: 2026, basis: '国办发明电' });
		const into = async () => legalPeriod(ctx, await calendarFor(ctx), '2026-12-29', 5);
		expect(await into()).toMatchObject({ endOn: null, unconfirmedYear: 2027 });
		await confirmYear(ctx, { year: 2027, basis: '国办发明电' });
		expect((await into()).endOn).not.toBeNull();
		await expect(confirmYear(ctx, { year: 2027, basis: '再确认' })).rejects.toEqual(
			refusal('calendar_year_confirmed')
		);
		await expect(confirmYear(ctx, { year: 2040, basis: '太早' })).rejects.toEqual(
			refusal('calendar_year_far')
		);
	});

	it('takes one row a day and scope', async () => {
		const { ctx } = await setting();
		await addCalendarDay(ctx, restDay);
		await expect(addCalendarDay(ctx, restDay)).rejects.toEqual(refusal('calendar_day_exists'));
		await expect(addCalendarDay(ctx, { ...restDay, scope: 'national' })).rejects.toEqual(
			refusal('calendar_scope_unknown')
		);
	});
});

describe("the demo's clock", () => {
	it('moves forward only, and does not exist in a real installation', async () => {
		const { world, ctx } = await setting();
		await expect(moveClock(ctx, { to: '2026-09-15' })).rejects.toEqual(refusal('not_found'));
		await world.store.commit([insert('meta', { key: clockOffsetKey, value: '1000' })]);
		const demo = { ...ctx, demo: true };
		await expect(moveClock(demo, { to: '2026-09-14' })).rejects.toEqual(
			refusal('clock_only_forward')
		);
		await expect(moveClock(demo, { to: '2029-01-01' })).rejects.toEqual(refusal('clock_too_far'));
		await moveClock(demo, { to: '2026-09-21' });
		const offset = await world.store.read.meta.get(clockOffsetKey);
		// From 09:00 on the 14th to 09:00 on the 21st.
		expect(Number(offset?.value)).toBe(1000 + 7 * 86_400_000);
	});
});
