/**
 * What may be written down of a defect: what happened and where, never what people typed. The query builder
 * puts the values of a failed query into its message, and databases quote them in theirs.
 */

type DatabaseError = Error & {
	readonly code?: unknown;
	readonly table?: unknown;
	readonly column?: unknown;
	readonly constraint?: unknown;
};

/** SQLite's driver names its errors, PostgreSQL's gives them a severity. */
const isFromDatabase = (error: Error): error is DatabaseError =>
	error.name === 'SqliteError' || 'severity' in error;

const isFailedQuery = (error: Error): error is Error & { readonly query: string } =>
	'query' in error && typeof error.query === 'string' && 'params' in error;

/** Values stand between quotation marks: all from the first mark to the last. */
const withoutQuoted = (text: string): string => {
	const from = text.search(/["']/);
	const to = Math.max(text.lastIndexOf('"'), text.lastIndexOf("'"));
	return from < to ? `${text.slice(0, from)}"…"${text.slice(to + 1)}` : text;
};

/** One error in a line, without values. */
const said = (error: Error): string => {
	if (isFailedQuery(error)) return `failed query: ${error.query}`;
	if (!isFromDatabase(error))
		return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
	const where = [error.code, error.table, error.column, error.constraint].filter(
		(part) => typeof part === 'string'
	);
	return `${error.name} ${where.join(' ')}: ${withoutQuoted(error.message)}`;
};

/** The lines that say where, without the message that stands before them. */
const framesOf = ({ stack = '' }: Error): string => {
	const lines = stack.split('\n');
	const last = lines.findLastIndex((line) => !line.startsWith('    at '));
	return lines
		.slice(last + 1)
		.map((line) => `\n${line}`)
		.join('');
};

const chainOf = (error: unknown): readonly Error[] => {
	const chain: Error[] = [];
	for (let next = error; next instanceof Error && chain.length < 5; next = next.cause)
		chain.push(next);
	return chain.length > 0 ? chain : [new Error(String(error))];
};

/** The defect as a sentence, and with where it happened and what caused it. */
export const defectOf = (error: unknown): { readonly message: string; readonly stack: string } => {
	const lines = chainOf(error).map((one) => ({ message: said(one), frames: framesOf(one) }));
	return {
		message: lines.map(({ message }) => message).join(' ← '),
		stack: lines.map(({ message, frames }) => message + frames).join('\ncaused by ')
	};
};
