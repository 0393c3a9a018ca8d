import { expect, test } from 'vitest';
import { partiesOf } from '#lib/domain/access.ts';
import { county, makeWorld } from '../support/world.ts';

test('builders write rows that the named questions give back', async () => {
	const world = await makeWorld();
	const office = await world.committeeOffice();
	const round = await world.round();
	const application = await world.application({
		state: 'panel_review',
		officeId: office.id,
		roundId: round.id,
		committeeId: round.committeeId
	});
	const chair = await world.officer('chair');
	await world.member(round.id, chair.personId, 'chair');
	const expert = await world.officer('expert');
	await world.assignment(application.id, expert.personId);
	const recused = await world.officer('city_officer', await world.cityOffice());
	await world.assignment(application.id, recused.personId, { state: 'recused' });

	const relations = await world.store.read.applications.relations(application.id);
	expect(relations).toMatchObject({
		place: county,
		officeId: office.id,
		experts: [expert.personId],
		chairs: [chair.personId],
		recused: [recused.personId]
	});
	const parties = [chair, expert, recused].map((who) => [...partiesOf(who, relations!)]);
	expect(parties).toEqual([['chair'], ['expert'], []]);
	expect(world.context(chair).today()).toBe('2026-09-14');
});
