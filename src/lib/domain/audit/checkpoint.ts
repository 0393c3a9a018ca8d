/**
 * Checkpoints: signed statements of how far the log had come. A chain cannot show that its tail was cut off
 * or that all of it was built anew by somebody with the database in hand; a checkpoint kept elsewhere does.
 */
import { canonicalJson } from '../json.ts';
import { emptyChain, follow, isBreak, type ChainBreak, type ChainState } from './chain.ts';
import { emptyTree, grown, treeHead, type Tree } from './tree.ts';

export type Checkpoint = {
	/** Number of the last entry it covers. */
	readonly seq: number;
	/** Hash of that entry. */
	readonly head: string;
	/** RFC 6962 head over the hashes of entries 1…seq. */
	readonly root: string;
	/** UTC milliseconds on the legal clock. */
	readonly at: number;
};

export type SignedCheckpoint = Checkpoint & {
	readonly keyId: string;
	readonly signature: string;
};

/** The text that is signed. */
export const checkpointText = ({ seq, head, root, at }: Checkpoint): string =>
	canonicalJson({ kind: 'log-checkpoint', seq, head, root, at });

export type CheckpointFlaw = {
	readonly seq: number;
	/**
	 * `signature`: not signed by the key it names; `truncated`: the log is shorter than it was then;
	 * `rebuilt`: the log holds another entry there; `tree`: earlier entries differ.
	 */
	readonly why: 'signature' | 'truncated' | 'rebuilt' | 'tree';
	readonly expected: string;
	readonly found: string;
};

/** Checkpoints signed by a key that is not here: what they say was compared, who says it cannot be shown. */
export type Unverified = { readonly keyId: string; readonly checkpoints: number };

/** Whether a signature of this text by this key is genuine; undefined: the key is not known here. */
export type VerifySignature = (
	text: string,
	keyId: string,
	signature: string
) => boolean | undefined;

/** A walk along the log that checks it against checkpoints on the way. */
export type Walk = {
	readonly state: ChainState;
	readonly tree: Tree;
	/** Checkpoints that are still ahead, by number; the same number may occur more than once. */
	readonly ahead: readonly SignedCheckpoint[];
	readonly broken: ChainBreak | null;
	/** First checkpoint that the log does not bear out. */
	readonly flaw: CheckpointFlaw | null;
	readonly unverified: readonly Unverified[];
};

const bySeq = (a: SignedCheckpoint, b: SignedCheckpoint): number => a.seq - b.seq;

/** The first checkpoint whose signature is not genuine. */
export const forgedAmong = (
	checkpoints: readonly SignedCheckpoint[],
	verify: VerifySignature
): CheckpointFlaw | undefined => {
	const forged = checkpoints.find(
		(point) => verify(checkpointText(point), point.keyId, point.signature) === false
	);
	return (
		forged && {
			seq: forged.seq,
			why: 'signature',
			expected: `a signature by ${forged.keyId}`,
			found: forged.signature
		}
	);
};

/** Keys that signed checkpoints and are not here; a checkpoint kept in two places counts once. */
const unverifiedAmong = (
	checkpoints: readonly SignedCheckpoint[],
	verify: VerifySignature
): readonly Unverified[] => {
	const seqs = new Map<string, Set<number>>();
	for (const point of checkpoints) {
		if (verify(checkpointText(point), point.keyId, point.signature) !== undefined) continue;
		seqs.set(point.keyId, (seqs.get(point.keyId) ?? new Set()).add(point.seq));
	}
	return [...seqs].map(([keyId, { size }]) => ({ keyId, checkpoints: size }));
};

/** Begins a walk; signatures are checked before the first step, unless nobody gave keys to check them with. */
export const beginWalk = (
	checkpoints: readonly SignedCheckpoint[],
	verify: VerifySignature | null
): Walk => ({
	state: emptyChain,
	tree: emptyTree,
	ahead: [...checkpoints].sort(bySeq),
	broken: null,
	flaw: (verify && forgedAmong(checkpoints, verify)) ?? null,
	unverified: verify ? unverifiedAmong(checkpoints, verify) : []
});

const compare = (walk: Walk, tree: Tree, state: ChainState): CheckpointFlaw | null => {
	for (const point of walk.ahead) {
		if (point.seq !== state.seq) break;
		if (point.head !== state.hash)
			return { seq: point.seq, why: 'rebuilt', expected: point.head, found: state.hash };
		const root = treeHead(tree);
		if (point.root !== root)
			return { seq: point.seq, why: 'tree', expected: point.root, found: root };
	}
	return null;
};

/** One entry further. A walk that has found a break or a flaw stays where it is. */
export const walkOn = (walk: Walk, entry: unknown): Walk => {
	if (walk.broken) return walk;
	const next = follow(walk.state, entry);
	if (isBreak(next)) return { ...walk, broken: next };
	const tree = grown(walk.tree, next.hash);
	const reached = walk.ahead[0]?.seq === next.seq;
	return {
		...walk,
		state: next,
		tree,
		ahead: reached ? walk.ahead.filter((point) => point.seq !== next.seq) : walk.ahead,
		flaw: walk.flaw ?? (reached ? compare(walk, tree, next) : null)
	};
};

/** What the whole walk found, after the last entry. */
export type Verification = {
	readonly entries: number;
	readonly head: string;
	readonly ok: boolean;
	/** The first broken entry. */
	readonly broken?: ChainBreak;
	/** The first checkpoint that the log does not bear out. */
	readonly checkpoint?: CheckpointFlaw;
	/** Left out where every signature could be checked. Nothing is wrong by itself with a log that has some. */
	readonly unverified?: readonly Unverified[];
};

/** Ends a walk: checkpoints that were not reached show a log that was cut off. */
export const endWalk = (walk: Walk): Verification => {
	const unreached = walk.broken ? undefined : walk.ahead[0];
	const flaw: CheckpointFlaw | null =
		walk.flaw ??
		(unreached
			? {
					seq: unreached.seq,
					why: 'truncated',
					expected: `${unreached.seq} entries`,
					found: `${walk.state.seq} entries`
				}
			: null);
	return {
		entries: walk.state.seq,
		head: walk.state.hash,
		ok: walk.broken === null && flaw === null,
		...(walk.broken && { broken: walk.broken }),
		...(flaw && { checkpoint: flaw }),
		...(walk.unverified.length > 0 && { unverified: walk.unverified })
	};
};
