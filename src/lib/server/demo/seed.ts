/**
 * Fills an empty installation with the demo city, once. The same seed gives the same city on every machine;
 * cases are driven through the real use cases, so that every log entry, notice, snapshot and route is what
 * the portal itself would have written.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { Refused } from '#lib/domain/refusal.ts';
import { discardStore } from '../store/discard.ts';
import { migrateStore, sqliteFile } from '../store/open.ts';
import { insert, type Context } from '../usecases/ports.ts';
import { clockOffsetKey } from '../usecases/demo/move-clock.ts';
import { demoKey, openHouse, type House } from '../wiring.ts';
import type { Settings } from '../settings.ts';
import { makeChance } from './chance.ts';
import { at, inventCity } from './city.ts';
import { tellStory } from './story.ts';

/** Where the demo's legal clock starts: Monday 14 September 2026, 09:00 in Shigatse. */
export const demoStart = at('2026-09-14', '09:00');

const seedNumber = 540200;
const perCommit = 400;
/** Value of the demo's mark while it is being filled; `seedNumber` once it is complete. */
const unfinished = 'unfinished';

export type SeedReport = {
	/** `filled` now, the demo `already` there, or `kept` because real data are in the way. */
	readonly answer: 'filled' | 'already' | 'kept';
	readonly cases: number;
};

const isEmpty = async (ctx: Context): Promise<boolean> =>
	(await ctx.store.read.organisations.ofKind('city')).length === 0 &&
	(await ctx.store.read.log.head()) === undefined;

const markOf = async (
	settings: Settings
): Promise<'complete' | 'unfinished' | 'real' | 'empty'> => {
	const house = await openHouse(settings);
	try {
		const ctx = await house.contextFor({ as: 'system' });
		const mark = await ctx.store.read.meta.get(demoKey);
		if (mark) return mark.value === unfinished ? 'unfinished' : 'complete';
		return (await isEmpty(ctx)) ? 'empty' : 'real';
	} finally {
		await house.close();
	}
};

/** What was filled without waiting for the disk gets there before the demo counts as complete. */
const syncToDisk = (settings: Settings): void => {
	if (settings.databaseUrl !== undefined) return;
	const file = openSync(sqliteFile(settings.dataDir), 'r+');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
};

const fill = async (settings: Settings, progress: (line: string) => void): Promise<number> => {
	const house = await openHouse({ ...settings, filling: true });
	try {
		const ctx = await house.contextFor({ as: 'system' });
		const chance = makeChance(seedNumber);
		progress('示范城市：单位、人员、评委会');
		const city = await inventCity(ctx, chance);
		// The mark comes first: whoever is interrupted from here on leaves a demo that says it is unfinished.
		await ctx.store.commit([insert('meta', { key: demoKey, value: unfinished })]);
		for (let i = 0; i < city.changes.length; i += perCommit)
			await ctx.store.commit(city.changes.slice(i, i + perCommit));
		const cases = await tellStory(house, chance, city, demoStart, progress);
		await readOldMessages(house);
		return cases;
	} finally {
		await house.close();
	}
};

/** Inboxes as people keep them: what is older than a few days has been read. */
const readOldMessages = async (house: House): Promise<void> => {
	const old = await house.store.read.messages.unreadBefore(demoStart - 4 * 86_400_000);
	for (let i = 0; i < old.length; i += perCommit)
		await house.store.commit(
			old.slice(i, i + perCommit).map(({ id, createdAt }) => ({
				do: 'touch' as const,
				table: 'messages' as const,
				id,
				set: { readAt: createdAt + 3_600_000 }
			}))
		);
};

const finish = async (settings: Settings): Promise<void> => {
	syncToDisk(settings);
	const house = await openHouse(settings);
	try {
		await house.store.commit([
			insert('meta', { key: clockOffsetKey, value: String(demoStart - Date.now()) }),
			{ do: 'update', table: 'meta', id: demoKey, version: 1, set: { value: String(seedNumber) } }
		]);
	} finally {
		await house.close();
	}
};

/**
 * Seeds the demo city. A complete demo is left alone, an unfinished one is thrown away and made anew, and an
 * installation with real data is never touched: `seed_over_real_data`, or `kept` where `ifEmpty` was asked.
 */
export const seedDemo = async (
	settings: Settings,
	{ ifEmpty, progress }: { readonly ifEmpty: boolean; readonly progress: (line: string) => void }
): Promise<SeedReport> => {
	const found = await markOf(settings);
	if (found === 'complete') return { answer: 'already', cases: 0 };
	if (found === 'real') {
		if (ifEmpty) return { answer: 'kept', cases: 0 };
		throw new Refused({ kind: 'rule', key: 'seed_over_real_data' });
	}
	if (found === 'unfinished') {
		progress('上次没有填完，重新开始');
		await discardStore(settings);
		await migrateStore(settings, { now: Date.now() });
	}
	const cases = await fill(settings, progress);
	await finish(settings);
	return { answer: 'filled', cases };
};
