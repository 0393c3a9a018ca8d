/**
 * Both languages say the same things: the same files, keys and parameters, nothing empty, and every
 * file is known to the compiler. Prints one line for each difference; exits with 1 when there are any.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from './lib/project.mjs';

/** snake_case, in which a field keeps the name it has in the program: `field_works_publishedOn`. */
const KEY = /^[a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;

/** All differences between the languages below `folder`, as lines. `listed` are the compiler's files. */
export function messageProblems(folder, listed) {
	const [base, ...others] = readdirSync(folder).sort().reverse();
	const problems = [];
	const expected = readLanguage(path.join(folder, base));
	const seen = new Map();
	for (const [file, messages] of expected) {
		if (!listed.includes(file))
			problems.push(`${base}/${file}: not in project.inlang/settings.json`);
		for (const key of Object.keys(messages)) {
			if (!KEY.test(key)) problems.push(`${base}/${file}: ${key} is not a key`);
			if (seen.has(key)) problems.push(`${base}/${file}: ${key} is already in ${seen.get(key)}`);
			seen.set(key, file);
		}
	}
	for (const language of others) {
		const actual = readLanguage(path.join(folder, language));
		for (const file of new Set([...expected.keys(), ...actual.keys()])) {
			const [ours, theirs] = [expected.get(file), actual.get(file)];
			if (!ours || !theirs) problems.push(`${file}: missing in ${ours ? language : base}`);
			else problems.push(...differences(`${language}/${file}`, ours, theirs));
		}
	}
	return problems;
}

function differences(where, ours, theirs) {
	const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
	return [...keys].flatMap((key) => {
		if (!(key in theirs)) return [`${where}: ${key} is missing`];
		if (!(key in ours)) return [`${where}: ${key} is in no other language`];
		if (isEmpty(ours[key]) || isEmpty(theirs[key])) return [`${where}: ${key} is empty`];
		const [wanted, found] = [parameters(ours[key]), parameters(theirs[key])];
		return wanted === found ? [] : [`${where}: ${key} takes {${found}}, not {${wanted}}`];
	});
}

const isEmpty = (message) => typeof message === 'string' && message.trim() === '';

/** Names in braces, sorted: of a plain message from its text, of a variant from its inputs. */
function parameters(message) {
	const text = typeof message === 'string' ? message : JSON.stringify(message);
	return [...new Set([...text.matchAll(/(?<!\\)\{(\w+)\}/g)].map(([, name]) => name))]
		.sort()
		.join();
}

function readLanguage(folder) {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return new Map(
		files.map((file) => {
			const { $schema: _schema, ...messages } = JSON.parse(
				readFileSync(path.join(folder, file), 'utf8')
			);
			return [file, messages];
		})
	);
}

/** The names of the message files that the compiler reads. */
export function listedFiles() {
	const settings = JSON.parse(readFileSync(at('project.inlang', 'settings.json'), 'utf8'));
	return settings['plugin.inlang.messageFormat'].pathPattern.map((file) => path.basename(file));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const problems = messageProblems(at('src', 'lib', 'messages'), listedFiles());
	for (const problem of problems) console.error(problem);
	process.exitCode = problems.length > 0 ? 1 : 0;
}
