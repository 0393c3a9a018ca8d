import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	chained,
	emptyChain,
	follow,
	followAll,
	genesis,
	isBreak,
	type ChainedEntry,
	type ChainState,
	type LogFacts
} from '#lib/domain/audit/chain.ts';
import {
	beginWalk,
	checkpointText,
	endWalk,
	walkOn,
	type SignedCheckpoint
} from '#lib/domain/audit/checkpoint.ts';
import { treeHeadOf } from '#lib/domain/audit/tree.ts';
import { canonicalJson, type Json } from '#lib/domain/json.ts';

const facts = (seq: number, more: Partial<LogFacts> = {}): LogFacts => ({
	seq,
	at: 1_789_347_600_000 + seq * 1000,
	actorId: `p-${seq % 7}`,
	actorName: '次仁',
	role: 'county_officer',
	organisation: '南木林县人力资源和社会保障局',
	action: 'county_pass',
	objectKind: 'application',
	objectId: `a-${seq % 100}`,
	subjectId: seq % 3 === 0 ? null : `p-${seq}`,
	result: seq % 50 === 0 ? 'refused' : 'done',
	detail: { from: 'county_check', to: 'acceptance_check', opinion: '同意', n: seq },
	...more
});

const chainOf = (length: number): ChainedEntry[] => {
	let state = emptyChain;
	return Array.from({ length }, (_, index) => {
		const entry = chained(state, facts(index + 1));
		state = entry;
		return entry;
	});
};

const sign = (text: string): string => createHash('sha256').update(`key:${text}`).digest('hex');
const verify = (text: string, keyId: string, signature: string) =>
	keyId === 'k1' ? sign(text) === signature : undefined;
const signed = (entries: readonly ChainedEntry[], seq: number): SignedCheckpoint => {
	const point = {
		seq,
		head: entries[seq - 1]!.hash,
		root: treeHeadOf(entries.slice(0, seq).map((entry) => entry.hash)),
		at: 1_789_400_000_000
	};
	return { ...point, keyId: 'k1', signature: sign(checkpointText(point)) };
};
const walk = (entries: readonly unknown[], points: readonly SignedCheckpoint[]) =>
	endWalk(entries.reduce(walkOn, beginWalk(points, verify)));

describe('the chain', () => {
	it('hashes the canonical form of the entry without its hash', () => {
		const [first, second] = chainOf(2);
		const { hash, ...rest } = second!;
		expect(first!.previous).toBe(genesis);
		expect(second!.previous).toBe(first!.hash);
		expect(hash).toBe(
			createHash('sha256')
				.update(canonicalJson(rest as unknown as Json))
				.digest('hex')
		);
	});

	it('answers the number of entries and the head', () => {
		const entries = chainOf(25);
		expect(followAll(entries)).toEqual({ seq: 25, hash: entries[24]!.hash });
		expect(followAll([])).toEqual(emptyChain);
	});

	it('names the first broken entry and how', () => {
		const entries = chainOf(10);
		const changed = entries.with(3, { ...entries[3]!, organisation: '别处' });
		expect(followAll(changed)).toMatchObject({ seq: 4, why: 'hash' });
		expect(followAll(entries.toSpliced(3, 1))).toMatchObject({ seq: 4, why: 'sequence' });
		expect(followAll(entries.toSpliced(3, 1).map((e, i) => ({ ...e, seq: i + 1 })))).toMatchObject({
			seq: 4,
			why: 'previous'
		});
		expect(followAll([...entries, 7])).toMatchObject({ seq: 11, why: 'malformed' });
		expect(followAll([...entries.slice(0, 2), { ...entries[2], note: 'x' }])).toMatchObject({
			seq: 3,
			why: 'malformed',
			found: 'unknown member note'
		});
	});

	it('survives entries that are not even text', () => {
		fc.assert(
			fc.property(fc.anything(), (junk) => {
				expect(isBreak(follow(emptyChain, junk))).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('refuses to append out of turn', () => {
		expect(() => chained(emptyChain, facts(2))).toThrow('cannot follow');
	});
});

/** Every state on the way, so that a tamper is judged from where it happened. */
const statesOf = (entries: readonly ChainedEntry[]): ChainState[] => [
	emptyChain,
	...entries.map(({ seq, hash }) => ({ seq, hash }))
];

const flipBit = (value: string, bit: number): string => {
	const bytes = Buffer.from(value, 'utf8');
	const index = Math.floor(bit / 8) % bytes.length;
	bytes[index] = bytes[index]! ^ (1 << (bit % 7));
	return bytes.toString('utf8');
};

describe('tampering (I1)', () => {
	const entries = chainOf(2_000);
	const states = statesOf(entries);
	const head = entries.at(-1)!.hash;
	/** What a reader who knows the true head and length would see. */
	const detected = (tampered: readonly unknown[], from: number): boolean => {
		const end = followAll(tampered.slice(from), states[from]);
		return isBreak(end) || end.seq !== entries.length || end.hash !== head;
	};
	const index = fc.nat(entries.length - 1);

	it('sees every bit flipped in the stored text of an entry', () => {
		fc.assert(
			fc.property(index, fc.nat(4_000), (i, bit) => {
				const flipped = flipBit(JSON.stringify(entries[i]), bit);
				let read: unknown;
				try {
					read = JSON.parse(flipped);
				} catch {
					return; // No longer JSON: the reader fails on it.
				}
				// Two spellings of one value (an escape, a digit of a number) are not a change.
				if (canonicalJson(read as Json) === canonicalJson(entries[i] as unknown as Json)) return;
				expect(detected(entries.with(i, read as ChainedEntry), i)).toBe(true);
			}),
			{ numRuns: 300 }
		);
	});

	it('sees entries deleted, doubled, swapped and moved', () => {
		fc.assert(
			fc.property(
				index,
				index,
				fc.constantFrom('delete', 'double', 'swap', 'move'),
				(a, b, how) => {
					const [i, j] = a < b ? [a, b] : [b, a];
					const tampered = [...entries];
					if (how === 'delete') tampered.splice(i, 1);
					else if (how === 'double') tampered.splice(i, 0, entries[i]!);
					else {
						fc.pre(i !== j);
						if (how === 'swap') [tampered[i], tampered[j]] = [entries[j]!, entries[i]!];
						else tampered.splice(j, 0, ...tampered.splice(i, 1));
					}
					expect(detected(tampered, i)).toBe(true);
				}
			),
			{ numRuns: 300 }
		);
	});

	it('sees a fork: an entry rewritten with a hash of its own', () => {
		fc.assert(
			fc.property(index, fc.string({ minLength: 1 }), (i, name) => {
				const { previous: _p, hash: _h, ...old } = entries[i]!;
				const forged = chained(states[i]!, { ...old, actorName: `${old.actorName}${name}` });
				expect(detected(entries.with(i, forged), i)).toBe(true);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('checkpoints (I2)', () => {
	const entries = chainOf(60);
	const points = [signed(entries, 20), signed(entries, 40), signed(entries, 60)];

	it('bear out an honest log, also one that has grown since', () => {
		expect(walk(entries, points)).toEqual({ entries: 60, head: entries[59]!.hash, ok: true });
		expect(walk(entries, points.slice(0, 2)).ok).toBe(true);
	});

	it('see a tail cut off, which the chain alone cannot', () => {
		const cut = entries.slice(0, 50);
		expect(followAll(cut)).toMatchObject({ seq: 50 });
		expect(walk(cut, points)).toMatchObject({
			ok: false,
			checkpoint: { seq: 60, why: 'truncated' }
		});
		expect(walk([], points)).toMatchObject({ ok: false, checkpoint: { seq: 20 } });
	});

	it('see a chain built anew', () => {
		let state: ChainState = emptyChain;
		const forged = entries.map((entry) => {
			const { previous: _p, hash: _h, ...old } = entry;
			const next = chained(state, entry.seq === 30 ? { ...old, result: 'refused' } : old);
			state = next;
			return next;
		});
		expect(isBreak(followAll(forged))).toBe(false);
		expect(walk(forged, points)).toMatchObject({
			ok: false,
			checkpoint: { seq: 40, why: 'rebuilt' }
		});
	});

	it('signed by a key that is not here are compared all the same, and named', () => {
		const entries = chainOf(60);
		const point = { ...signed(entries, 40), keyId: 'k2' };
		const unverified = [{ keyId: 'k2', checkpoints: 1 }];
		// Kept in the table and beside it, it is one checkpoint.
		expect(walk(entries, [point, point, signed(entries, 60)])).toMatchObject({
			ok: true,
			unverified
		});
		expect(walk(entries.slice(0, 30), [point])).toMatchObject({
			ok: false,
			checkpoint: { seq: 40, why: 'truncated' },
			unverified
		});
		expect(walk(entries, [signed(entries, 60)])).not.toHaveProperty('unverified');
	});

	it('see a checkpoint that was altered or signed by nobody', () => {
		const altered = points.with(1, { ...points[1]!, at: 1 });
		expect(walk(entries, altered)).toMatchObject({
			ok: false,
			checkpoint: { seq: 40, why: 'signature' }
		});
		const otherTree = { ...points[1]!, root: '0'.repeat(64) };
		const resigned = { ...otherTree, signature: sign(checkpointText(otherTree)) };
		expect(walk(entries, points.with(1, resigned))).toMatchObject({
			ok: false,
			checkpoint: { seq: 40, why: 'tree' }
		});
	});
});

describe('the tree', () => {
	const leaf = (hex: string) =>
		createHash('sha256')
			.update(Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]))
			.digest();
	/** RFC 6962 2.1, written the other way round: split at the largest power of two below n. */
	const reference = (hashes: readonly string[]): Buffer => {
		if (hashes.length === 0) return createHash('sha256').digest();
		if (hashes.length === 1) return leaf(hashes[0]!);
		let k = 1;
		while (k * 2 < hashes.length) k *= 2;
		return createHash('sha256')
			.update(
				Buffer.concat([Buffer.of(1), reference(hashes.slice(0, k)), reference(hashes.slice(k))])
			)
			.digest();
	};

	it('has the head that RFC 6962 defines', () => {
		const hashes = chainOf(70).map((entry) => entry.hash);
		for (let n = 0; n <= hashes.length; n += 1)
			expect(treeHeadOf(hashes.slice(0, n))).toBe(reference(hashes.slice(0, n)).toString('hex'));
	});
});
