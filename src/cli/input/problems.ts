/**
 * One line per problem: the path of the value, what was found, what is allowed. Scripts read these lines, so
 * they are English whatever the operator speaks.
 */
import { z } from 'zod';
import { BadInput } from '../command.ts';
import { parseJson } from './json.ts';

export type Path = readonly (string | number)[];

/** `applications[3].level`; keys that are no names are quoted: `objective["a b"]`. */
export const printPath = (path: Path): string =>
	path.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		if (!/^[A-Za-z_][\w]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
		return text === '' ? key : `${text}.${key}`;
	}, '') || 'input';

const LONGEST = 60;

/** A value as found, shortened, on one line. */
export const show = (value: unknown): string => {
	if (value === undefined) return 'nothing';
	const text = JSON.stringify(value);
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

export const oneOf = (values: readonly unknown[]): string =>
	values.length === 0 ? 'none is allowed here' : `one of ${values.map(String).join(', ')}`;

export const problem = (path: Path, found: string, allowed: string): string =>
	`${printPath(path)}: ${found} (${allowed})`;

/** What an unknown value is called: the last name in its path, in the singular (`tiers[0]` is a tier). */
const nounOf = (path: Path): string => {
	const name = path.filter((key) => typeof key === 'string').at(-1);
	if (name === undefined) return 'value';
	return name.endsWith('s') && typeof path.at(-1) === 'number' ? name.slice(0, -1) : name;
};

const typeNames: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	record: 'an object',
	null: 'null'
};

/** The schema's own words where it has some. */
const allowedType = (issue: z.core.$ZodIssueInvalidType): string =>
	issue.message.startsWith('Invalid input')
		? (typeNames[issue.expected] ?? `a ${issue.expected}`)
		: issue.message;

const keysAt = (schema: z.core.$ZodType, path: Path): readonly string[] => {
	const at = path.reduce<z.core.$ZodType | undefined>(
		(current, key) => current && step(unwrap(current), key),
		schema
	);
	const object = at && unwrap(at);
	return object instanceof z.core.$ZodObject ? Object.keys(object._zod.def.shape) : [];
};

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType =>
	schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable
		? unwrap(schema._zod.def.innerType)
		: schema;

const step = (schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined => {
	if (schema instanceof z.core.$ZodArray) return schema._zod.def.element;
	return schema instanceof z.core.$ZodObject ? schema._zod.def.shape[key] : undefined;
};

const found = (input: unknown): string =>
	input === undefined ? 'missing' : `found ${show(input)}`;

const linesOf = (issue: z.core.$ZodIssue, schema: z.core.$ZodType): readonly string[] => {
	const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
	switch (issue.code) {
		case 'invalid_value': {
			const what =
				issue.input === undefined ? 'missing' : `unknown ${nounOf(path)} ${show(issue.input)}`;
			return [problem(path, what, oneOf(issue.values))];
		}
		case 'unrecognized_keys': {
			const allowed = oneOf(keysAt(schema, path));
			return issue.keys.map((key) =>
				problem([...path, key], `unknown key ${JSON.stringify(key)}`, allowed)
			);
		}
		case 'invalid_type':
			return [problem(path, found(issue.input), allowedType(issue))];
		case 'too_small':
			return [
				issue.origin === 'string'
					? problem(path, 'found an empty text', 'a non-empty text')
					: problem(path, found(issue.input), `at least ${issue.minimum}`)
			];
		case 'too_big':
			return [problem(path, found(issue.input), `at most ${issue.maximum}`)];
		default:
			// Our own checks put what is allowed into the message.
			return [problem(path, found(issue.input), issue.message)];
	}
};

/** Throws when there is any problem. */
export const refuse = (lines: readonly string[]): void => {
	if (lines.length > 0) throw new BadInput(lines);
};

/** The value in the shape of the schema; BadInput with a line per problem. */
export const check = <T>(schema: z.ZodType<T>, value: unknown): T => {
	const parsed = schema.safeParse(value, { reportInput: true });
	if (parsed.success) return parsed.data;
	throw new BadInput(parsed.error.issues.flatMap((issue) => linesOf(issue, schema)));
};

/** Reads JSON text in the shape of the schema. */
export const readAs = <T>(schema: z.ZodType<T>, text: string): T => check(schema, parseJson(text));

/** A line for every row whose `key` an earlier row of the list has. */
export const duplicates = <T>(
	list: readonly T[],
	of: (row: T) => string | number,
	path: Path,
	key?: string,
	name: string = key ?? 'value'
): readonly string[] => {
	const seen = new Set<string | number>();
	return list.flatMap((row, index) => {
		const value = of(row);
		if (!seen.has(value)) {
			seen.add(value);
			return [];
		}
		const at = key === undefined ? [...path, index] : [...path, index, key];
		return [problem(at, `duplicate ${name} ${show(value)}`, `unique in ${printPath(path)}`)];
	});
};
