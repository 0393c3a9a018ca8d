import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { checkInstallation } from '#lib/server/installation/check.ts';
import { checkpointFile, completeCheckpointFile } from '#lib/server/checkpoint-file.ts';
import type { Settings } from '#lib/server/settings.ts';
import { checkpointLog } from '#lib/server/usecases/audit/checkpoint-log.ts';
import { insert, logged } from '#lib/server/usecases/ports.ts';
import { engine } from '../../support/store.ts';
import { makeWorld } from '../../support/world.ts';

const now = Date.UTC(2026, 10, 24);

const installation = async (more: Partial<Settings> = {}) => {
	const world = await makeWorld();
	const dataDir =
		engine === 'sqlite'
			? path.dirname(world.store.at)
			: mkdtempSync(path.join(tmpdir(), 'portal-check-'));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const secrets = openSecrets(path.join(dataDir, 'keys'));
	const settings: Settings = {
		host: '127.0.0.1',
		port: 3000,
		origin: 'http://localhost:3000',
		contentOrigin: 'http://127.0.0.1:3001',
		contentPort: 3001,
		dataDir,
		databaseUrl: engine === 'postgres' ? world.store.at : undefined,
		...more
	};
	const year = new Date().getUTCFullYear();
	await world.confirmedYears(year, year + 1);
	const ctx = world.context(null, { as: 'system', secrets });
	return { world, settings, ctx };
};

const problems = async (settings: Settings): Promise<readonly string[]> =>
	(await checkInstallation(settings, now))
		// The throw-away server of the tests trades durability for speed, and is found out.
		.filter(({ check, ok }) => !ok && !(engine === 'postgres' && check === 'engine'))
		.map(({ check }) => check);

describe('portal check', () => {
	it('finds nothing in a sound installation, and says what it looked at', async () => {
		const { settings } = await installation();
		expect(await problems(settings)).toEqual([]);
		const looked = (await checkInstallation(settings, now)).map(({ check }) => check);
		for (const check of [
			'node',
			'clock',
			'disk',
			'keys',
			'engine',
			'log',
			'calendar',
			'parameters'
		])
			expect(looked).toContain(check);
	});

	it('gives a remedy with every problem', async () => {
		const { settings } = await installation({ origin: 'http://portal.example' });
		for (const { ok, remedy } of await checkInstallation(settings, 0))
			expect(remedy === undefined).toBe(ok);
	});

	it('finds a database that would lose what it acknowledged', async () => {
		const { settings } = await installation();
		const found = (await checkInstallation(settings, now)).find(({ check }) => check === 'engine');
		// The tests' own PostgreSQL runs with fsync off; SQLite is opened as the portal opens it.
		expect(found?.ok).toBe(engine === 'sqlite');
	});

	it('finds a clock that is wrong, and an address without encryption', async () => {
		const { settings } = await installation({ origin: 'http://portal.example' });
		const found = await checkInstallation(settings, Date.UTC(1970, 0, 1));
		expect(found.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(
			expect.arrayContaining(['clock', 'origin'])
		);
	});

	it('finds keys that others can read, and keys that are gone, without making new ones', async () => {
		const { settings } = await installation();
		const keys = path.join(settings.dataDir, 'keys');
		chmodSync(path.join(keys, 'field-1.key'), 0o644);
		expect(await problems(settings)).toEqual(['key_rights']);
		chmodSync(path.join(keys, 'field-1.key'), 0o400);
		rmSync(path.join(keys, 'field-1.key'));
		expect(await problems(settings)).toEqual(['keys']);
		expect(readdirSync(keys)).not.toContain('field-1.key');
	});

	it('finds a log that does not bear out a checkpoint kept beside the data', async () => {
		const { world, settings, ctx } = await installation();
		await world.store.commit([logged(ctx, { action: 'a', objectKind: 'x', objectId: 'x' })]);
		await checkpointLog(ctx);
		const [point] = await world.store.read.checkpoints.all();
		await completeCheckpointFile(settings.dataDir, [point!]);
		expect(await problems(settings)).toEqual([]);
		// The file says that the log had come further: its tail is gone.
		const forged = { ...point!, seq: 2 };
		await completeCheckpointFile(settings.dataDir, [forged]);
		expect(await problems(settings)).toEqual(['log']);
		writeFileSync(checkpointFile(settings.dataDir), 'junk\n');
		expect(await problems(settings)).toEqual(['checkpoints']);
	});

	it('finds a year whose calendar nobody has confirmed', async () => {
		const { world, settings } = await installation();
		await world.store.sql('delete from calendar_years');
		expect(await problems(settings)).toEqual(['calendar']);
	});

	it('finds a parameter below its legal floor', async () => {
		const { world, settings } = await installation();
		await world.store.commit([
			insert('parameters', {
				id: v7(),
				key: 'notice.result.workingDays',
				value: 3,
				since: '2026-01-01',
				basis: '',
				setBy: '',
				createdAt: now
			})
		]);
		expect(await problems(settings)).toEqual(['parameters']);
	});

	it('finds work that was given up, and attachments that are lost', async () => {
		const { world, settings } = await installation();
		const id = v7();
		await world.store.commit([
			insert('jobs', {
				id,
				kind: 'x',
				key: 'x',
				payload: {},
				runAt: now,
				deadAt: now,
				attempts: 5,
				createdAt: now
			}),
			insert('attachments', {
				id,
				applicationId: 'a',
				slot: 'pledge',
				name: 'x.pdf',
				size: 1,
				state: 'stored',
				uploadedBy: '',
				createdAt: now
			})
		]);
		expect(await problems(settings)).toEqual(['jobs', 'attachments']);
	});

	it('says in one line when there is no installation, or none that opens', async () => {
		const { settings } = await installation();
		const nowhere = path.join(settings.dataDir, 'nowhere');
		expect(await problems({ ...settings, dataDir: nowhere })).toContain('data_dir');
		const bare = mkdtempSync(path.join(tmpdir(), 'portal-check-'));
		onTestFinished(() => rmSync(bare, { recursive: true, force: true }));
		openSecrets(path.join(bare, 'keys'));
		if (engine === 'sqlite') {
			expect(await problems({ ...settings, dataDir: bare })).toEqual(['database']);
			writeFileSync(path.join(bare, 'portal.sqlite'), 'this is no database');
			expect(await problems({ ...settings, dataDir: bare })).toEqual(['database']);
		} else {
			const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
			expect(await problems({ ...settings, dataDir: bare, databaseUrl })).toEqual(['database']);
		}
	});
});
