/**
 * The Merkle tree of RFC 6962 over the hashes of the log. Its head stands for all entries at once, and single
 * entries can be proven against it without showing the others.
 */
import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** A tree under construction: full subtrees from left to right, each with its height. */
export type Tree = readonly { readonly height: number; readonly head: Uint8Array }[];

export const emptyTree: Tree = [];

/** The tree with one more entry; `hash` is the entry's hash in hex. */
export const grown = (tree: Tree, hash: string): Tree => {
	let height = 0;
	let head = sha256(leafMark, Buffer.from(hash, 'hex'));
	const rest = [...tree];
	for (let last = rest.at(-1); last?.height === height; last = rest.at(-1)) {
		head = sha256(nodeMark, last.head, head);
		height += 1;
		rest.pop();
	}
	return [...rest, { height, head }];
};

/** The tree's head in hex (RFC 6962 2.1; of the empty tree: SHA-256 of nothing). */
export const treeHead = (tree: Tree): string => {
	const last = tree.at(-1);
	if (!last) return Buffer.from(sha256()).toString('hex');
	const head = tree
		.slice(0, -1)
		.reduceRight((right, left) => sha256(nodeMark, left.head, right), last.head);
	return Buffer.from(head).toString('hex');
};

/** The head of the tree over these entry hashes (hex). */
export const treeHeadOf = (hashes: Iterable<string>): string => {
	let tree = emptyTree;
	for (const hash of hashes) tree = grown(tree, hash);
	return treeHead(tree);
};
