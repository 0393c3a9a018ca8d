import { expect, it } from 'vitest';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import { moveByClock } from '#lib/server/jobs/deeds/move-by-clock.ts';
import { bringTo, held, makeDesks } from './setting.ts';

it('an officer is told what follows from a return that falls late', async () => {
	const desks = await makeDesks();
	const { world } = desks;
	const { id, version } = await bringTo(desks, 'county_check');
	const seen = async (desk: 'county' | 'employer') =>
		(await getCase(desks.at(desk), id)).lateReturn;
	// The window closes on 31 October, a Saturday; five working days from Friday 23 October end on the 30th.
	world.clock.now = Date.parse('2026-10-23T02:00:00Z');
	expect(await seen('county')).toBeNull();
	world.clock.now = Date.parse('2026-10-28T02:00:00Z');
	expect(await seen('county')).toEqual({
		until: '2026-11-04',
		closesOn: '2026-10-31',
		closed: false
	});
	// Whoever cannot return it needs no warning.
	expect(await seen('employer')).toBeNull();
	world.clock.now = Date.parse('2026-11-02T02:00:00Z');
	expect(await seen('county')).toMatchObject({ closesOn: '2026-10-31', closed: true });
	// And so it happens.
	await returnCase(desks.at('county'), {
		id,
		version,
		defects: [{ section: 'education', field: '', text: '和证书不一致' }]
	});
	await moveByClock('lapse')(
		world.context(null, { as: 'clock' }),
		{ id },
		{ do: 'touch', table: 'requests', id: 'none', set: { answer: {} } },
		{ dataDir: '' }
	);
	expect((await held(desks, id)).state).toBe('lapsed');
});
