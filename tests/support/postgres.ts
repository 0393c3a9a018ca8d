/**
 * A throw-away PostgreSQL from the system's own binaries: empty, on a free port of the loopback,
 * gone with the process that started it (even after `kill -9`).
 *
 * As Vitest's global setup of the project `postgres` it starts one cluster for the run, unless
 * `DATABASE_URL_TEST` already names a server whose user may create databases.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A running cluster: the address of its maintenance database, and how to end it. */
export type Cluster = { readonly url: string; readonly stop: () => Promise<void> };

/** An empty database of one test file, and how to drop it. */
export type Database = { readonly url: string; readonly drop: () => Promise<void> };

const REMEDY =
	'PostgreSQL server binaries not found: install them (Debian: apt install postgresql)';
const START_TIMEOUT_MS = 30_000;

/** Data is thrown away, so nothing is worth waiting for the disk. */
const FAST = [
	...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal'],
	...['max_wal_senders=0', 'autovacuum=off', 'jit=off', 'max_connections=200']
];

/** Starts an empty cluster. Throws with the remedy when the binaries are missing. */
export async function startCluster(): Promise<Cluster> {
	const binaries = findBinaries();
	const owner = unprivilegedUser();
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-postgres-'));
	const data = path.join(folder, 'data');
	const passwordFile = path.join(folder, 'password');
	const password = randomBytes(18).toString('base64url');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (owner) {
		chownSync(folder, owner.uid, owner.gid);
		chownSync(passwordFile, owner.uid, owner.gid);
	}
	execFileSync(
		path.join(binaries, 'initdb'),
		[
			...['--pgdata', data, '--username', 'portal', '--pwfile', passwordFile],
			...['--auth', 'password', '--encoding', 'UTF8', '--locale', 'C', '--no-sync']
		],
		{ ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
	);

	const port = await freePort();
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		`unix_socket_directories=${folder}`,
		'log_min_messages=fatal',
		...FAST
	].flatMap((setting) => ['-c', setting]);
	const keeper = spawn(
		'/bin/sh',
		['-c', KEEPER, folder, path.join(binaries, 'postgres'), '-D', data, ...settings],
		{ ...owner, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'pipe'] }
	);
	const url = `postgres://portal:${password}@127.0.0.1:${port}/postgres`;
	await untilAnswering(url, keeper);
	return { url, stop: () => stop(keeper, folder) };
}

/**
 * Holds the server while its standard input stays open. The pipe closes when the tests end, however
 * they end; the server is then stopped and its folder removed.
 */
const KEEPER = `
	"$@" & server=$!
	trap '' INT TERM
	read -r _
	kill -INT $server
	wait $server
	rm -rf "$0"
`;

/** Creates an empty database on the cluster of this run. */
export async function freshDatabase(): Promise<Database> {
	const server = process.env['DATABASE_URL_TEST'];
	if (server === undefined) {
		throw new Error('DATABASE_URL_TEST is not set: run this test in the Vitest project "postgres"');
	}
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await administer(server, `create database ${name} template template0`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	return {
		url: url.href,
		drop: () => administer(server, `drop database if exists ${name} with (force)`)
	};
}

/** Vitest's global setup: one cluster for the whole run. Returns the teardown. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env['DATABASE_URL_TEST'] !== undefined) return undefined;
	const cluster = await startCluster();
	process.env['DATABASE_URL_TEST'] = cluster.url;
	return async () => {
		delete process.env['DATABASE_URL_TEST'];
		await cluster.stop();
	};
}

function findBinaries(): string {
	const versions = (folder: string): string[] =>
		existsSync(folder)
			? readdirSync(folder)
					.sort((a, b) => Number.parseInt(b) - Number.parseInt(a))
					.map((version) => path.join(folder, version, 'bin'))
			: [];
	const candidates = [
		...(process.env['PATH'] ?? '').split(path.delimiter),
		...versions('/usr/lib/postgresql'),
		'/opt/homebrew/opt/postgresql/bin',
		'/usr/local/opt/postgresql/bin'
	];
	// A psql alone is only a client: look for the server itself.
	const found = candidates.find(
		(folder) => existsSync(path.join(folder, 'postgres')) && existsSync(path.join(folder, 'initdb'))
	);
	if (found === undefined) throw new Error(REMEDY);
	return found;
}

/** PostgreSQL refuses to run as root; then it runs as a user that owns nothing. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		try {
			const id = (flag: string): number =>
				Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
			return { uid: id('-u'), gid: id('-g') };
		} catch {
			// No such user here: the next one.
		}
	}
	throw new Error('PostgreSQL cannot run as root and there is no user "postgres" or "nobody"');
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

async function untilAnswering(url: string, keeper: ChildProcess): Promise<void> {
	let complaints = '';
	keeper.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline && keeper.exitCode === null) {
		try {
			await administer(url, 'select 1');
			// The keeper lives on its pipe; it must not keep the tests alive.
			keeper.unref();
			return;
		} catch {
			await sleep(50);
		}
	}
	keeper.stdin?.end();
	throw new Error(`PostgreSQL did not start: ${complaints}`);
}

async function stop(keeper: ChildProcess, folder: string): Promise<void> {
	if (keeper.exitCode === null) {
		const ended = new Promise((resolve) => keeper.once('exit', resolve));
		keeper.ref();
		keeper.stdin?.end();
		await ended;
	}
	rmSync(folder, { recursive: true, force: true });
}

async function administer(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
