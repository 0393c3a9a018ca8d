import { describe, expect, it } from 'vitest';
import { answerSeat } from '#lib/server/usecases/draw/answer-seat.ts';
import { getDraw } from '#lib/server/usecases/draw/get-draw.ts';
import {
	getPublicDraw,
	listDraws,
	listPublicDraws,
	mySeats,
	roundDraws
} from '#lib/server/usecases/draw/list-draws.ts';
import { logHash } from '#lib/server/usecases/draw/make-seed.ts';
import { prepareDraw } from '#lib/server/usecases/draw/prepare-draw.ts';
import { voidDraw } from '#lib/server/usecases/draw/end-draw.ts';
import {
	asExpert,
	drawn,
	makeDrawSetting,
	panelOf,
	requestFor,
	type DrawSetting
} from './setting.ts';

const missing = { refusal: { kind: 'missing' } };

const strangers = async ({ world }: DrawSetting) => [
	world.context(),
	world.context(await world.officer('city_officer', await world.cityOffice())),
	world.context(await world.officer('committee_office', await world.committeeOffice())),
	world.context(await world.officer('chair')),
	world.context(await world.officer('system_admin')),
	world.context(await world.officer('audit_admin'))
];

describe('who sees a draw', () => {
	it('its two sides see names; to everybody else it does not exist', async () => {
		const setting = await makeDrawSetting();
		const { id } = await drawn(setting);
		for (const ctx of [setting.office, setting.watch])
			expect((await getDraw(ctx, id)).lines.every(({ name }) => name !== '')).toBe(true);
		for (const ctx of await strangers(setting)) {
			await expect(getDraw(ctx, id)).rejects.toMatchObject(missing);
			await expect(voidDraw(ctx, { id, version: 1, reason: 'x' })).rejects.toMatchObject(missing);
			await expect(logHash(ctx, { id, version: 1, hash: '' })).rejects.toMatchObject(missing);
			await expect(prepareDraw(ctx, requestFor(setting))).rejects.toMatchObject(missing);
			await expect(roundDraws(ctx, setting.round.id)).rejects.toMatchObject(missing);
			await expect(listDraws(ctx)).rejects.toMatchObject(missing);
		}
		expect(await listDraws(setting.watch)).toHaveLength(1);
	});

	it('a drawn expert sees the own seat and no other', async () => {
		const setting = await makeDrawSetting();
		const view = await drawn(setting);
		const [mine, other] = panelOf(view);
		const ctx = await asExpert(setting, mine!);
		expect(await mySeats(ctx)).toMatchObject([{ id: mine!.seat!.id, state: 'asked' }]);
		await expect(getDraw(ctx, view.id)).rejects.toMatchObject(missing);
		await expect(
			answerSeat(ctx, { seatId: other!.seat!.id, version: 1, answer: 'accept', reason: '' })
		).rejects.toMatchObject(missing);
		const alternate = view.lines.find(({ place }) => place === 'alternate');
		expect(await mySeats(await asExpert(setting, alternate!))).toEqual([]);
	});

	it('anybody redoes it by pseudonyms once the seed is known, and finds nobody’s name', async () => {
		const setting = await makeDrawSetting();
		const { id: early } = await prepareDraw(setting.office, requestFor(setting));
		const anybody = setting.world.context();
		await expect(getPublicDraw(anybody, early)).rejects.toMatchObject(missing);
		expect(await listPublicDraws(anybody)).toEqual([]);
		await voidDraw(setting.office, { id: early, version: 1, reason: '重来' });
		await expect(getPublicDraw(anybody, early)).rejects.toMatchObject(missing);

		const other = await makeDrawSetting();
		const view = await drawn(other);
		const away = panelOf(view)[0]!;
		await answerSeat(await asExpert(other, away), {
			seatId: away.seat!.id,
			version: 1,
			answer: 'refuse',
			reason: '家里有事'
		});
		const found = await getPublicDraw(other.world.context(), view.id);
		expect(found.steps).toHaveLength(1);
		const text = JSON.stringify(found);
		for (const { id, name, employerId } of other.pool)
			for (const secret of [id, name, employerId!, '家里有事']) expect(text).not.toContain(secret);
		expect(await listPublicDraws(other.world.context())).toMatchObject([{ id: view.id }]);
	});
});
