/**
 * `DATA_DIR/checkpoints.jsonl`: every checkpoint as a line of JSON, for a copy on another machine. Whoever
 * rewrites the database does not reach the copy, and `portal audit verify` compares with both.
 */
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson } from '#lib/domain/json.ts';
import type { SignedCheckpoint } from '#lib/domain/audit/checkpoint.ts';

export const checkpointFile = (dataDir: string): string => path.join(dataDir, 'checkpoints.jsonl');

const isSigned = (value: unknown): value is SignedCheckpoint => {
	if (typeof value !== 'object' || value === null) return false;
	const found = value as Readonly<Record<string, unknown>>;
	return (
		Number.isSafeInteger(found['seq']) &&
		Number.isSafeInteger(found['at']) &&
		['head', 'root', 'keyId', 'signature'].every((name) => typeof found[name] === 'string')
	);
};

/**
 * The checkpoints of a file; none where there is no file. A last line without its end was cut off by a crash
 * and is left out. Throws with the number of any other line that is no checkpoint.
 */
export const readCheckpointFile = async (file: string): Promise<readonly SignedCheckpoint[]> => {
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw cause;
	}
	return text
		.split('\n')
		.slice(0, -1)
		.flatMap((line, index) => {
			if (line === '') return [];
			let value: unknown;
			try {
				value = JSON.parse(line);
			} catch {
				value = undefined;
			}
			if (!isSigned(value)) throw new Error(`${file}:${index + 1}: not a checkpoint`);
			return [value];
		});
};

const lineOf = ({ seq, head, root, at, keyId, signature }: SignedCheckpoint): string =>
	`${canonicalJson({ seq, head, root, at, keyId, signature })}\n`;

/** Appends the checkpoints that the file does not hold yet, and waits until they are on the disk. */
export const completeCheckpointFile = async (
	dataDir: string,
	checkpoints: readonly SignedCheckpoint[]
): Promise<void> => {
	const file = checkpointFile(dataDir);
	const held = new Set((await readCheckpointFile(file)).map(({ seq }) => seq));
	const lines = checkpoints.filter(({ seq }) => !held.has(seq)).map(lineOf);
	if (lines.length === 0) return;
	const handle = await open(file, 'a+', 0o640);
	try {
		await handle.truncate(wholeLines(await handle.readFile()));
		await handle.appendFile(lines.join(''));
		await handle.sync();
	} finally {
		await handle.close();
	}
};

/** Bytes up to the end of the last whole line. */
const wholeLines = (bytes: Uint8Array): number => bytes.lastIndexOf(0x0a) + 1;
