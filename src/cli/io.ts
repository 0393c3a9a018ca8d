import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BadInput, type Io } from './command.ts';

/** npm runs scripts in the package's folder; what the person typed is meant from where they stood. */
export const locate = (file: string): string => {
	const from = process.env.npm_lifecycle_event === 'portal' ? process.env.INIT_CWD : undefined;
	const meant = from === undefined ? undefined : resolve(from, file);
	return meant !== undefined && existsSync(meant) ? meant : resolve(file);
};

const readBytes = async (file: string | undefined): Promise<Uint8Array> => {
	if (file === undefined || file === '-') {
		if (process.stdin.isTTY) process.stderr.write('portal: 从标准输入读取 JSON，按 Ctrl-D 结束\n');
		return buffer(process.stdin);
	}
	try {
		return readFileSync(locate(file));
	} catch (reason) {
		const code = reason instanceof Error && 'code' in reason ? String(reason.code) : 'unknown';
		throw new BadInput([`FILE: cannot read ${JSON.stringify(file)} (${code})`]);
	}
};

const read = async (file?: string): Promise<string> => {
	const bytes = await readBytes(file);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new BadInput(['input: found bytes that are not UTF-8 (JSON in UTF-8)']);
	}
};

const answer = (value: unknown): void => {
	process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

const CHARACTERS_PER_WRITE = 1 << 20;

/** One row a line, so that a hundred thousand answers can be read and compared; no row is kept. */
const answerRows = (rows: Iterable<unknown>): void => {
	let pending = '';
	let any = false;
	for (const row of rows) {
		pending += `${any ? ',' : '['}\n${JSON.stringify(row)}`;
		any = true;
		if (pending.length < CHARACTERS_PER_WRITE) continue;
		process.stdout.write(pending);
		pending = '';
	}
	process.stdout.write(any ? `${pending}\n]\n` : '[]\n');
};

/** The command's real input and output. */
export const realIo: Io = {
	read,
	answer,
	answerRows,
	tell: (line) => {
		process.stderr.write(`${line}\n`);
	}
};
