/**
 * R6: a rolling restart under load. Two servers over one database behind one address; each in turn is asked to
 * stop and started again. What was answered is done; what was not met a closed door, never a broken page.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { sessions } from '#lib/server/auth/lucia.ts';
import { openSqlite, type SqliteStore } from '#lib/server/store/sqlite.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { freePorts } from '../support/ports.ts';
import { freshFolder, removeFolder } from './places.ts';

export type RollingReport = {
	readonly restarts: number;
	readonly answered: number;
	/** Answered and not done. */
	readonly lost: number;
	/** Answers other than the one expected, by status. */
	readonly odd: Readonly<Record<string, number>>;
	/** Requests that found the door closed. */
	readonly refused: number;
	/** Longest time in which no request was answered at all, in milliseconds. */
	readonly longestGapMs: number;
	/** Servers that did not end by themselves with status 0. */
	readonly unclean: number;
};

const host = 'portal.example:8443';
const origin = `http://${host}`;

type Server = { readonly child: ChildProcess; readonly port: number };

const ask = (
	port: number,
	target: string,
	post?: { readonly body: string; readonly cookie: string }
): Promise<number> =>
	new Promise((resolve, reject) => {
		const asked = request(
			{
				host: '127.0.0.1',
				port,
				path: target,
				agent: false,
				method: post ? 'POST' : 'GET',
				headers: {
					host,
					...(post && {
						origin,
						cookie: post.cookie,
						accept: 'text/html',
						'content-type': 'application/x-www-form-urlencoded',
						'content-length': String(Buffer.byteLength(post.body))
					})
				}
			},
			(response) => {
				response.resume();
				response.once('end', () => resolve(response.statusCode ?? 0));
			}
		);
		asked.once('error', reject);
		asked.end(post?.body);
	});

const start = async (build: string, folder: string, port: number): Promise<Server> => {
	const child = spawn(process.execPath, [path.join(build, 'index.js')], {
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			CONTENT_ORIGIN: `http://127.0.0.1:${port + 1}`,
			DATA_DIR: folder,
			DATABASE_URL: '',
			NODE_ENV: 'production',
			SHUTDOWN_TIMEOUT: '10'
		},
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let complaints = '';
	child.stderr.on('data', (part: Buffer) => (complaints += part.toString()));
	for (let patience = 0; patience < 300 && child.exitCode === null; patience += 1) {
		const status = await ask(port, '/api/v1/ready').catch(() => 0);
		if (status === 200) return { child, port };
		await sleep(50);
	}
	child.kill('SIGKILL');
	throw new Error(`the server on ${port} did not get ready: ${complaints.slice(-2_000)}`);
};

const stop = async ({ child }: Server): Promise<boolean> => {
	const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
	child.kill('SIGTERM');
	const [code] = await ended;
	return code === 0;
};

/** A person with so many unread messages and a session: each post marks one message as read. */
const fill = async (store: SqliteStore, messages: number) => {
	const now = Date.now();
	const [personId, accountId] = [v7(), v7()];
	const session = await sessions.create({ accountId, grantId: null, userAgent: '', now });
	const ids = Array.from({ length: messages }, () => v7());
	await store.commit([
		insert('people', { id: personId, name: '次仁', createdAt: now }),
		insert('accounts', {
			id: accountId,
			personId,
			loginName: 'rolling',
			passwordHash: 'nobody signs in with it',
			passwordSetAt: now,
			state: 'active',
			createdAt: now
		}),
		...session.changes,
		...ids.map((id) =>
			insert('messages', {
				id,
				personId,
				outboxId: id,
				event: 'grant.given',
				facts: {},
				createdAt: now
			})
		)
	]);
	return { ids, cookie: `session=${session.token}` };
};

/** Restarts so many times under `perSecond` posts a second. `build` is the folder of the built server. */
export const restartUnderLoad = async (
	build: string,
	restarts: number,
	perSecond = 50
): Promise<RollingReport> => {
	const folder = freshFolder();
	const first = await freePorts(21_000);
	const store = openSqlite(path.join(folder, 'portal.sqlite'));
	const servers: Server[] = [];
	const traffic = { running: true };
	const answeredAt: number[] = [];
	const done: string[] = [];
	const odd: Record<string, number> = {};
	let [refused, unclean] = [0, 0];
	try {
		const { ids, cookie } = await fill(store, 40 * perSecond * Math.max(1, restarts));
		for (const port of [first, first + 2]) servers.push(await start(build, folder, port));

		const post = async (id: string, turn: number): Promise<void> => {
			const port = servers[turn % 2]?.port ?? first;
			try {
				const status = await ask(port, '/me/messages?/open', { body: `id=${id}`, cookie });
				answeredAt.push(performance.now());
				if (status === 303) done.push(id);
				else odd[status] = (odd[status] ?? 0) + 1;
			} catch (cause) {
				const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
				if (code === 'ECONNREFUSED' || code === 'ECONNRESET') refused += 1;
				else odd[code] = (odd[code] ?? 0) + 1;
			}
		};
		const load = (async () => {
			const pending: Promise<void>[] = [];
			for (const [turn, id] of ids.entries()) {
				if (!traffic.running) break;
				pending.push(post(id, turn));
				await sleep(1_000 / perSecond);
			}
			await Promise.all(pending);
		})();

		await sleep(500);
		for (let n = 0; n < restarts; n += 1) {
			const server = servers[n % 2];
			if (!server) break;
			if (!(await stop(server))) unclean += 1;
			servers[n % 2] = await start(build, folder, server.port);
		}
		await sleep(500);
		traffic.running = false;
		await load;
	} finally {
		traffic.running = false;
		await Promise.all(servers.map(stop));
	}
	try {
		const lost = (await Promise.all(done.map((id) => store.read.messages.byId(id)))).filter(
			(message) => message?.readAt == null
		).length;
		const gaps = answeredAt.slice(1).map((at, index) => at - (answeredAt[index] ?? at));
		return {
			restarts,
			answered: done.length,
			lost,
			odd,
			refused,
			longestGapMs: Math.round(Math.max(0, ...gaps)),
			unclean
		};
	} finally {
		await store.close();
		removeFolder(folder);
	}
};
