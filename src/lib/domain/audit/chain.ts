/**
 * The hash chain of the log. Each entry carries the hash of the one before it; its own hash is the SHA-256 of
 * its RFC 8785 form without `hash`. Whoever changes, drops, adds or moves an entry breaks every hash after it.
 * What a chain alone cannot show (a cut tail, a chain built anew), signed checkpoints show: `checkpoint.ts`.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../json.ts';

/** An entry as it is stored, without what chains it. Field names are part of the format. */
export type LogFacts = {
	/** 1, 2, 3 … without gaps. */
	readonly seq: number;
	/** UTC milliseconds on the legal clock. */
	readonly at: number;
	readonly actorId: string;
	readonly actorName: string;
	readonly role: string;
	readonly organisation: string;
	readonly action: string;
	readonly objectKind: string;
	readonly objectId: string;
	readonly subjectId: string | null;
	readonly result: 'done' | 'refused';
	readonly detail: Readonly<Record<string, unknown>>;
};

export type ChainedEntry = LogFacts & {
	/** Hash of the entry before; `genesis` for the first. */
	readonly previous: string;
	readonly hash: string;
};

/** Where a walk along the chain stands: the last entry seen. */
export type ChainState = { readonly seq: number; readonly hash: string };

/** What the first entry names as its predecessor. */
export const genesis = '0'.repeat(64);

/** The state of an empty log. */
export const emptyChain: ChainState = { seq: 0, hash: genesis };

/** Where the chain breaks, and how that was seen. */
export type ChainBreak = {
	/** Number that the broken entry should have. */
	readonly seq: number;
	readonly why: 'malformed' | 'sequence' | 'previous' | 'hash';
	readonly expected: string;
	readonly found: string;
};

const hashOf = (facts: LogFacts, previous: string): string =>
	createHash('sha256')
		.update(
			canonicalJson({
				seq: facts.seq,
				at: facts.at,
				actorId: facts.actorId,
				actorName: facts.actorName,
				role: facts.role,
				organisation: facts.organisation,
				action: facts.action,
				objectKind: facts.objectKind,
				objectId: facts.objectId,
				subjectId: facts.subjectId,
				result: facts.result,
				// Log details are plain data by the port's contract; anything else throws here.
				detail: facts.detail as Json,
				previous
			})
		)
		.digest('hex');

/** The entry that follows `state`. The caller counts: `facts.seq` must be the next number. */
export const chained = (state: ChainState, facts: LogFacts): ChainedEntry => {
	if (facts.seq !== state.seq + 1)
		throw new Error(`entry ${facts.seq} cannot follow entry ${state.seq}`);
	return { ...facts, previous: state.hash, hash: hashOf(facts, state.hash) };
};

const texts = [
	'actorId',
	'actorName',
	'role',
	'organisation',
	'action',
	'objectKind',
	'objectId',
	'previous',
	'hash'
] as const;
const names: ReadonlySet<string> = new Set([
	...texts,
	'seq',
	'at',
	'subjectId',
	'result',
	'detail'
]);

/** What an entry from outside lacks to be one, or nothing. */
const malformed = (entry: unknown): string | undefined => {
	if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'not an object';
	const found = entry as Readonly<Record<string, unknown>>;
	for (const name of Object.keys(found)) if (!names.has(name)) return `unknown member ${name}`;
	for (const name of texts) if (typeof found[name] !== 'string') return `${name} is not text`;
	if (!Number.isSafeInteger(found['seq'])) return 'seq is not an integer';
	if (!Number.isSafeInteger(found['at'])) return 'at is not an integer';
	if (found['subjectId'] !== null && typeof found['subjectId'] !== 'string')
		return 'subjectId is neither text nor null';
	if (found['result'] !== 'done' && found['result'] !== 'refused') return 'result is unknown';
	const detail = found['detail'];
	return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
		? undefined
		: 'detail is not an object';
};

/**
 * One step along the chain: the state after this entry, or the break. Entries may come from an exported file
 * and are not trusted to have any shape.
 */
export const follow = (state: ChainState, entry: unknown): ChainState | ChainBreak => {
	const seq = state.seq + 1;
	const flaw = malformed(entry);
	if (flaw !== undefined) return { seq, why: 'malformed', expected: 'an entry', found: flaw };
	const row = entry as ChainedEntry;
	if (row.seq !== seq)
		return { seq, why: 'sequence', expected: String(seq), found: String(row.seq) };
	if (row.previous !== state.hash)
		return { seq, why: 'previous', expected: state.hash, found: row.previous };
	let hash: string;
	try {
		hash = hashOf(row, row.previous);
	} catch (cause) {
		return { seq, why: 'malformed', expected: 'an entry', found: String(cause) };
	}
	if (hash !== row.hash) return { seq, why: 'hash', expected: hash, found: row.hash };
	return { seq, hash };
};

export const isBreak = (found: ChainState | ChainBreak): found is ChainBreak => 'why' in found;

/** Walks entries from `state` on: the state at the end, or the first break. */
export const followAll = (
	entries: Iterable<unknown>,
	state: ChainState = emptyChain
): ChainState | ChainBreak => {
	let at = state;
	for (const entry of entries) {
		const next = follow(at, entry);
		if (isBreak(next)) return next;
		at = next;
	}
	return at;
};
