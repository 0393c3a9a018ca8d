/**
 * The assignment of 5,000 cases to 250 experts, 5 each: the whole command, from the file to the printed answer,
 * by time and by the most memory it held; beside a floor of the same run that reads the same file and gives every
 * case the first experts that may have it. Judged against 20 seconds and 1 GB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AssignInput } from '#lib/domain/review/assign-network.ts';

const cases = 5000;
const experts = 250;
const need = 5;
const allowed = { seconds: 20, bytes: 1e9 };

/** The same numbers in every run. */
const chanceOf = (seed: number) => {
	let state = seed;
	return (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};

const season = (): AssignInput => {
	const chance = chanceOf(540200);
	const applications = Array.from({ length: cases }, (_, index) => ({
		id: `2026-${String(index).padStart(6, '0')}`,
		specialty: `s${chance(20)}`,
		employer: `o${chance(300)}`
	}));
	const people = Array.from({ length: experts }, (_, index) => ({
		id: `e${index}`,
		specialties: [`s${chance(20)}`, `s${chance(20)}`],
		employer: `o${chance(300)}`
	}));
	return {
		perApplication: need,
		applications,
		experts: people,
		conflicts: applications.flatMap(({ id }) =>
			people.filter(() => chance(100) < 3).map((expert) => [id, expert.id] as const)
		)
	};
};

const withTable = (
	input: AssignInput,
	points: (expert: number, row: number) => number
): AssignInput => ({
	...input,
	fit: input.applications.flatMap(({ id }, row) =>
		input.experts.map((expert, index) => [id, expert.id, points(index, row)] as const)
	)
});

type Ran = { readonly seconds: number; readonly cpu: number; readonly bytes: number };

const sayMemory = `process.on('exit', () => {
	const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
	process.stderr.write(JSON.stringify({ bytes: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
})`;

const run = (args: readonly string[]): Ran => {
	const start = performance.now();
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', `data:text/javascript,${encodeURIComponent(sayMemory)}`, ...args],
		{ encoding: 'utf8', maxBuffer: 1 << 28 }
	);
	const seconds = (performance.now() - start) / 1000;
	if (status !== 0) throw new Error(`exit ${String(status)}: ${stderr}`);
	return { ...(JSON.parse(stderr) as Omit<Ran, 'seconds'>), seconds };
};

const greedy = (file: string): readonly string[] => [
	'--input-type=module',
	'-e',
	`import { readFileSync } from 'node:fs';
	const input = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
	const never = new Set(input.conflicts.map(([a, e]) => a + ' ' + e));
	process.stdout.write(JSON.stringify(input.applications.map(({ id, employer }) =>
		input.experts.filter((e) => e.employer !== employer && !never.has(id + ' ' + e.id))
			.slice(0, input.perApplication).map((e) => e.id))));`
];

const describe = (name: string, { seconds, cpu, bytes }: Ran): string =>
	[
		`  ${name.padEnd(30)}`,
		`${seconds.toFixed(2).padStart(8)} s wall`,
		`${cpu.toFixed(2).padStart(8)} s CPU`,
		`${(bytes / 1e6).toFixed(0).padStart(6)} MB at most`
	].join(' ');

const chance = chanceOf(7);
const base = season();
const inputs: readonly (readonly [string, () => AssignInput])[] = [
	['specialties', () => base],
	['specialties, limit 110', () => ({ ...base, maxLoad: 110 })],
	['points 0 to 100', () => withTable(base, () => chance(101))],
	['all equal: ties everywhere', () => ({ ...base, fit: [] })],
	['every expert at a price', () => withTable(base, (expert) => expert)],
	['the hardest want the best', () => withTable(base, (expert, row) => expert * row)]
];

const folder = mkdtempSync(path.join(tmpdir(), 'bench-assign-'));
try {
	console.log(
		`\nAssignment of ${cases.toLocaleString('en')} cases to ${experts} experts, ${need} each`
	);
	let over = false;
	for (const [name, make] of inputs) {
		const file = path.join(folder, 'input.json');
		writeFileSync(file, JSON.stringify(make()));
		console.log(describe('floor: one greedy pass', run(greedy(file))));
		const ran = run(['src/cli/portal.ts', 'assign', file]);
		const within = ran.seconds <= allowed.seconds && ran.bytes <= allowed.bytes;
		over ||= !within;
		console.log(`${describe(name, ran)}  ${within ? 'within' : 'ABOVE'} 20 s and 1 GB`);
	}
	if (over) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
