/** I1: somebody changes the log. Every change is found, wherever in a long chain it is. */
import {
	chained,
	emptyChain,
	followAll,
	isBreak,
	type ChainedEntry,
	type ChainState
} from '#lib/domain/audit/chain.ts';
import { canonicalJson, type Json } from '#lib/domain/json.ts';

export type TamperReport = {
	readonly entries: number;
	readonly tampers: number;
	readonly missed: readonly string[];
	/** Walking the whole chain once, in milliseconds of this process's own work. */
	readonly verifyCpuMs: number;
};

const chainOf = (length: number): ChainedEntry[] => {
	let state: ChainState = emptyChain;
	return Array.from({ length }, (_, index) => {
		const entry = chained(state, {
			seq: index + 1,
			at: 1_789_347_600_000 + index * 977,
			actorId: `person-${index % 97}`,
			actorName: '次仁',
			role: 'county_officer',
			organisation: '南木林县人力资源和社会保障局',
			action: index % 3 === 0 ? 'case.county_pass' : 'case.pick_up',
			objectKind: 'case',
			objectId: `case-${index % 5_000}`,
			subjectId: index % 4 === 0 ? null : `person-${index % 1_000}`,
			result: index % 50 === 0 ? 'refused' : 'done',
			detail: { number: `2026-${index}`, from: 'county_check', to: 'acceptance_check' }
		});
		state = entry;
		return entry;
	});
};

const random = (below: number): number => Math.floor(Math.random() * below);

/** Flips one bit of the entry as it lies in an export; undefined where that is no longer another entry. */
const flipped = (entry: ChainedEntry): unknown => {
	const text = canonicalJson(entry as unknown as Json);
	const bytes = Buffer.from(text);
	const at = random(bytes.length);
	bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
	try {
		const read = JSON.parse(bytes.toString('utf8')) as Json;
		return canonicalJson(read) === text ? undefined : read;
	} catch {
		// No JSON any more: what a reader makes of it is nothing.
		return null;
	}
};

type Tamper = { readonly how: string; readonly entries: readonly unknown[]; readonly from: number };

const tamperWith = (entries: readonly ChainedEntry[], states: readonly ChainState[]): Tamper => {
	const at = random(entries.length - 2);
	// The walk stops at the first break: what lies far behind it need not be copied.
	const near = entries.slice(at, at + 50);
	const how = ['flip', 'flip', 'flip', 'delete', 'insert', 'swap', 'fork'][random(7)] ?? 'flip';
	const [first, second] = [near[0], near[1]];
	if (!first || !second) throw new Error('a chain too short to tamper with');
	switch (how) {
		case 'flip': {
			const other = flipped(first);
			return { how, from: at, entries: [other ?? null, ...near.slice(1)] };
		}
		case 'delete':
			return { how, from: at, entries: near.slice(1) };
		case 'insert':
			return { how, from: at, entries: [first, first, ...near.slice(1)] };
		case 'swap':
			return { how, from: at, entries: [second, first, ...near.slice(2)] };
		default: {
			const { previous: _previous, hash: _hash, ...facts } = first;
			const forged = chained(states[at] ?? emptyChain, { ...facts, actorName: '别人' });
			return { how, from: at, entries: [forged, ...near.slice(1)] };
		}
	}
};

/** So many random tampers on a chain of so many entries. */
export const tamperLog = (length: number, tampers: number): TamperReport => {
	const entries = chainOf(length);
	const states: ChainState[] = [emptyChain, ...entries.map(({ seq, hash }) => ({ seq, hash }))];
	const started = process.cpuUsage();
	const whole = followAll(entries);
	const spent = process.cpuUsage(started);
	const verifyCpuMs = Math.round((spent.user + spent.system) / 1_000);
	if (isBreak(whole)) throw new Error('the chain is broken before anybody touched it');
	const missed: string[] = [];
	for (let n = 0; n < tampers; n += 1) {
		const { how, from, entries: changed } = tamperWith(entries, states);
		// What lies before is as it was: the walk begins where it would have come to.
		if (!isBreak(followAll(changed, states[from]))) missed.push(`${how} at ${from + 1}`);
	}
	return { entries: length, tampers, missed, verifyCpuMs };
};
