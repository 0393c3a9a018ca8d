import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followAll, isBreak } from '#lib/domain/audit/chain.ts';
import { Refused } from '#lib/domain/refusal.ts';
import {
	checkpointFile,
	completeCheckpointFile,
	readCheckpointFile
} from '#lib/server/checkpoint-file.ts';
import { checkpointLog } from '#lib/server/usecases/audit/checkpoint-log.ts';
import { exportSearch } from '#lib/server/usecases/audit/export-search.ts';
import { exportLog } from '#lib/server/usecases/audit/export-log.ts';
import { listLog, type LogQuery } from '#lib/server/usecases/audit/list-log.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import { logged } from '#lib/server/usecases/ports.ts';
import { engine } from '../../support/store.ts';
import { makeWorld, monday, type World } from '../../support/world.ts';
import { bench } from '../clock/workplace.ts';

const DAY = 86_400_000;
const everything: LogQuery = {
	action: '',
	actor: '',
	object: '',
	result: '',
	from: '',
	to: '',
	before: 0
};

/** Writes n entries with all that a detail may hold. */
const write = async (world: World, n: number, action = 'case.submit'): Promise<void> => {
	const ctx = world.context();
	for (let i = 0; i < n; i += 1)
		await world.store.commit([
			logged(ctx, {
				action,
				objectKind: 'case',
				objectId: `case-${i}`,
				detail: {
					编号: `2026-${i}`,
					n: i,
					half: 0.5,
					nested: { list: [1, null, '—'] },
					gone: undefined
				}
			})
		]);
};

/** Somebody with the database's password: takes the guard off first. */
const unguarded = async (world: World): Promise<void> => {
	if (engine === 'sqlite') {
		const triggers = await world.store.sql(
			"select name from sqlite_master where type = 'trigger' and tbl_name = 'log'"
		);
		for (const { name } of triggers) await world.store.sql(`drop trigger "${String(name)}"`);
	} else await world.store.sql('alter table log disable trigger all');
};

describe('the log', () => {
	it('verifies as it is written, by many at once', async () => {
		const world = await makeWorld();
		await Promise.all([write(world, 10), write(world, 10, 'case.pick_up')]);
		const found = await verifyLog(world.context(null, { as: 'system' }));
		expect(found).toMatchObject({ ok: true, entries: 20 });
		expect(found.head).toBe((await world.store.read.log.head())?.hash);
	});

	it('of an empty portal is in order', async () => {
		const world = await makeWorld();
		expect(await verifyLog(world.context(null, { as: 'system' }))).toEqual({
			entries: 0,
			head: '0'.repeat(64),
			ok: true
		});
	});

	it('cannot be changed or shortened by the database itself (I12)', async () => {
		const world = await makeWorld();
		await write(world, 3);
		for (const statement of [
			"update log set actor_name = 'x' where seq = 2",
			'delete from log where seq = 3',
			"update checkpoints set head = 'x'",
			'delete from checkpoints'
		]) {
			await checkpointLog(world.context(null, { as: 'clock' }));
			await expect(world.store.sql(statement), statement).rejects.toThrow();
		}
	});

	it.each([
		['an altered entry', "update log set organisation = 'x' where seq = 4", 4],
		['an entry taken out', 'delete from log where seq = 4', 4],
		['an altered detail', `update log set detail = '{}' where seq = 4`, 4],
		['another time', 'update log set at = at + 1 where seq = 1', 1],
		['another result', "update log set result = 'refused' where seq = 6", 6]
	])('shows %s', async (_, statement, seq) => {
		const world = await makeWorld();
		await write(world, 6);
		await unguarded(world);
		await world.store.sql(statement);
		const found = await verifyLog(world.context(null, { as: 'system' }));
		expect(found).toMatchObject({ ok: false, broken: { seq } });
	});

	it('cut off at its end is only seen against a checkpoint, and there it is (I2)', async () => {
		const world = await makeWorld();
		await write(world, 6);
		const kept = await checkpointLog(world.context(null, { as: 'clock' }));
		await unguarded(world);
		await world.store.sql('delete from log where seq > 4');
		const system = world.context(null, { as: 'system' });
		// The intruder empties the table of checkpoints as well; the copy outside is out of reach.
		expect(await verifyLog(system, [kept!])).toMatchObject({
			ok: false,
			checkpoint: { seq: 6, why: 'truncated' }
		});
	});

	it('is verified by inspectors and audit administrators only', async () => {
		const world = await makeWorld();
		await write(world, 1);
		for (const role of ['inspector', 'audit_admin'] as const) {
			const ctx = world.context(await world.officer(role));
			expect((await verifyLog(ctx)).ok).toBe(true);
			expect((await listLog(ctx, everything)).entries).toHaveLength(1);
		}
		for (const role of ['city_officer', 'system_admin', 'security_admin', 'expert'] as const) {
			const ctx = world.context(await world.officer(role));
			await expect(verifyLog(ctx)).rejects.toThrow(Refused);
			await expect(listLog(ctx, everything)).rejects.toThrow(Refused);
			await expect(exportLog(ctx).next()).rejects.toThrow(Refused);
			await expect(exportSearch(ctx, everything).next()).rejects.toThrow(Refused);
		}
		await expect(verifyLog(world.context())).rejects.toThrow(Refused);
	});
});

describe('a checkpoint', () => {
	it('is taken once a day, by one of two processes, in table and file', async () => {
		const world = await makeWorld();
		await write(world, 5);
		const [one, two] = await Promise.all([
			bench(world),
			bench(world, { store: await world.store.beside() })
		]);
		await Promise.all([one.runner.tick(), two.runner.tick()]);
		expect(await world.store.read.checkpoints.all()).toHaveLength(1);
		await write(world, 2);
		await one.runner.tick();
		expect(await world.store.read.checkpoints.all()).toHaveLength(1);
		world.clock.now += DAY;
		world.clock.realNow += DAY;
		await one.runner.tick();
		const all = await world.store.read.checkpoints.all();
		expect(all.map(({ seq }) => seq)).toEqual([5, 7]);
		expect(await readCheckpointFile(checkpointFile(one.dataDir))).toEqual(all);
		expect(await verifyLog(world.context(null, { as: 'system' }), all)).toMatchObject({ ok: true });
		// A day on which nothing happened needs none.
		world.clock.now += DAY;
		await one.runner.tick();
		expect(await world.store.read.checkpoints.all()).toHaveLength(2);
	});

	it('in the file is completed after a crash, a cut line included', async () => {
		const world = await makeWorld();
		const folder = mkdtempSync(path.join(tmpdir(), 'portal-checkpoints-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		for (let day = 0; day < 3; day += 1) {
			await write(world, 2);
			await checkpointLog(world.context(null, { as: 'clock' }));
		}
		const all = await world.store.read.checkpoints.all();
		await completeCheckpointFile(folder, all.slice(0, 2));
		const file = checkpointFile(folder);
		const whole = readFileSync(file, 'utf8');
		writeFileSync(file, whole.slice(0, -30));
		expect(await readCheckpointFile(file)).toEqual(all.slice(0, 1));
		await completeCheckpointFile(folder, all);
		expect(await readCheckpointFile(file)).toEqual(all);
		writeFileSync(file, `not json\n${whole}`);
		await expect(readCheckpointFile(file)).rejects.toThrow(':1: not a checkpoint');
	});
});

describe('an export', () => {
	it('holds every entry with its own, and verifies without the database', async () => {
		const world = await makeWorld();
		await write(world, 5);
		await checkpointLog(world.context(null, { as: 'clock' }));
		const ctx = world.context(await world.officer('audit_admin'));
		const lines: string[] = [];
		for await (const line of exportLog(ctx)) lines.push(line);
		const entries = lines.slice(0, 6).map((line) => JSON.parse(line) as unknown);
		const end = followAll(entries);
		expect(isBreak(end)).toBe(false);
		expect(end).toMatchObject({ seq: 6, hash: (await world.store.read.log.head())?.hash });
		expect(entries.at(-1)).toMatchObject({ action: 'log.export', role: 'audit_admin' });
		expect(JSON.parse(lines[6]!)).toMatchObject({ checkpoint: { seq: 5 } });
	});
});

describe('what a search found', () => {
	it('is taken out whole, in chunks, newest first, with its own entry and query logged', async () => {
		const world = await makeWorld();
		await write(world, 620);
		await write(world, 3, 'grant.give');
		const inspector = await world.officer('inspector');
		const ctx = world.context(inspector);
		const taken = async (query: Partial<LogQuery>) => {
			const seqs: number[] = [];
			for await (const chunk of exportSearch(ctx, { ...everything, ...query }))
				seqs.push(...chunk.map(({ seq }) => seq));
			return seqs;
		};
		// The place in the list plays no part.
		expect(await taken({ action: 'grant', before: 2 })).toEqual([623, 622, 621]);
		expect(await taken({})).toEqual(Array.from({ length: 625 }, (_, index) => 625 - index));
		expect(await taken({ action: 'batch' })).toEqual([]);
		const exports = await world.store.read.log.ofAction('log.export', { size: 9 });
		expect(exports.map(({ actorId, detail }) => [actorId, detail['filter']])).toEqual(
			['batch', '', 'grant'].map((action) => [
				inspector.personId,
				{ action, actor: '', object: '', result: '', from: '', to: '' }
			])
		);
	});
});

describe('a search', () => {
	it('finds by act, person, thing, result and day, newest first, page by page', async () => {
		const world = await makeWorld();
		const clerk = await world.officer('county_officer', await world.countyOffice());
		const application = await world.application({ state: 'county_check' });
		await write(world, 60);
		world.clock.now += 2 * DAY;
		await world.store.commit([
			logged(world.context(clerk), {
				action: 'case.county_pass',
				objectKind: 'case',
				objectId: application.id
			}),
			logged(world.context(clerk), {
				action: 'case.open',
				objectKind: 'case',
				objectId: application.id,
				result: 'refused'
			}),
			logged(world.context(clerk), { action: 'caseload.seen', objectKind: 'desk', objectId: 'd' })
		]);
		const ctx = world.context(await world.officer('inspector'));
		const found = async (query: Partial<LogQuery>) =>
			(await listLog(ctx, { ...everything, ...query })).entries.map(({ action }) => action);
		expect(await found({ actor: clerk.name })).toEqual([
			'caseload.seen',
			'case.open',
			'case.county_pass'
		]);
		expect(await found({ action: 'case.county_pass' })).toEqual(['case.county_pass']);
		expect(await found({ action: 'case', from: '2026-09-16' })).toEqual([
			'case.open',
			'case.county_pass'
		]);
		expect(await found({ action: 'ca_e', from: '2026-09-16' })).toEqual([]);
		expect(await found({ object: ` ${application.number} ` })).toHaveLength(2);
		expect(await found({ object: application.id, result: 'refused' })).toEqual(['case.open']);
		expect(await found({ to: '2026-09-15', actor: clerk.name })).toEqual([]);
		expect(await found({ from: 'yesterday', actor: clerk.name })).toHaveLength(3);

		const first = await listLog(ctx, everything);
		const second = await listLog(ctx, { ...everything, before: first.next! });
		expect(first.entries).toHaveLength(50);
		expect(second.entries).toHaveLength(13);
		expect(second.next).toBeNull();
		expect(first.entries[0]?.seq).toBe(63);
		expect(second.entries.at(-1)?.seq).toBe(1);
		expect(monday).toBe(second.entries.at(-1)?.at);
	});
});
