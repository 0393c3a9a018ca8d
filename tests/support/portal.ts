/**
 * A portal of a test's own, for what others must not see happen: the demo's clock moved on, cases decided.
 * The pages of one run share the server that the runner starts; these stand beside it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { at, root } from '../../scripts/lib/project.mjs';
import { freePorts } from './ports.ts';

export type DataRow = Readonly<Record<string, string | number | null>>;

export type Portal = {
	readonly url: string;
	/** Its SQLite file. */
	readonly database: string;
	/** Rows of a question to its database, which is only read. */
	readonly rows: (sql: string, ...values: readonly (string | number)[]) => readonly DataRow[];
	/**
	 * Lets an account of the demo stand for whoever has a case in that state, or for an officer of their
	 * employer or of their committee's office; answers the case's id.
	 */
	readonly lend: (
		login: string,
		state: string,
		role?: 'employer_officer' | 'committee_office'
	) => string;
	/** What the server wrote to its error output so far: defects are logged there. */
	readonly errors: () => string;
	readonly stop: () => Promise<void>;
};

const patienceMs = 120_000;

/** A server of a test's own: where it is, what it said, and how it ends. */
export type Serving = Pick<Portal, 'url' | 'errors' | 'stop'>;

/**
 * Starts `program` as a server on the first free ports from `from` on, with `env` beside what every server of
 * these tests is told, and waits until it is ready.
 */
export const startServer = async (
	from: number,
	program: string,
	env: Readonly<Record<string, string>>
): Promise<Serving> => {
	const port = await freePorts(from);
	const url = `http://localhost:${port}`;
	const child = spawn(process.execPath, [program], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'pipe'],
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: url,
			CONTENT_ORIGIN: `http://127.0.0.1:${port + 1}`,
			DATABASE_URL: '',
			SHUTDOWN_TIMEOUT: '1',
			NODE_ENV: 'production',
			...env
		}
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async (): Promise<void> => {
		child.kill('SIGTERM');
		await ended;
	};
	for (const began = Date.now(); ;) {
		const ready = await fetch(`${url}/api/v1/ready`).then(
			({ ok }) => ok,
			() => false
		);
		if (ready) break;
		if (child.exitCode !== null || Date.now() - began > patienceMs) {
			await stop();
			throw new Error(`the portal did not start: ${said}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return { url, errors: () => said, stop };
};

/** Starts the built portal on a copy of the demo city; the first free ports from `from` on are taken. */
export const startPortal = async (from: number): Promise<Portal> => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-test-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const server = await startServer(from, at('tests', 'support', 'demo-server.ts'), {
		DEMO_FOLDER: folder
	}).catch((cause: unknown) => {
		remove();
		throw cause;
	});
	const database = path.join(folder, 'portal.sqlite');
	return {
		...server,
		database,
		rows: (sql, ...values) => {
			const connection = new Database(database, { readonly: true });
			try {
				return connection.prepare(sql).all(...values) as DataRow[];
			} finally {
				connection.close();
			}
		},
		lend: (login, state, role) => {
			const connection = new Database(database, { timeout: 10_000 });
			try {
				const one = connection
					.prepare(
						role === undefined
							? `select id, person_id from applications where state = ?
								and person_id not in (select person_id from accounts) order by id limit 1`
							: `select x.id, g.person_id from applications x join grants g
								on g.scope_id in (x.employer_id, x.office_id) and g.role = '${role}' where x.state = ?
								and g.person_id not in (select person_id from accounts) order by x.id limit 1`
					)
					.get(state) as DataRow | undefined;
				if (!one) throw new Error(`nobody in the demo city has a case in ${state}`);
				connection
					.prepare('update accounts set person_id = ? where login_name = ?')
					.run(one['person_id'], login);
				return String(one['id']);
			} finally {
				connection.close();
			}
		},
		stop: async () => {
			await server.stop();
			remove();
		}
	};
};
