import { describe, expect, it } from 'vitest';
import { listLog } from '#lib/server/usecases/audit/list-log.ts';
import { mustEnter } from '#lib/server/usecases/authority/may.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { openCase } from '#lib/server/usecases/cases/open-case.ts';
import { omittedAction } from '#lib/server/usecases/log-refused.ts';
import { openPerson } from '#lib/server/usecases/people/open-person.ts';
import { limits } from '#lib/server/usecases/throttle.ts';
import { makeWorld, type World } from '../../support/world.ts';

const { max, windowMs } = limits.refused;
const often = 3 * max;

/** Does it so often, all at once; it is refused each time. */
const insist = async (deed: () => Promise<unknown>, times = often): Promise<void> => {
	const done = await Promise.allSettled(Array.from({ length: times }, deed));
	expect(done.every(({ status }) => status === 'rejected')).toBe(true);
};

/** Actions of the log with how often each was refused. */
const refusedIn = async (world: World): Promise<Readonly<Record<string, number>>> => {
	const entries = await world.store.read.log.search({ result: 'refused' }, { size: 1_000 });
	const counts: Record<string, number> = {};
	for (const { action } of entries) counts[action] = (counts[action] ?? 0) + 1;
	return counts;
};

const setting = async () => {
	const world = await makeWorld();
	const application = await world.application({ state: 'county_check' });
	const stranger = await world.officer('employer_officer', await world.employer());
	return { world, application, stranger, ctx: world.context(stranger) };
};

describe('refused attempts', () => {
	it('are logged one by one up to a number, then that the rest is left out', async () => {
		const { world, application, stranger, ctx } = await setting();
		await insist(() => openCase(ctx, application.id));
		expect(await refusedIn(world)).toEqual({ 'case.open': max, [omittedAction]: 1 });
		const [last] = await world.store.read.log.ofAction(omittedAction, { size: 1 });
		expect(last).toMatchObject({
			actorId: stranger.personId,
			action: omittedAction,
			objectId: stranger.personId,
			detail: { of: 'case.open', logged: max, minutes: windowMs / 60_000 }
		});
		await insist(() => openCase(ctx, application.id));
		expect(await refusedIn(world)).toEqual({ 'case.open': max, [omittedAction]: 1 });
	});

	it('of another kind or by somebody else are logged all the same', async () => {
		const { world, application, ctx } = await setting();
		await insist(() => openCase(ctx, application.id));
		await insist(() => openPerson(ctx, application.personId), 1);
		await insist(() => mustEnter(ctx, 'parameters'), 1);
		const other = await world.officer('employer_officer', await world.employer());
		await insist(() => openCase(world.context(other), application.id), 1);
		expect(await refusedIn(world)).toEqual({
			'case.open': max + 1,
			'person.open': 1,
			'area.parameters': 1,
			[omittedAction]: 1
		});
	});

	it('are logged again in the next window', async () => {
		const { world, application, ctx } = await setting();
		await insist(() => openCase(ctx, application.id));
		world.clock.realNow += windowMs;
		await insist(() => openCase(ctx, application.id), 1);
		expect(await refusedIn(world)).toEqual({ 'case.open': max + 1, [omittedAction]: 1 });
	});

	it.each([
		['records of people', 'person.open'],
		['areas of others', 'area.edit_authority'],
		['moves out of turn', 'case.county_pass']
	])('do not grow the log without end: %s', async (_, action) => {
		const { world, application, ctx } = await setting();
		const officer = await world.officer('county_officer', await world.countyOffice());
		const draft = await world.application({ state: 'certificate_issued' });
		await insist(
			{
				'person.open': () => openPerson(ctx, application.personId),
				'area.edit_authority': () => mustEnter(ctx, 'edit_authority'),
				'case.county_pass': () =>
					makeMove(world.context(officer), { id: draft.id, move: 'county_pass' })
			}[action]!
		);
		expect(await refusedIn(world)).toEqual({ [action]: max, [omittedAction]: 1 });
	});

	it('are found by the inspector, the latest first', async () => {
		const { world, application, ctx } = await setting();
		await insist(() => openCase(ctx, application.id));
		const inspector = world.context(await world.officer('inspector'));
		const { entries } = await listLog(inspector, {
			action: '',
			actor: '',
			object: '',
			result: 'refused',
			from: '',
			to: '',
			before: 0
		});
		expect(entries.map(({ seq }) => seq)).toEqual(
			Array.from({ length: max + 1 }, (_, index) => max + 1 - index)
		);
		expect(entries.map(({ action }) => action)).toContain(omittedAction);
	});
});
