/** What every bench prints: CPU and wall time per operation, beside a floor of the same run. */
import { readFileSync } from 'node:fs';

export type Figure = {
	readonly name: string;
	readonly cpuMs: number;
	readonly wallMs: number;
	/** Whether it keeps to the aim, in words; left out where there is none. */
	readonly judgement?: string | undefined;
};

const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** Clock ticks of a process so far, user and system together, in milliseconds. */
export const cpuOf = (pid: number): number => {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	// utime and stime, in ticks of 10 ms.
	return (Number(fields[11]) + Number(fields[12])) * 10;
};

/** Median of several rounds of `n` operations each, by this process's own CPU. */
export const measure = async (
	name: string,
	operation: () => unknown,
	{ n = 20, rounds = 5 }: { readonly n?: number; readonly rounds?: number } = {}
): Promise<Figure> => {
	await operation();
	const cpu: number[] = [];
	const wall: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const before = process.cpuUsage();
		const start = performance.now();
		for (let i = 0; i < n; i += 1) await operation();
		wall.push((performance.now() - start) / n);
		const used = process.cpuUsage(before);
		cpu.push((used.user + used.system) / 1000 / n);
	}
	return { name, cpuMs: median(cpu), wallMs: median(wall) };
};

/**
 * The same for requests to another process: its CPU by `/proc`, over enough requests for its coarse ticks,
 * after as many to warm it up: a portal runs for months, its first seconds say nothing.
 */
export const measureServer = async (
	name: string,
	pid: number,
	request: () => Promise<unknown>,
	n = 200
): Promise<Figure> => {
	for (let i = 0; i < n; i += 1) await request();
	const before = cpuOf(pid);
	const start = performance.now();
	for (let i = 0; i < n; i += 1) await request();
	return {
		name,
		cpuMs: (cpuOf(pid) - before) / n,
		wallMs: (performance.now() - start) / n
	};
};

/** Prints figures under a title, each with its ratio to the floor (the first figure unless another is named). */
export const print = (title: string, figures: readonly Figure[], floorName?: string): void => {
	const floor = figures.find(({ name }) => name === floorName) ?? figures[0];
	const width = Math.max(...figures.map(({ name }) => name.length)) + 2;
	console.log(`\n${title}`);
	for (const figure of figures)
		console.log(
			[
				`  ${figure.name.padEnd(width)}`,
				`${figure.cpuMs.toFixed(3).padStart(10)} ms CPU`,
				`${figure.wallMs.toFixed(3).padStart(10)} ms wall`,
				floor ? `${(figure.cpuMs / floor.cpuMs).toFixed(2).padStart(8)} × floor` : '',
				figure.judgement ?? ''
			].join(' ')
		);
};
