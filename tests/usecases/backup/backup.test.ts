import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { makeBackup, copyKeys } from '#lib/server/backup/make.ts';
import { BadBackup, manifestText, parseManifest } from '#lib/server/backup/manifest.ts';
import { restoreBackup } from '#lib/server/backup/restore.ts';
import { openFiles } from '#lib/server/files/disk.ts';
import { completeCheckpointFile } from '#lib/server/checkpoint-file.ts';
import type { Settings } from '#lib/server/settings.ts';
import { openStore } from '#lib/server/store/open.ts';
import { checkpointLog } from '#lib/server/usecases/audit/checkpoint-log.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import { insert, logged, type Context } from '#lib/server/usecases/ports.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { engine } from '../../support/store.ts';
import { makeWorld, monday } from '../../support/world.ts';

const folder = (): string => {
	const made = mkdtempSync(path.join(tmpdir(), 'portal-backup-'));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
};

const settingsOf = (dataDir: string, databaseUrl: string | undefined): Settings => ({
	host: '127.0.0.1',
	port: 3000,
	origin: 'http://localhost:3000',
	contentOrigin: 'http://127.0.0.1:3001',
	contentPort: 3001,
	dataDir,
	databaseUrl
});

/** An installation at work: people, a sealed attachment, a log with a checkpoint; the store stays open. */
const installation = async () => {
	const world = await makeWorld();
	const dataDir = engine === 'sqlite' ? path.dirname(world.store.at) : folder();
	const ctx: Context = world.context(null, {
		as: 'system',
		secrets: openSecrets(path.join(dataDir, 'keys')),
		files: openFiles(path.join(dataDir, 'files'))
	});
	const person = await world.person({ idCipher: ctx.secrets.encrypt('people|id|x', '5402') });
	const application = await world.application({ personId: person.id });
	const attachment = v7();
	const bytes = Buffer.from('a sealed certificate');
	await ctx.files.append(attachment, 0, bytes);
	const { sha256 } = await ctx.files.seal(attachment);
	await ctx.files.append(v7(), 0, Buffer.from('still arriving'));
	await ctx.store.commit([
		insert('attachments', {
			id: attachment,
			applicationId: application.id,
			slot: 'pledge',
			name: '承诺书.pdf',
			mime: 'application/pdf',
			size: bytes.length,
			sha256,
			state: 'stored',
			uploadedBy: person.id,
			createdAt: monday
		}),
		logged(ctx, { action: 'case.submit', objectKind: 'case', objectId: application.id }),
		logged(ctx, { action: 'case.pick_up', objectKind: 'case', objectId: application.id })
	]);
	await checkpointLog(ctx);
	await completeCheckpointFile(dataDir, await ctx.store.read.checkpoints.all());
	const settings = settingsOf(dataDir, engine === 'postgres' ? world.store.at : undefined);
	return { world, ctx, settings, person, application, attachment, bytes };
};

/** A place to restore to, with nothing in it. */
const emptyPlace = async (keysFrom?: Settings): Promise<Settings> => {
	const dataDir = folder();
	if (keysFrom)
		cpSync(path.join(keysFrom.dataDir, 'keys'), path.join(dataDir, 'keys'), { recursive: true });
	if (engine === 'sqlite') return settingsOf(dataDir, undefined);
	const database = await freshDatabase();
	onTestFinished(() => database.drop());
	return settingsOf(dataDir, database.url);
};

const options = { replace: false, withoutKeys: false, now: monday };
const back = (settings: Settings, source: string, more: Partial<typeof options> = {}) =>
	restoreBackup(settings, source, { ...options, ...more });
const refusal = async (deed: Promise<unknown>): Promise<string> => {
	try {
		await deed;
	} catch (cause) {
		if (cause instanceof BadBackup) return cause.message;
		throw cause;
	}
	return 'done';
};

/** Everything in a folder, to compare before and after. */
const contents = (at: string): Record<string, string> =>
	Object.fromEntries(
		(readdirSync(at, { recursive: true }) as string[])
			.filter((name) => statSync(path.join(at, name)).isFile())
			.filter((name) => !/-(?:wal|shm)$/.test(name))
			.sort()
			.map((name) => [
				name,
				createHash('sha256')
					.update(readFileSync(path.join(at, name)))
					.digest('hex')
			])
	);

describe('a backup', () => {
	it.each(['folder', 'archive.tar'])('made at work is restored whole (%s)', async (name) => {
		const here = await installation();
		const source = path.join(folder(), name);
		// The portal goes on working while it is made.
		const work = { going: true };
		const busy = (async () => {
			while (work.going)
				await here.ctx.store.commit([
					logged(here.ctx, { action: 'case.open', objectKind: 'case', objectId: 'x' })
				]);
		})();
		const report = await makeBackup(here.settings, source, { withKeys: false, now: monday });
		work.going = false;
		await busy;
		expect(report).toMatchObject({ engine, problems: [], withKeys: false });
		expect(report.log.entries).toBeGreaterThanOrEqual(2);

		const there = await emptyPlace(here.settings);
		const restored = await back(there, source);
		expect(restored).toMatchObject({ engine, before: null, pending: 0, log: report.log });
		const store = await openStore(there);
		onTestFinished(() => store.close());
		const files = openFiles(path.join(there.dataDir, 'files'));
		const ctx: Context = {
			...here.ctx,
			store,
			files,
			secrets: openSecrets(path.join(there.dataDir, 'keys'))
		};
		expect(await store.read.people.byId(here.person.id)).toEqual(here.person);
		expect(await store.read.applications.byId(here.application.id)).toEqual(here.application);
		expect(ctx.secrets.decrypt('people|id|x', here.person.idCipher!)).toBe('5402');
		expect(Buffer.from(await files.head(here.attachment, 100))).toEqual(here.bytes);
		expect(existsSync(path.join(there.dataDir, 'files', 'incoming'))).toBe(false);
		const verified = await verifyLog(ctx, await store.read.checkpoints.all());
		expect(verified.ok).toBe(true);
		expect(verified.entries).toBeGreaterThanOrEqual(report.log.entries);
		// And it can be written to.
		await store.commit([logged(ctx, { action: 'x', objectKind: 'x', objectId: 'x' })]);
	});

	it('holds no keys unless it is asked to', async () => {
		const here = await installation();
		const apart = path.join(folder(), 'keys');
		const without = path.join(folder(), 'b');
		await makeBackup(here.settings, without, { withKeys: false, now: monday });
		expect(readdirSync(without)).not.toContain('keys');
		const names = await copyKeys(here.settings, apart);
		expect(readdirSync(apart).sort()).toEqual([...names].sort());
		expect(statSync(path.join(apart, 'field-1.key')).mode & 0o777).toBe(0o400);

		const withKeys = path.join(folder(), 'c');
		await makeBackup(here.settings, withKeys, { withKeys: true, now: monday });
		const there = await emptyPlace();
		await back(there, withKeys);
		expect(contents(path.join(there.dataDir, 'keys'))).toEqual(
			contents(path.join(here.settings.dataDir, 'keys'))
		);
	});

	it('says which attachments the disk no longer holds as they were sealed', async () => {
		const here = await installation();
		const file = path.join(
			here.settings.dataDir,
			'files',
			here.attachment.slice(-2),
			here.attachment
		);
		writeFileSync(file, 'tampered');
		const report = await makeBackup(here.settings, path.join(folder(), 'b'), {
			withKeys: false,
			now: monday
		});
		expect(report.problems).toEqual([here.attachment]);
	});

	it('never covers what exists, and leaves nothing half-made', async () => {
		const here = await installation();
		const at = folder();
		writeFileSync(path.join(at, 'b.tar'), 'mine');
		const make = (name: string) =>
			refusal(makeBackup(here.settings, path.join(at, name), { withKeys: false, now: monday }));
		expect(await make('b.tar')).toContain('已存在');
		mkdirSync(path.join(at, 'full'));
		writeFileSync(path.join(at, 'full', 'x'), 'x');
		expect(await make('full')).toContain('已存在');
		expect(readFileSync(path.join(at, 'b.tar'), 'utf8')).toBe('mine');
		expect(readdirSync(at).sort()).toEqual(['b.tar', 'full']);
	});
});

describe('a restore', () => {
	it('of a backup with any one byte changed is refused, and nothing has changed (R10)', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const archive = path.join(folder(), 'b.tar');
		await makeBackup(here.settings, archive, { withKeys: false, now: monday });
		const there = await emptyPlace(here.settings);
		const before = contents(there.dataDir);
		const names = Object.keys(contents(source));
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat(7), async (name, at, bit) => {
				const file = path.join(source, name);
				const whole = readFileSync(file);
				const bytes = Buffer.from(whole);
				bytes[at % bytes.length]! ^= 1 << bit;
				writeFileSync(file, bytes);
				try {
					expect(await refusal(back(there, source)), name).not.toBe('done');
				} finally {
					writeFileSync(file, whole);
				}
			}),
			{
				numRuns: 40,
				examples: [
					...names.map((name): [string, number, number] => [name, 17, 3]),
					// The manifest's first tab becomes a carriage return: the same JSON, another byte.
					['manifest.json', 2, 2]
				]
			}
		);
		const whole = readFileSync(archive);
		for (const cut of [10, whole.length >> 1, whole.length - 2_000]) {
			writeFileSync(archive, whole.subarray(0, cut));
			expect(await refusal(back(there, archive))).not.toBe('done');
		}
		expect(contents(there.dataDir)).toEqual(before);
		// Whole again, it is taken.
		writeFileSync(archive, whole);
		expect(await refusal(back(there, archive))).toBe('done');
	});

	it('of a backup with a file missing or one too many is refused', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const there = await emptyPlace(here.settings);
		writeFileSync(path.join(source, 'more'), 'x');
		expect(await refusal(back(there, source))).toContain('清单里没有');
		rmSync(path.join(source, 'more'));
		const [first] = readdirSync(path.join(source, 'files'));
		rmSync(path.join(source, 'files', first!), { recursive: true });
		expect(await refusal(back(there, source))).toContain('缺少');
		expect(await refusal(back(there, path.join(source, 'nowhere')))).toContain('没有找到');
		expect(await refusal(back(there, folder()))).toContain('没有备份');
	});

	it('over data needs --replace, and keeps what stood there', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const there = await emptyPlace(here.settings);
		await back(there, source);
		const mark = async (action: string) => {
			const store = await openStore(there);
			await store.commit([logged(here.ctx, { action, objectKind: 'x', objectId: 'x' })]);
			await store.close();
		};
		await mark('since-then');
		const occupied = await refusal(back(there, source));
		expect(occupied).toContain('已有数据');
		const { before } = await back(there, source, { replace: true });
		const store = await openStore(there);
		expect((await store.read.log.head())?.action).toBe('case.pick_up');
		await store.close();
		expect(readdirSync(before!)).toContain(
			engine === 'sqlite' ? 'portal.sqlite' : 'database.pgdump'
		);
		expect(readdirSync(before!)).toContain('files');
	});

	it('under a running portal is refused', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const running = await refusal(back(here.settings, source, { replace: true }));
		expect(running).toContain('正在运行');
		expect((await here.ctx.store.read.log.head())?.action).toBe('case.pick_up');
	});

	it('without the keys of the data is refused, unless they are lost for good', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const there = await emptyPlace();
		expect(await refusal(back(there, source))).toContain('field-1.key');
		openSecrets(path.join(there.dataDir, 'keys'));
		expect(await refusal(back(there, source)), 'other keys').toContain('field-1.key');
		expect(await refusal(back(there, source, { withoutKeys: true }))).toBe('done');
		// Other keys of the same numbers are not taken for those that were lost.
		const kept = readdirSync(path.join(there.dataDir, 'keys'));
		expect(kept.filter((name) => /^(?:field|sign)-/.test(name)).sort()).toEqual([
			'field-2.key',
			'sign-2.pem'
		]);
	});

	it('of the other engine, or of a newer program, is refused', async () => {
		const here = await installation();
		const source = path.join(folder(), 'b');
		await makeBackup(here.settings, source, { withKeys: false, now: monday });
		const there = await emptyPlace(here.settings);
		const other =
			engine === 'sqlite'
				? { ...there, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }
				: { ...there, databaseUrl: undefined };
		expect(await refusal(back(other, source))).toContain('DATABASE_URL');
		const file = path.join(source, 'manifest.json');
		const manifest = parseManifest(readFileSync(file, 'utf8'));
		writeFileSync(
			file,
			manifestText({
				...manifest,
				migrations: [...manifest.migrations, { tag: '9999_tomorrow', hash: 'a'.repeat(64) }]
			})
		);
		expect(await refusal(back(there, source))).toContain('9999_tomorrow');
	});

	it('never writes outside its folder, whatever an archive names', async () => {
		const here = await installation();
		const archive = path.join(folder(), 'b.tar');
		await makeBackup(here.settings, archive, { withKeys: false, now: monday });
		const there = await emptyPlace(here.settings);
		const bytes = readFileSync(archive);
		for (const name of ['../../escaped', '/tmp/escaped', 'files/../../escaped']) {
			const header = Buffer.from(bytes.subarray(0, 512));
			header.fill(0, 0, 100).write(name, 0);
			header.fill(0x20, 148, 156);
			const sum = header.reduce((total, byte) => total + byte, 0);
			header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
			writeFileSync(archive, Buffer.concat([header, bytes.subarray(512)]));
			expect(await refusal(back(there, archive))).toContain('已损坏');
		}
		expect(existsSync(path.join(there.dataDir, '..', 'escaped'))).toBe(false);
		expect(existsSync('/tmp/escaped')).toBe(false);
	});
});
