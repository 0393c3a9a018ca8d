import { describe, expect, it } from 'vitest';
import { draw } from '#lib/domain/review/draw.ts';
import { commitmentOf, hashOfReveal, seedOf } from '#lib/domain/review/draw-seed.ts';
import { setPanel } from '#lib/server/usecases/batches/save-round.ts';
import { consentToDraw, seatPanel, voidDraw } from '#lib/server/usecases/draw/end-draw.ts';
import { getDraw } from '#lib/server/usecases/draw/get-draw.ts';
import { logHash, reveal } from '#lib/server/usecases/draw/make-seed.ts';
import { answerSeat } from '#lib/server/usecases/draw/answer-seat.ts';
import { prepareDraw } from '#lib/server/usecases/draw/prepare-draw.ts';
import type { Row } from '#lib/server/usecases/ports.ts';
import {
	asExpert,
	bothHashes,
	drawn,
	inspectorBytes,
	makeDrawSetting,
	officeBytes,
	panelOf,
	requestFor,
	versionOf,
	type DrawSetting
} from './setting.ts';

const refusal = (key: string) => ({ refusal: { key } });
const logOf = async ({ world }: DrawSetting, id: string): Promise<readonly Row<'log'>[]> =>
	(await world.store.read.log.ofObject(id, { size: 50 })).toReversed();

describe('a draw', () => {
	it('is committed to, hashed, revealed and drawn, step by step in the log', async () => {
		const setting = await makeDrawSetting();
		const view = await drawn(setting, { minPerGroup: { water: 3 } });
		const stored = (await setting.world.store.read.draws.byId(view.id))?.draw;
		expect(stored?.commitment).toBe(commitmentOf(stored!.terms));
		const seed = seedOf(stored!.commitment, officeBytes, inspectorBytes);
		expect(stored).toMatchObject({ state: 'drawn', seed, again: false });
		expect(stored?.terms).toMatchObject({ seats: 7, maxPerEmployer: 2, minPerGroup: { water: 3 } });
		// What the command says of the input that the page offers is what was drawn.
		const replayed = draw(JSON.parse(view.input ?? '') as Parameters<typeof draw>[0]);
		expect(panelOf(view).map(({ id }) => id)).toEqual(replayed.drawn);
		expect(view.poolDigest).toBe('drawn' in replayed && replayed.drawn ? replayed.poolDigest : '');
		const log = await logOf(setting, view.id);
		expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
			['draw.prepare', setting.clerk.personId],
			['draw.log_hash', setting.clerk.personId],
			['draw.log_hash', setting.inspector.personId],
			['draw.reveal', setting.inspector.personId],
			['draw.reveal', setting.clerk.personId]
		]);
		expect(log[0]?.detail).toMatchObject({ commitment: stored?.commitment });
		expect(log[4]?.detail).toMatchObject({ seed, drawn: replayed.drawn });
		// Everybody drawn is asked.
		const asked = await setting.world.store.sql("select id from outbox where event = 'draw.asked'");
		expect(asked).toHaveLength(7);
	});

	it('keeps names out of its terms, its log and its row', async () => {
		const setting = await makeDrawSetting();
		const view = await drawn(setting);
		const row = await setting.world.store.read.draws.byId(view.id);
		const outside = JSON.stringify([row?.draw, await logOf(setting, view.id), view.terms]);
		for (const { id, name } of setting.pool) {
			expect(outside).not.toContain(id);
			expect(outside).not.toContain(name);
		}
		expect(view.lines.map(({ name }) => name).toSorted()).toEqual(
			setting.pool.map(({ name }) => name).toSorted()
		);
	});

	it('leaves out who applies, whom the office names, and colleagues where it asks for that', async () => {
		const setting = await makeDrawSetting();
		const { world, round, pool, office } = setting;
		await world.application({
			personId: pool[0]!.id,
			employerId: pool[0]!.employerId!,
			batchId: round.batchId,
			state: 'submitted'
		});
		await world.application({
			employerId: pool[1]!.employerId!,
			batchId: round.batchId,
			roundId: round.id,
			state: 'accepted'
		});
		const { id } = await prepareDraw(
			office,
			requestFor(setting, {
				withoutColleagues: true,
				excluded: [{ personId: pool[2]!.id, why: 'kin' }]
			})
		);
		const { lines } = await getDraw(office, id);
		const why = new Map(lines.map((line) => [line.name, line.why]));
		expect([0, 1, 2, 3].map((n) => why.get(`专家${n}`))).toEqual([
			'applicant',
			'same_employer',
			'kin',
			null
		]);
	});

	it('takes from the pool who has the specialty, level and term, from the county and above', async () => {
		const setting = await makeDrawSetting(7);
		const { world, office } = setting;
		const more = async (name: string, given: object) => {
			const person = await world.person({ name });
			await world.expert(person.id, given);
		};
		await more('本县', { place: '540221' });
		await more('外县', { place: '540222' });
		await more('别的专业', { specialties: ['road'] });
		await more('别的系列', { series: 'agriculture' });
		await more('级别不够', { level: 'junior_entry' });
		await more('任期已满', { termTo: '2026-11-19' });
		const { id } = await prepareDraw(office, requestFor(setting));
		const names = (await getDraw(office, id)).lines.map(({ name }) => name);
		expect(names.filter((name) => !name.startsWith('专家'))).toEqual(['本县']);
	});

	it('is refused with seats, minimums or exclusions that cannot be', async () => {
		const setting = await makeDrawSetting(8);
		const { office, pool, watch } = setting;
		const ask = (more: object) => prepareDraw(office, requestFor(setting, more));
		await expect(ask({ seats: 5 })).rejects.toMatchObject(refusal('panel_size_wrong'));
		await expect(ask({ seats: 8 })).rejects.toMatchObject(refusal('panel_size_wrong'));
		await expect(ask({ seats: 9 })).rejects.toMatchObject(refusal('draw_pool_too_small'));
		await expect(ask({ minPerGroup: { water: 8 } })).rejects.toMatchObject(
			refusal('draw_minimum_wrong')
		);
		await expect(ask({ minPerGroup: { water: 0.5 } })).rejects.toMatchObject(
			refusal('draw_minimum_wrong')
		);
		await expect(ask({ excluded: [{ personId: 'nobody', why: 'kin' }] })).rejects.toMatchObject(
			refusal('expert_unknown')
		);
		for (const why of ['applicant', 'dislike'])
			await expect(ask({ excluded: [{ personId: pool[0]!.id, why }] })).rejects.toMatchObject(
				refusal('draw_exclusion_unknown')
			);
		await expect(prepareDraw(watch, requestFor(setting))).rejects.toMatchObject(
			refusal('not_found')
		);
		await ask({});
		await expect(ask({})).rejects.toMatchObject(refusal('draw_under_way'));
	});

	it('of one round is prepared once, whoever asks at the same moment', async () => {
		const setting = await makeDrawSetting();
		const both = await Promise.allSettled(
			[1, 2].map(() => prepareDraw(setting.office, requestFor(setting)))
		);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await setting.world.store.read.draws.ofRound(setting.round.id)).toHaveLength(1);
	});
});

describe('the two parts of a seed', () => {
	it('are each logged once, by two people, and revealed only when both stand', async () => {
		const setting = await makeDrawSetting();
		const { office, watch, world, clerk } = setting;
		const { id } = await prepareDraw(office, requestFor(setting));
		const hash = hashOfReveal(officeBytes);
		const version = () => versionOf(setting, id);
		await expect(reveal(office, { id, version: 1, reveal: officeBytes })).rejects.toMatchObject(
			refusal('state_does_not_allow')
		);
		await expect(logHash(office, { id, version: 1, hash: 'short' })).rejects.toMatchObject(
			refusal('draw_hash_malformed')
		);
		await logHash(office, { id, version: 1, hash });
		await expect(logHash(office, { id, version: 1, hash })).rejects.toMatchObject(refusal('stale'));
		await expect(logHash(office, { id, version: await version(), hash })).rejects.toMatchObject(
			refusal('draw_hash_stands')
		);
		await expect(logHash(watch, { id, version: await version(), hash })).rejects.toMatchObject(
			refusal('draw_hash_copied')
		);
		// The clerk with an inspector's hat is still the same person.
		const hat = await world.grant(clerk.personId, 'inspector');
		const both = world.context(await world.actor({ id: clerk.personId, name: clerk.name }, hat));
		const other = hashOfReveal(inspectorBytes);
		await expect(
			logHash(both, { id, version: await version(), hash: other })
		).rejects.toMatchObject(refusal('draw_two_people'));
		await logHash(watch, { id, version: await version(), hash: other });
		await expect(
			reveal(office, { id, version: await version(), reveal: inspectorBytes })
		).rejects.toMatchObject(refusal('draw_reveal_differs'));
		await reveal(office, { id, version: await version(), reveal: officeBytes });
		expect(await getDraw(watch, id)).toMatchObject({ state: 'hashed', seed: null });
		await expect(
			reveal(office, { id, version: await version(), reveal: officeBytes })
		).rejects.toMatchObject(refusal('draw_reveal_stands'));
	});

	it('withheld, void the draw; another one waits for the inspector', async () => {
		const setting = await makeDrawSetting();
		const { office, watch } = setting;
		const first = await prepareDraw(office, requestFor(setting));
		await bothHashes(setting, first.id);
		const version = await versionOf(setting, first.id);
		await reveal(watch, { id: first.id, version, reveal: inspectorBytes });
		await expect(
			voidDraw(office, { id: first.id, version: version + 1, reason: ' ' })
		).rejects.toMatchObject(refusal('reason_missing'));
		await voidDraw(watch, { id: first.id, version: version + 1, reason: '办公室未按时公开' });
		expect((await logOf(setting, first.id)).at(-1)).toMatchObject({
			action: 'draw.void',
			detail: { reason: '办公室未按时公开', revealed: ['inspector'] }
		});
		const second = await prepareDraw(office, requestFor(setting));
		const hash = hashOfReveal(officeBytes);
		await expect(logHash(office, { id: second.id, version: 1, hash })).rejects.toMatchObject(
			refusal('draw_needs_consent')
		);
		await expect(
			consentToDraw(office, { id: second.id, version: 1, reason: '同意' })
		).rejects.toMatchObject(refusal('not_your_move'));
		await consentToDraw(watch, { id: second.id, version: 1, reason: '已核实' });
		await logHash(office, { id: second.id, version: 2, hash });
		expect(await getDraw(office, second.id)).toMatchObject({ again: true, consented: true });
	});
});

describe('answers of drawn experts', () => {
	const answer = async (
		setting: DrawSetting,
		id: string,
		which: number,
		what: 'accept' | 'refuse'
	) => {
		const line = panelOf(await getDraw(setting.office, id))[which]!;
		await answerSeat(await asExpert(setting, line), {
			seatId: line.seat!.id,
			version: line.seat!.version,
			answer: what,
			reason: what === 'refuse' ? '出差' : ''
		});
		return line;
	};

	it('a refusal is filled at once by the first alternate; everybody else stays', async () => {
		const setting = await makeDrawSetting();
		const before = await drawn(setting);
		const alternates = before.lines.filter(({ place }) => place === 'alternate');
		const away = await answer(setting, before.id, 2, 'refuse');
		const after = await getDraw(setting.office, before.id);
		const stood = panelOf(before).filter(({ id }) => id !== away.id);
		expect(panelOf(after).map(({ id }) => id)).toEqual([
			...stood.map(({ id }) => id),
			after.steps[0]!.added
		]);
		expect(after.steps).toMatchObject([{ refused: away.id, added: alternates[0]!.id }]);
		expect(after.lines.find(({ id }) => id === away.id)).toMatchObject({
			place: 'refused',
			seat: { state: 'refused', reason: '出差' }
		});
		// The refusal and the refill stand in one commit, and the name beside no pseudonym.
		const log = (await logOf(setting, before.id)).slice(-2);
		expect(log.map(({ action }) => action)).toEqual(['draw_seat.refuse', 'draw.refill']);
		expect(JSON.stringify(log[0])).not.toContain(away.id);
	});

	it('with nobody left the draw falls short, and the next one needs the inspector', async () => {
		const setting = await makeDrawSetting(7);
		const { id } = await drawn(setting);
		await answer(setting, id, 0, 'refuse');
		expect(await getDraw(setting.office, id)).toMatchObject({
			state: 'short',
			shortage: { short: 1, why: 'seats' }
		});
		const line = panelOf(await getDraw(setting.office, id))[0]!;
		await expect(
			answerSeat(setting.office, {
				seatId: line.seat!.id,
				version: 1,
				answer: 'accept',
				reason: ''
			})
		).rejects.toMatchObject(refusal('draw_closed'));
		const next = await prepareDraw(setting.office, requestFor(setting));
		expect(await getDraw(setting.office, next.id)).toMatchObject({ again: true });
	});

	it('everybody accepts: the drawn are the panel, and nobody names another', async () => {
		const setting = await makeDrawSetting();
		const { office, world, round } = setting;
		const { id } = await drawn(setting);
		const seat = async (presiding: Parameters<typeof seatPanel>[1]['presiding']) =>
			seatPanel(office, { id, version: await versionOf(setting, id), presiding });
		const chair = panelOf(await getDraw(office, id))[0]!;
		const presiding = [{ expertId: chair.id, seat: 'chair' as const }];
		await expect(seat(presiding)).rejects.toMatchObject(refusal('draw_answers_missing'));
		for (let n = 0; n < 6; n += 1) await answer(setting, id, n, 'accept');
		// The last one said so over the telephone.
		const last = panelOf(await getDraw(office, id))[6]!;
		await answerSeat(office, { seatId: last.seat!.id, version: 1, answer: 'accept', reason: '' });
		await expect(seat([])).rejects.toMatchObject(refusal('panel_without_chair'));
		await expect(seat([{ expertId: 'nobody', seat: 'chair' }])).rejects.toMatchObject(
			refusal('panel_without_chair')
		);
		await seat(presiding);
		const members = await world.store.read.rounds.members(round.id);
		expect(members.map(({ person, member }) => [person.name, member.seat])).toEqual(
			panelOf(await getDraw(office, id)).map(({ name }, n) => [name, n === 0 ? 'chair' : 'member'])
		);
		const city = world.context(await world.officer('city_officer', await world.cityOffice()));
		const joined = await world.store.read.rounds.byId(round.id);
		await expect(
			setPanel(city, { roundId: round.id, version: joined!.round.version, seats: [] })
		).rejects.toMatchObject(refusal('panel_is_drawn'));
	});

	it('two refusals at the same moment fill two seats', async () => {
		const setting = await makeDrawSetting();
		const { id } = await drawn(setting);
		const lines = panelOf(await getDraw(setting.office, id)).slice(0, 2);
		const contexts = await Promise.all(lines.map((line) => asExpert(setting, line)));
		const refuse = (n: number) =>
			answerSeat(contexts[n]!, {
				seatId: lines[n]!.seat!.id,
				version: 1,
				answer: 'refuse',
				reason: '出差'
			});
		const both = await Promise.allSettled([refuse(0), refuse(1)]);
		for (const [n, { status }] of both.entries()) if (status === 'rejected') await refuse(n);
		const after = await getDraw(setting.office, id);
		expect(after.steps).toHaveLength(2);
		expect(panelOf(after)).toHaveLength(7);
		expect(panelOf(after).every(({ seat }) => seat?.state === 'asked')).toBe(true);
	});
});
