import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
	beginWalk,
	endWalk,
	walkOn,
	type SignedCheckpoint,
	type Verification,
	type VerifySignature
} from '#lib/domain/audit/checkpoint.ts';
import { BadInput } from '../command.ts';
import { locate } from '../io.ts';

const found = (value: unknown): string =>
	(JSON.stringify(value) as string | undefined)?.slice(0, 60) ?? String(value);

const isCheckpoint = (value: unknown): value is SignedCheckpoint => {
	if (typeof value !== 'object' || value === null) return false;
	const point = value as Readonly<Record<string, unknown>>;
	return (
		Number.isSafeInteger(point['seq']) &&
		Number.isSafeInteger(point['at']) &&
		['head', 'root', 'keyId', 'signature'].every((name) => typeof point[name] === 'string')
	);
};

/** A line that does not read as JSON is a broken entry, not a broken file. */
const parsed = (line: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
};

const checkpointIn = (value: unknown, at: string): SignedCheckpoint | undefined => {
	if (typeof value !== 'object' || value === null || !('checkpoint' in value)) return undefined;
	const point = value.checkpoint;
	if (!isCheckpoint(point))
		throw new BadInput([`${at}.checkpoint: found ${found(point)} (a signed checkpoint)`]);
	return point;
};

type Source = AsyncIterable<{ readonly value: unknown; readonly at: string }>;

async function* linesOf(file: string): Source {
	const lines = createInterface({
		input: createReadStream(locate(file), 'utf8'),
		crlfDelay: Infinity
	});
	let number = 0;
	for await (const line of lines) {
		number += 1;
		if (line.trim() !== '') yield { value: parsed(line), at: `line ${number}` };
	}
}

/** One JSON value for all: a list of entries, or `{"entries":[…],"checkpoints":[…]}`. */
async function* listOf(file: string): Source {
	let text = '';
	for await (const part of createReadStream(locate(file), 'utf8')) text += part as string;
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch {
		throw new BadInput([`--from: ${found(text)} (JSON: one entry a line, or a list of entries)`]);
	}
	const { entries, checkpoints = [] } = Array.isArray(whole)
		? { entries: whole as unknown[] }
		: (whole as { entries?: unknown; checkpoints?: unknown });
	if (!Array.isArray(entries) || !Array.isArray(checkpoints))
		throw new BadInput([`--from.entries: found ${found(entries)} (a list of entries)`]);
	for (const [index, value] of entries.entries()) yield { value, at: `entries[${index}]` };
	for (const [index, checkpoint] of checkpoints.entries())
		yield { value: { checkpoint: checkpoint as unknown }, at: `checkpoints[${index}]` };
}

/** Whether the file is an entry a line: one of its first two lines is then a value with a number. */
const isByLine = async (file: string): Promise<boolean> => {
	let looked = 0;
	for await (const { value } of linesOf(file)) {
		if (typeof value === 'object' && value !== null && ('seq' in value || 'checkpoint' in value))
			return true;
		looked += 1;
		if (looked === 2) return false;
	}
	return looked === 0;
};

const sourceOf = async (file: string): Promise<Source> => {
	try {
		return (await isByLine(file)) ? linesOf(file) : listOf(file);
	} catch (reason) {
		const code = reason instanceof Error && 'code' in reason ? String(reason.code) : undefined;
		if (code === undefined) throw reason;
		throw new BadInput([`--from: cannot read ${JSON.stringify(file)} (${code})`]);
	}
};

/**
 * Verifies an exported log, however long, with the checkpoints in it and those given. Checkpoints stand after
 * the entries, so the file is read twice: first for them.
 */
export const verifyExport = async (
	file: string,
	outside: readonly SignedCheckpoint[],
	verify: VerifySignature | null
): Promise<Verification> => {
	const checkpoints = [...outside];
	for await (const { value, at } of await sourceOf(file)) {
		const point = checkpointIn(value, at);
		if (point) checkpoints.push(point);
	}
	let walk = beginWalk(checkpoints, verify);
	for await (const { value, at } of await sourceOf(file))
		if (!checkpointIn(value, at)) walk = walkOn(walk, value);
	return endWalk(walk);
};
