/** The fault scenarios at full length: `node tests/faults/run.ts [name…]`; `scripts/faults.mjs` calls it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fillDisk, noSmallDisk } from './full-disk.ts';
import { killDuringWrites } from './kill.ts';
import { cutPower, noPowerCut } from './power-cut.ts';
import { restartUnderLoad } from './rolling.ts';
import { countSyncs, noTrace } from './sync.ts';
import { tamperLog } from './tamper.ts';
import { isSpent, killWorkers } from './workers.ts';

type Verdict = { readonly found: object; readonly ok: boolean };
type Scenario = {
	readonly title: string;
	/** Why it cannot be run on this machine. */
	readonly lacks?: () => string | undefined;
	readonly run: () => Promise<Verdict>;
};

const root = path.resolve(import.meta.dirname, '../..');

/** Tests that every engine must pass, at the length that the environment asks for; throws where one fails. */
const onBothEngines = (tests: string, env: Readonly<Record<string, string>>): void => {
	const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
	const args = ['run', '--project', 'sqlite', '--project', 'postgres', tests];
	execFileSync(process.execPath, [vitest, ...args], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...env }
	});
};

const scenarios: Readonly<Record<string, Scenario>> = {
	kill: {
		title: 'R1 写入时 kill -9，30 次，不少于 10,000 次写入',
		run: async () => {
			const found = await killDuringWrites(30, 12_000);
			return {
				found,
				ok:
					found.lost === 0 &&
					found.torn === 0 &&
					found.damaged.length === 0 &&
					found.acknowledged >= 10_000 &&
					found.slowestOpenMs <= 5_000
			};
		}
	},
	power: {
		title: 'R2 断电 20 次（对照组 synchronous=NORMAL 必须丢数据）',
		lacks: noPowerCut,
		run: async () => {
			const full = await cutPower(20);
			const control = await cutPower(5, 'normal');
			return {
				found: { full, control },
				ok: full.lost === 0 && full.torn === 0 && full.damaged.length === 0 && control.lost > 0
			};
		}
	},
	sync: {
		title: 'R2 每次确认的提交至少一次 fsync',
		lacks: noTrace,
		run: async () => {
			const found = await countSyncs(200);
			return { found, ok: found.acknowledged === 200 && found.syncs >= found.acknowledged };
		}
	},
	disk: {
		title: 'R3 磁盘写满再腾出空间',
		lacks: noSmallDisk,
		run: async () => {
			const found = fillDisk();
			return {
				found,
				ok:
					found.refusals.every((refusal) => refusal === 'busy:storage_unavailable') &&
					found.upload === 'busy:storage_full' &&
					found.readableWhenFull >= found.acknowledgedWhenFull &&
					found.recovered &&
					found.lost === 0 &&
					found.integrity === 'ok'
			};
		}
	},
	term: {
		title: 'R6 每秒 50 次请求下轮流 SIGTERM 重启 20 次',
		run: async () => {
			const found = await restartUnderLoad(path.join(root, 'build'), 20);
			return {
				found,
				ok:
					found.lost === 0 &&
					Object.keys(found.odd).length === 0 &&
					found.unclean === 0 &&
					found.longestGapMs <= 3_000
			};
		}
	},
	submits: {
		title: 'R8、I10 每种办理同时提交 200 次，两种数据库',
		run: async () => {
			onBothEngines('tests/usecases/concurrency', { FAULTS_PARALLEL: '200' });
			return { found: { parallel: 200 }, ok: true };
		}
	},
	moves: {
		title: 'I11 2,000 条随机办理序列，另有每种办理、每种状态、每个人，两种数据库',
		run: async () => {
			onBothEngines('tests/usecases/cases', { MOVES: '2000' });
			return { found: { sequences: 2_000 }, ok: true };
		}
	},
	workers: {
		title: 'R9 随机杀死后台进程 100 次，另有一件总是失败的工作',
		run: async () => {
			const found = await killWorkers(100, 200);
			return {
				found,
				ok:
					found.undone === 0 &&
					found.twice === 0 &&
					found.messagesOff === 0 &&
					isSpent(found.poison)
			};
		}
	},
	tamper: {
		title: 'I1 在 100,000 条日志上随机改动 10,000 次，核验一遍不超过 2 秒',
		run: async () => {
			const found = tamperLog(100_000, 10_000);
			return { found, ok: found.missed.length === 0 && found.verifyCpuMs <= 2_000 };
		}
	}
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(scenarios, name));
if (unknown.length > 0) {
	console.error(`没有 ${unknown.join('、')}：可用 ${Object.keys(scenarios).join('、')}`);
	process.exit(2);
}
let failed = 0;
for (const [name, { title, lacks, run }] of Object.entries(scenarios)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	console.log(`━━ ${name}  ${title}`);
	const why = lacks?.();
	if (why !== undefined) {
		console.log(`   没有做：${why}`);
		failed += 1;
		continue;
	}
	const started = performance.now();
	const { found, ok } = await run().catch((cause: unknown): Verdict => {
		console.error(cause);
		return { found: {}, ok: false };
	});
	console.log(`   ${JSON.stringify(found)}`);
	console.log(
		`${ok ? '✓' : '✗'} ${name}（${((performance.now() - started) / 1_000).toFixed(1)} 秒）`
	);
	if (!ok) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
