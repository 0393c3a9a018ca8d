/**
 * What a person sees of a long command: one line when a step begins, one when it ends, and a sign of
 * life in between. Plain Node without dependencies: it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { whenParentDies } from './parent.mjs';

/** An expected end: one line that says what is wrong and what helps, and the tool's last words. */
export class Stop extends Error {
	constructor(message, details = '') {
		super(message);
		this.details = details;
	}
}

const SIGN_OF_LIFE_MS = 10_000;
const LAST_WORDS = 40;
const FIRST_WORDS = 25;

const children = new Set();

/** Seconds since an instant of `performance.now()`, with one decimal. */
export const secondsSince = (started) => ((performance.now() - started) / 1000).toFixed(1);

/** Runs one step and says how long it took. */
export async function step(title, work) {
	const started = performance.now();
	console.log(`→ ${title} …`);
	const alive = setInterval(
		() => console.log(`  ${title}：已 ${secondsSince(started)} 秒`),
		SIGN_OF_LIFE_MS
	);
	try {
		const result = await work();
		console.log(`✓ ${title}（${secondsSince(started)} 秒）`);
		return result;
	} finally {
		clearInterval(alive);
	}
}

/**
 * Runs a program to its end and returns { code, output }. `show` passes its output on while it runs
 * (`'errors'`: only what it tells people, on standard error); otherwise it is only kept.
 */
export function run(program, args, { env, cwd, show = false, shell = false } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			shell,
			env: { ...process.env, ...(show ? {} : { NO_COLOR: '1' }), ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		track(child);
		let output = '';
		for (const [stream, target] of [
			[child.stdout, process.stdout],
			[child.stderr, process.stderr]
		]) {
			stream.setEncoding('utf8');
			stream.on('data', (text) => {
				output += text;
				if (show === true || (show === 'errors' && target === process.stderr)) target.write(text);
			});
		}
		child.once('error', reject);
		child.once('close', (code, signal) => resolve({ code: signal ? 1 : code, output }));
	});
}

/** Runs a program that must succeed; else stops with `message` and what it said last. */
export async function mustRun(message, program, args, options) {
	const { code, output } = await run(program, args, options);
	if (code !== 0) throw new Stop(message, options?.show ? '' : lastWords(output));
	return output;
}

/** The end of a long output. Not every tool leaves its colours out when it is asked to. */
export const lastWords = (output) =>
	stripVTControlCharacters(output).trimEnd().split('\n').slice(-LAST_WORDS).join('\n');

/** The beginning of what a failed test says, without the way through the packages to it. */
export const firstWords = (output) =>
	stripVTControlCharacters(output)
		.split('\n')
		.filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line))
		.slice(0, FIRST_WORDS)
		.join('\n');

/** Remembers a child so that a signal reaches it. */
export function track(child) {
	children.add(child);
	child.once('exit', () => children.delete(child));
}

/** Asks the running children to end, and ends those that do not listen. */
export async function endChildren(signal = 'SIGTERM', patienceMs = 10_000) {
	const running = [...children];
	const ended = Promise.all(
		running.map((child) => new Promise((done) => child.once('exit', done)))
	);
	for (const child of running) child.kill(signal);
	const impatience = setTimeout(() => {
		for (const child of running) child.kill('SIGKILL');
	}, patienceMs);
	await ended;
	clearTimeout(impatience);
}

/**
 * Runs a whole command: prints an expected end as one line, ends the children at Ctrl-C, SIGTERM or
 * the death of npm, and calls `cleanUp` in every case.
 */
export async function command(main, cleanUp = () => {}) {
	let ending = false;
	const end = async (code, signal) => {
		if (ending) return;
		ending = true;
		await endChildren(signal);
		cleanUp();
		process.exit(code);
	};
	process.on('SIGINT', () => end(130, 'SIGINT'));
	process.on('SIGTERM', () => end(143, 'SIGTERM'));
	process.on('SIGHUP', () => end(129, 'SIGTERM'));
	// A closed terminal must not keep the children from being ended.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	whenParentDies(() => end(143, 'SIGTERM'));
	try {
		await main();
		if (!ending) cleanUp();
	} catch (error) {
		if (ending) return;
		report(error);
		await end(1, 'SIGTERM');
	}
}

function report(error) {
	if (!(error instanceof Stop)) {
		console.error(error);
		return;
	}
	if (error.details) console.error(error.details);
	for (const line of error.message.split('\n')) console.error(`✗ ${line}`);
}
