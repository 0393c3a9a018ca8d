/** The operator's commands as they are typed: answers, exit status, nothing else on standard output. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import Database from 'better-sqlite3';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { checkpointText } from '#lib/domain/audit/checkpoint.ts';
import { treeHeadOf } from '#lib/domain/audit/tree.ts';
import { completeCheckpointFile } from '#lib/server/checkpoint-file.ts';
import { migrateSqlite } from '#lib/server/store/migrate.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { insert, type Change } from '#lib/server/usecases/ports.ts';

/** Runs the command as a process of its own. */
const portal = (
	args: readonly string[],
	{ env: more = {} }: { readonly env?: Readonly<Record<string, string>> } = {}
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> =>
	new Promise((resolve) => {
		execFile(
			process.execPath,
			[path.resolve('src/cli/portal.ts'), ...args],
			{ env: { ...process.env, ...more }, encoding: 'utf8' },
			(failure, stdout, stderr) =>
				resolve({ code: failure ? Number(failure.code) : 0, stdout, stderr })
		);
	});

const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-commands-'));
const file = path.join(dataDir, 'portal.sqlite');
const env = { DATA_DIR: dataDir, DATABASE_URL: '' };
const inFolder = (name: string): string => path.join(dataDir, name);
const entry = (n: number): Change => ({
	do: 'log',
	entry: { action: 'case.submit', objectKind: 'case', objectId: `case-${n}`, detail: { n } },
	actor: null,
	role: 'system',
	organisation: '',
	at: 1_789_347_600_000 + n
});

vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
	migrateSqlite(file, { now: 1 });
	const store = openSqlite(file);
	for (let n = 1; n <= 20; n += 1) await store.commit([entry(n)]);
	const entries = await store.read.log.range(1, 15);
	const point = {
		seq: 15,
		head: entries[14]!.hash,
		root: treeHeadOf(entries.map(({ hash }) => hash)),
		at: 1
	};
	const signed = { ...point, ...openSecrets(inFolder('keys')).sign(checkpointText(point)) };
	await store.commit([insert('checkpoints', signed)]);
	await completeCheckpointFile(dataDir, [signed]);
	await store.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('portal audit verify', () => {
	it('answers entries, head and ok', async () => {
		const { code, stdout } = await portal(['audit', 'verify'], { env });
		const answer = JSON.parse(stdout) as { head: string };
		expect(code).toBe(0);
		expect(answer).toEqual({ entries: 20, head: answer.head, ok: true });
		expect(answer.head).toMatch(/^[0-9a-f]{64}$/);
	});

	it('verifies an export anywhere, line by line or as one list', async () => {
		const exported = inFolder('log.jsonl');
		expect((await portal(['audit', 'export', exported], { env })).code).toBe(0);
		const whole = JSON.parse(
			(await portal(['audit', 'verify', '--from', exported, '--keys', inFolder('keys')])).stdout
		) as object;
		expect(whole).toMatchObject({ entries: 21, ok: true });
		const lines = readFileSync(exported, 'utf8').trim().split('\n');
		const list = inFolder('log.json');
		writeFileSync(list, `[${lines.slice(0, 21).join(',\n')}]`);
		expect(JSON.parse((await portal(['audit', 'verify', '--from', list])).stdout)).toMatchObject({
			entries: 21,
			ok: true
		});

		const bad = inFolder('bad.jsonl');
		for (const [change, seq, why] of [
			[(all: string[]) => all.with(6, all[6]!.replace('case.submit', 'case.accept')), 7, 'hash'],
			[(all: string[]) => all.toSpliced(6, 1), 7, 'sequence'],
			[(all: string[]) => all.with(0, 'no JSON at all'), 1, 'malformed']
		] as const) {
			writeFileSync(bad, change(lines).join('\n'));
			const { code, stdout } = await portal(['audit', 'verify', '--from', bad]);
			expect(code).toBe(1);
			expect(JSON.parse(stdout)).toMatchObject({ ok: false, broken: { seq, why } });
		}
		writeFileSync(bad, [...lines.slice(0, 10), lines.at(-1)].join('\n'));
		const cut = await portal(['audit', 'verify', '--from', bad]);
		expect(cut.code).toBe(1);
		expect(JSON.parse(cut.stdout)).toMatchObject({ checkpoint: { seq: 15, why: 'truncated' } });
	});

	it('refuses what it does not understand, with nothing on standard output', async () => {
		const junk = inFolder('junk');
		writeFileSync(junk, 'this is\nno log\nat all');
		for (const args of [
			['--from', junk],
			['--from', inFolder('nowhere')],
			['--form', 'x'],
			['a-file'],
			['--keys', dataDir],
			['--checkpoints', junk]
		]) {
			const { code, stdout, stderr } = await portal(['audit', 'verify', ...args], { env });
			expect([code, stdout], args.join(' ')).toEqual([2, '']);
			expect(stderr).not.toContain('    at ');
		}
	});

	it('finds an entry altered in the database, and a tail cut off', async () => {
		const broken = inFolder('broken');
		const copy = new Database(file);
		copy.prepare('vacuum into ?').run(`${broken}.sqlite`);
		copy.close();
		rmSync(broken, { recursive: true, force: true });
		const other = mkdtempSync(path.join(tmpdir(), 'portal-commands-'));
		try {
			const db = new Database(`${broken}.sqlite`);
			db.exec("drop trigger log_no_update; update log set organisation = 'x' where seq = 3");
			db.prepare('vacuum into ?').run(path.join(other, 'portal.sqlite'));
			db.close();
			const { code, stdout } = await portal(['audit', 'verify'], {
				env: { ...env, DATA_DIR: other }
			});
			expect(code).toBe(1);
			expect(JSON.parse(stdout)).toMatchObject({ ok: false, entries: 2, broken: { seq: 3 } });
		} finally {
			rmSync(other, { recursive: true, force: true });
		}
	});
});

describe('portal backup, restore, check', () => {
	it('bring an installation from one folder to another', async () => {
		const archive = inFolder('b.tar');
		const keys = inFolder('keys-apart');
		const made = await portal(['backup', archive, '--keys-to', keys], { env });
		expect(made.code).toBe(0);
		expect(JSON.parse(made.stdout)).toMatchObject({ engine: 'sqlite', problems: [] });
		const other = mkdtempSync(path.join(tmpdir(), 'portal-commands-'));
		const there = { ...env, DATA_DIR: other };
		try {
			const without = await portal(['restore', archive], { env: there });
			expect([without.code, without.stdout]).toEqual([1, '']);
			expect(without.stderr).toContain('field-1.key');
			// The keys come from where they were kept apart.
			cpSync(keys, path.join(other, 'keys'), { recursive: true });
			const { code, stdout } = await portal(['restore', archive], { env: there });
			expect(code).toBe(0);
			expect(JSON.parse(stdout)).toMatchObject({ before: null, verified: { ok: true } });
			expect((await portal(['audit', 'verify'], { env: there })).code).toBe(0);
			const again = await portal(['restore', archive], { env: there });
			expect([again.code, again.stdout]).toEqual([1, '']);
			expect(again.stderr).toContain('--replace');
			writeFileSync(archive, readFileSync(archive).subarray(0, 4_000));
			expect((await portal(['restore', archive], { env: there })).stderr).toContain('已损坏');
		} finally {
			rmSync(other, { recursive: true, force: true });
		}
	});

	it('restore goes on without the keys only where it is told that they are lost', async () => {
		const archive = inFolder('c.tar');
		await portal(['backup', archive], { env });
		const other = mkdtempSync(path.join(tmpdir(), 'portal-commands-'));
		try {
			const there = { ...env, DATA_DIR: other };
			const { code, stdout, stderr } = await portal(['restore', archive, '--without-keys'], {
				env: there
			});
			expect(code).toBe(0);
			const unverified = [{ keyId: '1', checkpoints: 1 }];
			expect(JSON.parse(stdout)).toMatchObject({ verified: { ok: true, unverified } });
			expect(stderr).toContain('由密钥 1 签名，这里没有这把密钥');
			const later = await portal(['audit', 'verify'], { env: there });
			expect([later.code, JSON.parse(later.stdout)]).toMatchObject([0, { ok: true, unverified }]);
			expect(later.stderr).toContain('由密钥 1 签名，这里没有这把密钥');
			// A signature by a key that is here must still be genuine.
			const forged = new Database(path.join(other, 'portal.sqlite'));
			forged.exec(
				"drop trigger checkpoints_no_update; update checkpoints set key_id = '2' where key_id = '1'"
			);
			forged.close();
			const found = await portal(['audit', 'verify'], { env: there });
			expect(found.code).toBe(1);
			expect(JSON.parse(found.stdout)).toMatchObject({
				ok: false,
				checkpoint: { seq: 15, why: 'signature' }
			});
		} finally {
			rmSync(other, { recursive: true, force: true });
		}
	});

	it('check says what is wrong and what helps', async () => {
		const { code, stdout, stderr } = await portal(['check'], { env });
		const { ok, checks } = JSON.parse(stdout) as {
			ok: boolean;
			checks: { check: string; ok: boolean }[];
		};
		// Nobody has confirmed a calendar here: that and nothing else is the matter.
		expect(checks.filter((one) => !one.ok).map(({ check }) => check)).toEqual(['calendar']);
		expect([code, ok]).toEqual([1, false]);
		expect(stderr).toContain('办法：');
	});
});
