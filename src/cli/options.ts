import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { BadInput } from './command.ts';
import { oneOf } from './input/problems.ts';

/**
 * The options of a command and at most one FILE. BadInput for an option it does not have, an option given
 * twice, an option without its value, and a second FILE.
 */
export const parseOptions = <T extends ParseArgsOptionsConfig>(
	args: readonly string[],
	options: T
) => {
	const { values, positionals, tokens } = parseArgs({
		args: [...args],
		options,
		allowPositionals: true,
		strict: false,
		tokens: true
	});
	const names = Object.keys(options).map((name) => `--${name}`);
	const seen = new Set<string>();
	const lines = tokens.flatMap((token): string[] => {
		if (token.kind !== 'option') return [];
		const option = options[token.name];
		if (!option) return [`${token.rawName}: unknown option (${oneOf(names)})`];
		if (seen.has(token.name)) return [`${token.rawName}: found twice (once)`];
		seen.add(token.name);
		if (option.type === 'string' && token.value === undefined)
			return [`${token.rawName}: missing (a value after it)`];
		return option.type === 'boolean' && token.value !== undefined
			? [`${token.rawName}: found ${JSON.stringify(token.value)} (no value)`]
			: [];
	});
	const more = positionals.slice(1).map((file) => `FILE: found ${JSON.stringify(file)} (one FILE)`);
	if (lines.length + more.length > 0) throw new BadInput([...lines, ...more]);

	const text = (name: keyof T & string): string | undefined => {
		const value = values[name];
		return typeof value === 'string' ? value : undefined;
	};
	const flag = (name: keyof T & string): boolean => values[name] === true;
	return { file: positionals[0], text, flag };
};
