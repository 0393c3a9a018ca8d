import { expect, test } from 'vitest';
import { firstHat } from '#lib/domain/people/account.ts';
import { makeChance } from '#lib/server/demo/chance.ts';
import { inventCity } from '#lib/server/demo/city.ts';
import { makeWorld } from '../../support/world.ts';

test('the chair of the demo comes to the chair’s desk at once', async () => {
	const world = await makeWorld();
	const { changes, named } = await inventCity(world.context(), makeChance(540200));
	for (let at = 0; at < changes.length; at += 2000)
		await world.store.commit(changes.slice(at, at + 2000));
	const hatOf = async (login: string) =>
		firstHat(
			await world.store.read.grants.openOfPerson(named.get(login)?.row.id ?? '', '2026-09-14')
		)?.role;
	expect(await hatOf('zhuren')).toBe('chair');
	expect(await hatOf('zhuanjia1')).toBe('expert');
}, 60_000);
