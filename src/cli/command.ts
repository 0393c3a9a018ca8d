/** What a command of `portal` is. Each one is a file under `commands/`; `audit verify` is `audit-verify.ts`. */

/** 0 answered; 1 answered, and the answer is a refusal that must not be overlooked; 2 bad input. */
export type ExitStatus = 0 | 1 | 2;

export type Io = {
	/** The text of FILE, or of standard input for `-` or nothing. Throws BadInput when it cannot be read. */
	readonly read: (file?: string) => Promise<string>;
	/** Prints the answer, JSON, to standard output. One answer per run. */
	readonly answer: (value: unknown) => void;
	/** Prints a JSON list, one row a line, taking the rows one by one. Instead of `answer`. */
	readonly answerRows: (rows: Iterable<unknown>) => void;
	/** Prints a line for people to standard error. */
	readonly tell: (line: string) => void;
};

export type Command = {
	/** As typed: `route`, `audit verify`. */
	readonly name: string;
	/** One line for `portal help`. */
	readonly summary: string;
	/** What `portal <command> --help` prints. */
	readonly usage: string;
	/** `args` is what follows the name. */
	readonly run: (args: readonly string[], io: Io) => Promise<ExitStatus>;
};

/** Exit 2: nothing on standard output, each line on standard error. */
export class BadInput extends Error {
	readonly lines: readonly string[];
	constructor(lines: readonly string[]) {
		super(lines[0] ?? 'bad input');
		this.name = 'BadInput';
		this.lines = lines;
	}
}
