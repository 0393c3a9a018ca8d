/**
 * The suites of `npm test`, in order. A check by a tool counts as one test; the others count theirs.
 * Each suite returns { passed, failed, skipped } and, where it counts tests, the `failures`' names and words.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { acquireLock, releaseLock } from './lock.mjs';
import { at, cache, root } from './project.mjs';
import { firstWords, run, step } from './terminal.mjs';

const results = path.join(cache, 'test');
const compileMessages = at('scripts', 'compile-messages.mjs');
/** The tests' own build: a portal that runs beside them keeps its files. */
const BUILD = '.cache/test-build';

const bin = {
	prettier: ['prettier', 'bin', 'prettier.cjs'],
	kit: ['@sveltejs', 'kit', 'svelte-kit.js'],
	svelteCheck: ['svelte-check', 'bin', 'svelte-check'],
	eslint: ['eslint', 'bin', 'eslint.js'],
	depcruise: ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
	knip: ['knip', 'bin', 'knip.js'],
	vitest: ['vitest', 'vitest.mjs'],
	playwright: ['@playwright', 'test', 'cli.js']
};

/**
 * What the sources need beside themselves: the compiled messages and Kit's types. Made before any suite,
 * so that each can be run alone; whatever is wrong here, the suites `messages` and `types` tell.
 */
export async function generate(node) {
	await step('生成文字与类型', async () => {
		const quiet = { cwd: root };
		await run(node, [compileMessages], quiet);
		await run(node, [at('node_modules', ...bin.kit), 'sync'], quiet);
	});
}

/** The suites for one Node; each with its name, title and run(). */
export function suites(node, env) {
	const tool = (name, ...args) =>
		run(node, [at('node_modules', ...bin[name]), ...args], { cwd: root, env, show: true });
	const script = (...args) => run(node, args, { cwd: root, env, show: true });

	/** Several commands as one check. */
	const check =
		(...commands) =>
		async () => {
			for (const command of commands) {
				if ((await command()).code !== 0) return { passed: 0, failed: 1, skipped: 0 };
			}
			return { passed: 1, failed: 0, skipped: 0 };
		};

	const vitest = (project) => async () => {
		const file = resultFile(project);
		const { code } = await tool(
			...['vitest', 'run', '--project', project],
			...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
		);
		return counted(file, code, (report) => ({
			passed: report.numPassedTests,
			failed: report.numFailedTests,
			skipped: report.numPendingTests + report.numTodoTests,
			failures: report.testResults.flatMap(vitestFailures)
		}));
	};

	const browser = async () => {
		const file = resultFile('browser');
		const { code } = await run(
			node,
			[at('node_modules', ...bin.playwright), 'test', '--reporter=line,json'],
			{
				cwd: root,
				env: { ...env, BUILD_DIR: BUILD, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
				show: true
			}
		);
		return counted(file, code, ({ stats, suites: files }) => ({
			passed: stats.expected,
			// What passed only at a second try has failed once.
			failed: stats.unexpected + stats.flaky,
			skipped: stats.skipped,
			failures: files.flatMap(playwrightFailures)
		}));
	};

	const makeBuild = async () => {
		await acquireLock();
		try {
			await build(node, BUILD);
		} finally {
			releaseLock();
		}
		return { code: 0 };
	};

	return [
		{ name: 'format', title: '格式', run: check(() => tool('prettier', '--check', '.')) },
		{
			name: 'messages',
			title: '双语文字',
			run: check(
				() => script(at('scripts', 'check-messages.mjs')),
				() => script(compileMessages)
			)
		},
		{
			name: 'types',
			title: '类型',
			run: check(
				() => tool('kit', 'sync'),
				() => tool('svelteCheck', '--tsconfig', './tsconfig.json', '--fail-on-warnings')
			)
		},
		{
			name: 'lint',
			title: '代码规范',
			run: check(() => tool('eslint', '--max-warnings', '0', '.'))
		},
		{
			name: 'direction',
			title: '依赖方向',
			run: check(() => tool('depcruise', 'src', '--config', '.dependency-cruiser.cjs'))
		},
		{ name: 'unused', title: '无用代码', run: check(() => tool('knip', '--no-progress')) },
		{ name: 'unit', title: '单元与性质', run: vitest('unit') },
		{ name: 'sqlite', title: '存储与用例（SQLite）', run: vitest('sqlite') },
		{ name: 'postgres', title: '存储与用例（PostgreSQL）', run: vitest('postgres') },
		{ name: 'build', title: '构建', run: check(makeBuild) },
		{ name: 'browser', title: '浏览器', needs: 'build', run: browser }
	];
}

function resultFile(name) {
	const file = path.join(results, `${name}.json`);
	mkdirSync(results, { recursive: true });
	rmSync(file, { force: true });
	return file;
}

/** A runner that failed without a failed test (a file that does not load, say) has failed once. */
function counted(file, code, read) {
	const counts = existsSync(file)
		? read(JSON.parse(readFileSync(file, 'utf8')))
		: { passed: 0, failed: 0, skipped: 0 };
	return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The failed tests of one file, or why the file did not load. */
function vitestFailures({ name, message, assertionResults }) {
	const file = path.relative(root, name);
	const failed = assertionResults.filter(({ status }) => status === 'failed');
	if (failed.length === 0 && message) return [`${file}\n${firstWords(message)}`];
	return failed.map(
		({ fullName, failureMessages }) =>
			`${file} › ${fullName}\n${firstWords(failureMessages.join('\n'))}`
	);
}

/** The failed tests of a file or of a `describe` in it. */
function playwrightFailures({ specs, suites: within = [] }) {
	return [
		...specs
			.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
			.map(({ file, line, title, tests }) => {
				const errors = tests.flatMap(({ results: tries }) => tries.flatMap((one) => one.errors));
				return `${file}:${line} › ${title}\n${firstWords(errors.map(({ message }) => message).join('\n'))}`;
			}),
		...within.flatMap(playwrightFailures)
	];
}
