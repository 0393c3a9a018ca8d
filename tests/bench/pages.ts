/**
 * The office list of 50 rows, the case page and a Chinese search, at 10,000 and at 1,000,000 cases, by CPU of
 * the server per request; beside a bare HTTP answer, a bare framework page with the same 50 rows (`bare-app`:
 * the cells of our rows, nothing around them, nothing looked up) and the bare prepared statement. The aims: the
 * list at most twice the bare page, and every page flat in the number of cases.
 * `node tests/bench/pages.ts 10000 1000000`
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '#lib/server/store/sqlite.ts';
import { sqliteFile } from '#lib/server/store/open.ts';
import { benchLogin, benchPassword, databaseWith } from './cases.ts';
import { measure, measureServer, print, type Figure } from './measure.ts';

const sizes = process.argv.slice(2).map(Number).filter(Boolean);
if (sizes.length === 0) sizes.push(10_000, 1_000_000);

type Answer = {
	readonly status: number;
	readonly body: string;
	readonly cookies: readonly string[];
};

const call = (
	port: number,
	path: string,
	options: { readonly cookie?: string; readonly form?: Readonly<Record<string, string>> } = {}
): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const body = options.form && new URLSearchParams(options.form).toString();
		const sent = request(
			{
				port,
				path,
				host: '127.0.0.1',
				method: body ? 'POST' : 'GET',
				headers: {
					host: `localhost:${port}`,
					accept: 'text/html',
					...(options.cookie && { cookie: options.cookie }),
					...(body && {
						origin: `http://localhost:${port}`,
						'content-type': 'application/x-www-form-urlencoded'
					})
				}
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part: string) => (text += part));
				response.on('end', () => {
					resolve({
						status: response.statusCode ?? 0,
						body: text,
						cookies: response.headers['set-cookie'] ?? []
					});
				});
			}
		);
		sent.on('error', reject);
		sent.end(body);
	});

const started = async (child: ChildProcess, port: number): Promise<number> => {
	for (let i = 0; i < 100; i += 1) {
		if (
			await call(port, '/').then(
				() => true,
				() => false
			)
		)
			return child.pid ?? 0;
		await sleep(100);
	}
	throw new Error(`nothing answers on port ${port}`);
};

const serve = (entry: string, port: number, env: Readonly<Record<string, string>>): ChildProcess =>
	spawn(process.execPath, [entry], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			ORIGIN: `http://localhost:${port}`,
			...env
		}
	});

const mustBe = async (answer: Promise<Answer>, words: string): Promise<Answer> => {
	const { status, body, cookies } = await answer;
	if (status !== 200 || !body.includes(words))
		throw new Error(`expected a page with ${words}, got ${status}`);
	return { status, body, cookies };
};

const rows = 50;
/** A page with exactly so many rows of the list. */
const mustShow = async (answer: Promise<Answer>): Promise<Answer> => {
	const page = await mustBe(answer, '水利站');
	const shown = page.body.split('<tr data-row').length - 1;
	if (shown !== rows) throw new Error(`expected ${rows} rows, got ${shown}`);
	return page;
};

const floors = async (): Promise<readonly Figure[]> => {
	const app = 'tests/bench/bare-app';
	execFileSync(process.execPath, ['../../../node_modules/vite/bin/vite.js', 'build'], {
		cwd: app,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const body = 'x'.repeat(20_000);
	const bare = spawn(
		process.execPath,
		[
			'-e',
			`require('node:http').createServer((q, r) => r.end(${JSON.stringify(body)})).listen(4710, '127.0.0.1')`
		],
		{ stdio: 'ignore' }
	);
	const kit = serve(`${app}/build/index.js`, 4711, {});
	try {
		const barePid = await started(bare, 4710);
		const kitPid = await started(kit, 4711);
		return [
			await measureServer('floor: bare HTTP, 20 kB', barePid, () => call(4710, '/'), 1000),
			await measureServer(
				'floor: bare framework page, 50 rows',
				kitPid,
				() => mustShow(call(4711, '/')),
				500
			)
		];
	} finally {
		bare.kill();
		kit.kill();
	}
};

const ours = async (size: number): Promise<readonly Figure[]> => {
	const dataDir = await databaseWith(size);
	const db = connect(sqliteFile(dataDir), true);
	const statement = db.prepare(
		"select * from applications where place = '540221' and state = 'county_check' order by due_on, id limit 50"
	);
	const bareRows = await measure(
		`floor: bare prepared statement, 50 of ${size}`,
		() => statement.all(),
		{ n: 100 }
	);
	const found = db
		.prepare<[], { id: string }>("select id from applications where person_id = 'applicant'")
		.get();
	db.close();
	const portal = serve('build/index.js', 4712, {
		DATA_DIR: dataDir,
		CONTENT_ORIGIN: 'http://127.0.0.1:4713'
	});
	try {
		const pid = await started(portal, 4712);
		const { cookies, status } = await call(4712, '/sign-in', {
			form: { login: benchLogin, password: benchPassword }
		});
		if (status !== 303) throw new Error(`sign-in answered ${status}`);
		const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
		const page = (path: string, words: string) => () => mustBe(call(4712, path, { cookie }), words);
		const at = size.toLocaleString('en');
		return [
			bareRows,
			await measureServer(
				`office list, 50 rows of ${at}`,
				pid,
				() => mustShow(call(4712, '/office/cases?tab=all&size=50', { cookie })),
				500
			),
			await measureServer(
				`one-word search of ${at}`,
				pid,
				page(`/office/cases?tab=all&q=${encodeURIComponent('拉姆')}`, '拉姆'),
				500
			),
			await measureServer(
				`case page among ${at}`,
				pid,
				page(`/office/cases/${found?.id ?? ''}`, '助理工程师'),
				500
			)
		];
	} finally {
		portal.kill();
	}
};

// Nothing else may hold the ports of this run.
for (const port of [4710, 4711, 4712, 4713])
	await new Promise<void>((resolve, reject) => {
		const probe = createServer()
			.once('error', reject)
			.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
	});
/** A list may cost so much of the bare page. */
const listAim = 2;
/** What the machine's own unrest may add from one size to another. */
const flatWithin = 1.25;

const listJudgement = ({ cpuMs }: Figure, bare: Figure | undefined): string => {
	const times = cpuMs / (bare?.cpuMs ?? Number.NaN);
	return times <= listAim ? `ok: at most ${listAim} ×` : `over the aim of ${listAim} ×`;
};
const flatJudgement = ({ cpuMs }: Figure, smaller: Figure): string => {
	const times = cpuMs / smaller.cpuMs;
	return times <= flatWithin ? 'ok: flat' : `not flat: ${times.toFixed(2)} × the smallest size`;
};

const floor = await floors();
let smallest: readonly Figure[] | undefined;
for (const size of sizes.toSorted((x, y) => x - y)) {
	const figures = await ours(size);
	const judged = figures.map((figure, index): Figure => {
		// The first is a floor itself.
		const words = index === 1 ? [listJudgement(figure, floor[1])] : [];
		const smaller = smallest?.[index];
		if (smaller && index > 0) words.push(flatJudgement(figure, smaller));
		return { ...figure, judgement: words.join('; ') };
	});
	print(`Pages at ${size.toLocaleString('en')} cases`, [...floor, ...judged], floor[1]?.name);
	smallest ??= figures;
}
