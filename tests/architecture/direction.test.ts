/** The direction of dependencies is not only declared: a file that goes against it is caught. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** File → what it holds and the rule that must catch it; null: allowed. */
const files: Readonly<Record<string, readonly [source: string, rule: string | null]>> = {
	'src/lib/domain/day.ts': [`export type Day = string;`, null],
	'src/lib/domain/digest.ts': [`export { createHash } from 'node:crypto';`, null],
	'src/lib/domain/reads-file.ts': [`export { readFileSync } from 'node:fs';`, 'domain-is-pure'],
	'src/lib/domain/asks-store.ts': [
		`export { open } from '#lib/server/store/open.ts';`,
		'domain-is-pure'
	],
	'src/lib/domain/takes-package.ts': [`export { z } from 'zod';`, 'domain-is-pure'],
	'src/lib/domain/holidays.ts': [
		`export { default as days } from 'chinese-days/dist/chinese-days.json';`,
		'calendar-data-in-rules-only'
	],
	'src/lib/domain/rules/calendar.ts': [
		`export { default as days } from 'chinese-days/dist/chinese-days.json';`,
		null
	],
	'node_modules/chinese-days/dist/chinese-days.json': ['{}', null],
	'node_modules/chinese-days/package.json': ['{ "name": "chinese-days" }', null],
	'node_modules/zod/index.js': ['export const z = 1;', null],
	'node_modules/zod/package.json': ['{ "name": "zod", "main": "index.js" }', null],
	'src/lib/domain/left.ts': [
		`import { right } from './right.ts'; export const left = (): unknown => right;`,
		'no-circular'
	],
	'src/lib/domain/right.ts': [
		// A circle is told once, at the file where it begins.
		`import { left } from './left.ts'; export const right = (): unknown => left;`,
		null
	],
	'src/lib/server/store/open.ts': [
		`export const open = 1; export type Row = { id: string };`,
		null
	],
	'src/lib/server/store/tables.ts': [`export type Row = { id: string };`, null],
	'src/lib/server/store/mails.ts': [
		`export { send } from '../mail/send.ts';`,
		'adapters-do-not-know-each-other'
	],
	'src/lib/server/store/calls-usecase.ts': [
		`export { submit } from '../usecases/submit.ts';`,
		'store-implements-ports'
	],
	'src/lib/server/mail/send.ts': [`export const send = 1;`, null],
	'src/lib/server/usecases/ports.ts': [`export type { Row } from '../store/tables.ts';`, null],
	'src/lib/server/usecases/submit.ts': [
		`import type { Day } from '#lib/domain/day.ts'; export const submit = (day: Day): Day => day;`,
		null
	],
	'src/lib/server/usecases/goes-around.ts': [
		`export { open } from '../store/open.ts';`,
		'usecases-know-ports-only'
	],
	'src/lib/server/usecases/knows-kit.ts': [
		`export { redirect } from '@sveltejs/kit';`,
		'usecases-know-ports-only'
	],
	'src/lib/server/wiring.ts': [`export { open } from './store/open.ts';`, null],
	'src/lib/server/words.ts': [`export { open } from './wiring.ts';`, 'only-the-edge-joins'],
	'src/lib/ui/Button.ts': [
		`export { submit } from '#lib/server/usecases/submit.ts';`,
		'ui-knows-no-server'
	],
	'src/lib/ui/page.ts': [
		`export { load } from '../../routes/+page.server.ts';`,
		'nobody-imports-routes'
	],
	'src/routes/+page.server.ts': [
		`import { submit } from '#lib/server/usecases/submit.ts'; export const load = submit;`,
		null
	],
	'src/routes/thick/+page.server.ts': [
		`export { open as load } from '#lib/server/store/open.ts';`,
		'routes-are-thin'
	],
	'src/routes/joins/+page.server.ts': [
		`export { open as load } from '#lib/server/wiring.ts';`,
		'routes-are-thin'
	],
	'src/lib/ghost.ts': [`export { nothing } from './no-such-file.ts';`, 'resolvable']
};

type Report = {
	readonly summary: {
		readonly violations: readonly {
			readonly from: string;
			readonly rule: { readonly name: string };
		}[];
	};
};

let folder = '';
let caught: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'portal-direction-'));
	cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
	writeFileSync(
		path.join(folder, 'tsconfig.json'),
		JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler' } })
	);
	for (const [file, [source]] of Object.entries(files)) {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), source);
	}
	const report = cruise(folder);
	const found = new Map<string, Set<string>>();
	for (const { from, rule } of report.summary.violations) {
		found.set(from, (found.get(from) ?? new Set()).add(rule.name));
	}
	caught = found;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(files))('%s', (file, [, rule]) => {
	const rules = [...(caught.get(file) ?? [])];
	if (rule === null) expect(rules).toEqual([]);
	else expect(rules).toContain(rule);
});

test('the program itself goes against no rule', () => {
	expect(cruise(root).summary.violations).toEqual([]);
});

/** What the rules of this project find in the `src` folder of a project. */
function cruise(project: string): Report {
	try {
		return JSON.parse(run(project)) as Report;
	} catch (error) {
		// The tool exits with the number of violations, and prints its report all the same.
		const { stdout } = error as { stdout?: string };
		if (!stdout) throw error;
		return JSON.parse(stdout) as Report;
	}
}

function run(project: string): string {
	return execFileSync(
		process.execPath,
		[
			path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
			...['src', '--config', path.join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
		],
		{ cwd: project, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }
	);
}
